// The records of a labelled file, whatever shape it has, as texts by name.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "evaluation/gold.h"

namespace demarche {

// Names as files write them, in small letters, with blanks, dots and hyphens as "_": "Event Type" is "event_type".
// Lists are joined by "; ".
using RecordFields = std::map<std::string, std::string, std::less<>>;

struct RecordLine {
  RecordFields fields;
  std::size_t line = 0;          // 1-based, where it begins
  std::string_view whole{};      // JSON Lines: the line itself
  bool empty_of_events = false;  // JSON: an empty list "events"
};

// Calls `take` for each record, `problem` for lines that are none. Fails on a table without header.
Result<void> read_record_lines(const std::string& file, std::string_view bytes, const GoldOptions& options,
                               const std::function<void(const RecordLine&)>& take,
                               const std::function<void(Error)>& problem);

// The rows of a table. Between commas a quoted cell may hold commas and line ends (RFC 4180); between tabs it may not.
void read_table_rows(std::string_view bytes, char separator,
                     const std::function<void(std::vector<std::string>& cells, std::size_t line)>& take);

// Tabs where the first line has more of them than commas.
char separator_of(std::string_view bytes);

}  // namespace demarche
