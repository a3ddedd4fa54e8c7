// A line of a table to its cells, cells to values, and values to cells.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace demarche {

// Keeps its memory from line to line. Cells are views into the line, or into the splitter where quotes had to be
// undone; both kinds hold until the next line.
class CellSplitter {
 public:
  // At every tab; a quote is a letter like others.
  const std::vector<std::string_view>& tabs(std::string_view line);
  // At every separator outside quotes (RFC 4180). A cell that begins with a quote which nothing closes before a
  // separator is taken as it stands.
  const std::vector<std::string_view>& quoted(std::string_view line, char separator);

 private:
  std::vector<std::string_view> cells_;
  std::deque<std::string> unescaped_;
};

// Nothing where the whole text is not a number.
std::optional<double> number_in(std::string_view text);
std::optional<int> whole_number_in(std::string_view text);
std::optional<Date> compact_date(std::string_view text);  // "20220907", a time behind it ignored
// "20220907193000" -> "2022-09-07T19:30:00", "20220907" -> "2022-09-07"; anything else as it is.
void assign_compact_time(std::string_view text, std::string& iso);
std::string compact_time(std::string_view iso, bool with_time);  // and back; missing time: midnight

bool is_digits(std::string_view text);                     // false for empty
std::string number_text(double value);                     // the shortest that reads as the same number
std::string joined(const std::vector<std::string>& list);  // by "; "

// A cell of a tab-separated line: tabs and line ends become spaces.
void append_tab_cell(std::string& line, std::string_view cell);
// A cell of a CSV line, quoted where needed; line ends become spaces, so that a row is a line.
void append_csv_cell(std::string& line, std::string_view cell);
std::string tab_line(const std::vector<std::string>& cells);

// A number for an id, as the formats with numbers for ids want it: itself, or 63 bits of its hash.
std::string numeric_id(std::string_view id);

}  // namespace demarche
