#include "base/result.h"

#include <fmt/format.h>

namespace demarche {

namespace {

// A terminal would obey the control characters of what was read: they are shown as they are written in C.
std::string shown(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool beyond = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if ((byte < 0x20 && byte != '\t') || byte == 0x7F || beyond)
      out += fmt::format("\\x{:02x}", beyond ? static_cast<unsigned char>(text[++i]) : byte);
    else
      out += text[i];
  }
  return out;
}

}  // namespace

std::string Error::describe() const {
  std::string where = file;
  if (line) where += fmt::format(":{}", line);
  if (line && column) where += fmt::format(":{}", column);
  if (!where.empty()) where += ": ";
  return shown(where + message + (fragment.empty() ? "" : fmt::format(": '{}'", fragment)));
}

Failure fail(std::string message, std::string file, std::size_t line, std::size_t column, std::string fragment) {
  return Failure(Error{std::move(message), std::move(file), line, column, std::move(fragment)});
}

}  // namespace demarche
