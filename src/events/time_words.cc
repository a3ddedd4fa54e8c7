#include "events/time_words.h"

#include <algorithm>
#include <array>

#include "base/numbers.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kWeekdays = {"sunday"sv,   "monday"sv, "tuesday"sv, "wednesday"sv,
                                  "thursday"sv, "friday"sv, "saturday"sv};
constexpr std::array kNumbers = {"zero"sv,    "one"sv,     "two"sv,       "three"sv,    "four"sv,
                                 "five"sv,    "six"sv,     "seven"sv,     "eight"sv,    "nine"sv,
                                 "ten"sv,     "eleven"sv,  "twelve"sv,    "thirteen"sv, "fourteen"sv,
                                 "fifteen"sv, "sixteen"sv, "seventeen"sv, "eighteen"sv, "nineteen"sv};
constexpr std::array kTens = {"twenty"sv, "thirty"sv,  "forty"sv,  "fifty"sv,
                              "sixty"sv,  "seventy"sv, "eighty"sv, "ninety"sv};
constexpr std::array kUnits = {"day"sv, "week"sv, "month"sv, "year"sv, "decade"sv};
constexpr int kFirstYear = 1700, kLastYear = 2100;

template <std::size_t n>
std::optional<int> place_in(const std::array<std::string_view, n>& list, std::string_view word) {
  const auto found = std::find(list.begin(), list.end(), word);
  if (found == list.end()) return {};
  return static_cast<int>(found - list.begin());
}

std::optional<int> between(std::optional<int> value, int least, int most) {
  return value && *value >= least && *value <= most ? value : std::nullopt;
}

}  // namespace

std::optional<int> number_of_word(std::string_view word) {
  if (const auto ten = place_in(kTens, word)) return (*ten + 2) * 10;
  if (const auto number = place_in(kNumbers, word)) return number;
  return digits_in(word);
}

std::string_view unit_of(std::string_view word) {
  if (word.size() > 3 && word.ends_with('s')) word.remove_suffix(1);
  return place_in(kUnits, word) ? word : ""sv;
}

Period unit_period(std::string_view unit, int off, Date from) {
  if (unit == "week") {
    const Date monday = from.plus_days(-((from.weekday() + 6) % 7) + 7 * off);
    return {monday, monday.plus_days(6), DatePrecision::week};
  }
  if (unit == "month") {
    const Date there = from.plus_months(off);
    return Period::of_month(there.year(), there.month());
  }
  if (unit == "year") return Period::of_year(from.year() + off);
  if (unit == "decade" && off == 0) {
    const int first = from.year() - from.year() % 10;
    return {Period::of_year(first).begin, Period::of_year(first + 9).end, DatePrecision::year};
  }
  if (unit == "decade") return Period::of_year(from.year() + 10 * off);
  return Period::of_day(from.plus_days(off));
}

std::optional<int> year_of_word(std::string_view word) {
  return word.size() == 4 ? between(digits_in(word), kFirstYear, kLastYear) : std::nullopt;
}

std::optional<int> day_of_word(std::string_view word) {
  for (const auto ending : {"st"sv, "nd"sv, "rd"sv, "th"sv})
    if (word.ends_with(ending)) word.remove_suffix(2);
  return word.size() <= 2 ? between(digits_in(word), 1, 31) : std::nullopt;
}

std::optional<int> weekday_named(std::string_view word) { return place_in(kWeekdays, word); }

std::optional<int> weekday_cut(std::string_view word) {
  if (word.size() < 3 || word.size() > 5) return {};
  for (std::size_t day = 0; day < kWeekdays.size(); ++day)
    if (kWeekdays[day].starts_with(word)) return static_cast<int>(day);
  return {};
}

std::optional<int> decade_of_word(std::string_view word) {
  if (word.size() < 5 || !word.ends_with("0s")) return {};
  word.remove_suffix(1);
  if (word.ends_with('\'')) word.remove_suffix(1);
  return year_of_word(word);
}

}  // namespace demarche
