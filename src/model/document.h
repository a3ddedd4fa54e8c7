// A document: one piece of news as read, with every part tied to the bytes it came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"

namespace demarche {

// A run of text that belongs together: a paragraph, a heading, a list item, a table row. Sentences never cross it.
struct Paragraph {
  std::uint32_t begin = 0, end = 0;  // bytes in Document::text, end exclusive
  bool heading = false;              // a title or heading that stands in the text itself
  bool operator==(const Paragraph&) const = default;
};

// A party that somebody marked in the text: a mention whose head stands in it has this id, whoever it is.
struct MarkedParty {
  std::uint32_t begin = 0, end = 0;  // bytes in Document::text, end exclusive
  std::string id;
  bool operator==(const MarkedParty&) const = default;
};

struct Document {
  std::string id;     // as given (JSON Lines, CSV), else the path as given
  std::string title;  // UTF-8; empty where none, or where the title stands in the text (a heading paragraph)
  std::string
      text;  // UTF-8. Plain text: the file, byte for byte but for repairs; HTML: extracted; JSON Lines, CSV: the field
  std::string source;                 // publisher; may be empty
  std::string url;                    // may be empty
  std::string language;               // ISO 639-1 ("en"); empty: unknown
  std::optional<Date> date;           // of publication; absent: relative dates stay relative
  std::vector<Paragraph> paragraphs;  // in order, non-overlapping
  std::vector<MarkedParty> parties;   // marked by hand; usually none
  std::size_t repaired_bytes = 0;     // bytes that were no valid UTF-8; each was replaced by U+001A, so offsets hold

  bool operator==(const Document&) const = default;
};

}  // namespace demarche
