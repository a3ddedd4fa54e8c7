// Letters of ASCII; all other bytes of UTF-8 are left as they are.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace demarche {

inline std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

}  // namespace demarche
