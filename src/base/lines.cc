#include "base/lines.h"

#include <algorithm>

namespace demarche {

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string wrapped(const std::string& text, std::size_t width, std::size_t indent) {
  const std::size_t margin = std::min(text.find_first_not_of(' '), text.size());
  std::string out, line(margin, ' ');
  std::size_t letters = margin;
  bool fresh = true;  // nothing but the margin stands on the line
  const auto count = [](const std::string& word) {
    return static_cast<std::size_t>(
        std::count_if(word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  };
  for (std::size_t begin = margin; begin <= text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    if (width && !fresh && letters + 1 + count(word) > width) {
      out += line + "\n";
      line.assign(indent, ' ');
      letters = indent;
    } else if (!fresh) {
      line += ' ';
      ++letters;
    }
    fresh = false;
    line += word;
    letters += count(word);
    begin = end + 1;
  }
  return out + line + "\n";
}

}  // namespace demarche
