// The target of a request ("/api/v1/pair/ALB/IRN?as_of=2022-09-08") as path and parameters. What is not plainly a path
// is refused: it comes from anybody.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace demarche {

struct Target {
  std::vector<std::string> path;                           // segments, decoded; "/" has none
  std::vector<std::pair<std::string, std::string>> query;  // in the order given, decoded; "+" is a blank
  std::string text;                                        // as it came

  // The first of that name, or "".
  std::string_view value(std::string_view name) const;
  bool has(std::string_view name) const;
  std::vector<std::string> values(std::string_view name) const;
};

inline constexpr std::size_t kLongestTarget = 8192;  // bytes

// Fails on what is longer, does not begin with "/", holds bytes outside printable ASCII, half an escape, an escaped
// NUL, bytes that are no UTF-8, or a segment "." or ".." in whatever escape.
Result<Target> parse_target(std::string_view text);

// As a segment of a path or a value of a parameter: all but letters, digits and "-._~" escaped.
std::string url_escaped(std::string_view text);

}  // namespace demarche
