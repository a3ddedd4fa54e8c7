// Text for a terminal.
#pragma once

#include <cstddef>
#include <string>

namespace demarche {

std::string one_line(std::string text);  // line ends become blanks

// Broken at blanks into lines of at most `width` letters of UTF-8 (0: any), each ended by LF. The first line keeps the
// blanks that the text begins with, the others are indented.
std::string wrapped(const std::string& text, std::size_t width, std::size_t indent);

}  // namespace demarche
