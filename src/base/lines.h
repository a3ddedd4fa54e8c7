// Text for a terminal or a table: lines, and cells of CSV.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace demarche {

std::string one_line(std::string text);  // line ends become blanks

// Broken at blanks into lines of at most `width` letters of UTF-8 (0: any), each ended by LF. The first line keeps the
// blanks that the text begins with, the others are indented.
std::string wrapped(const std::string& text, std::size_t width, std::size_t indent);

// A cell of CSV (RFC 4180): in quotes where it holds a comma, a quote or a line end; behind an apostrophe where a
// spreadsheet would take it for a formula.
std::string csv_cell(std::string_view text);

}  // namespace demarche
