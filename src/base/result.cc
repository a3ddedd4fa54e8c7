#include "base/result.h"

#include <fmt/format.h>

namespace demarche {

std::string Error::describe() const {
  std::string where = file;
  if (line) where += fmt::format(":{}", line);
  if (line && column) where += fmt::format(":{}", column);
  if (!where.empty()) where += ": ";
  return where + message + (fragment.empty() ? "" : fmt::format(": '{}'", fragment));
}

Failure fail(std::string message, std::string file, std::size_t line, std::size_t column, std::string fragment) {
  return Failure(Error{std::move(message), std::move(file), line, column, std::move(fragment)});
}

}  // namespace demarche
