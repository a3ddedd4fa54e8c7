// Numbers in text.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace demarche {

// The number that the whole text is, in decimal; nothing where it is none, or none of this type, or something else
// stands beside it.
template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || stop != end) return {};
  return value;
}

// The same of digits alone, without a sign.
inline std::optional<int> digits_in(std::string_view text) {
  return text.starts_with('-') ? std::nullopt : number_in<int>(text);
}

}  // namespace demarche
