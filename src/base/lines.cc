#include "base/lines.h"

#include <algorithm>
#include <charconv>

#include "base/letters.h"

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
  for (std::size_t begin = margin; begin <= text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    if (width && !fresh && letters + 1 + letters_in(word) > width) {
      out += line + "\n";
      line.assign(indent, ' ');
      letters = indent;
    } else if (!fresh) {
      line += ' ';
      ++letters;
    }
    fresh = false;
    line += word;
    letters += letters_in(word);
    begin = end + 1;
  }
  return out + line + "\n";
}

namespace {

// Whether a spreadsheet would take a text for a formula, and do what it says.
bool is_formula(std::string_view text) {
  if (text.empty() || std::string_view("=+-@\t\r").find(text.front()) == std::string_view::npos) return false;
  double number = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec != std::errc() || read.ptr != end;
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string plain(text);
  if (is_formula(text)) plain.insert(0, 1, '\'');
  if (plain.find_first_of(",\"\n\r") == std::string::npos) return plain;
  std::string quoted = "\"";
  for (const char c : plain) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + "\"";
}

}  // namespace demarche
