#include "events/time_words.h"

#include <array>
#include <charconv>

namespace demarche {

using std::string_view_literals::operator""sv;

std::optional<int> number_of_word(std::string_view word) {
  static constexpr std::array kNumbers = {
      "zero"sv,     "one"sv,     "two"sv,     "three"sv,     "four"sv,     "five"sv,     "six"sv,
      "seven"sv,    "eight"sv,   "nine"sv,    "ten"sv,       "eleven"sv,   "twelve"sv,   "thirteen"sv,
      "fourteen"sv, "fifteen"sv, "sixteen"sv, "seventeen"sv, "eighteen"sv, "nineteen"sv, "twenty"sv};
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (!word.empty() && error == std::errc() && end == word.data() + word.size() && value >= 0) return value;
  for (std::size_t n = 0; n < kNumbers.size(); ++n)
    if (kNumbers[n] == word) return static_cast<int>(n);
  return {};
}

}  // namespace demarche
