// From a field of text to a Document's title, date and paragraphs.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"
#include "model/document.h"

namespace demarche {

// Sets document.paragraphs (and date, where the text opens with a line that is a date and the document has none) from
// document.text. With `first_line_is_title` a short first line before a blank line becomes a heading.
void lay_out_article(Document& document, bool first_line_is_title);

// The day that a paragraph opens with behind a place in capitals: "TIRANA, Sept 7 2022 (Agency) - Albania ...".
std::optional<Date> dateline_date(std::string_view paragraph);

// A whole line that is a date: "Wednesday, September 7, 2022", "7 September 2022", "Sept 7, 2022", "2022-09-07".
std::optional<Date> date_line(std::string_view line);

}  // namespace demarche
