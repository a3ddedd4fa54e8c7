// Letters: of ASCII in lower case, of UTF-8 counted.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace demarche {

inline std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;  // all bytes beyond ASCII as they are
}

// Whether a byte of UTF-8 begins a letter (code point).
inline bool begins_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

inline std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_letter));
}

}  // namespace demarche
