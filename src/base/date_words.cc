#include "base/date_words.h"

#include <fmt/format.h>

namespace demarche {

std::string day_of(Date date) { return fmt::format("{} {} {}", date.day(), month_name(date.month()), date.year()); }

std::string since(Date date) {
  return date.month() == 1 && date.day() == 1 ? std::to_string(date.year()) : day_of(date);
}

std::string when(const Period& period) {
  switch (period.precision) {
    case DatePrecision::day:
      return "on " + day_of(period.begin);
    case DatePrecision::week:
      return "in the week of " + day_of(period.begin);
    case DatePrecision::month:
      return fmt::format("in {} {}", month_name(period.begin.month()), period.begin.year());
    default:
      if (period.begin.year() % 10 == 0 && period.end.year() == period.begin.year() + 9)
        return fmt::format("in the {}s", period.begin.year());
      if (period.end.year() != period.begin.year())
        return fmt::format("between {} and {}", period.begin.year(), period.end.year());
      return fmt::format("in {}", period.begin.year());
  }
}

std::string days_in_words(std::string text) {
  constexpr std::size_t kLength = 10;  // "2022-09-07"
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = 0; at + kLength <= text.size(); ++at) {
    const bool apart =
        (at == 0 || !is_digit(text[at - 1])) && (at + kLength == text.size() || !is_digit(text[at + kLength]));
    const auto day = apart && text[at + 4] == '-' ? Date::parse(text.substr(at, kLength)) : std::nullopt;
    if (day) text.replace(at, kLength, day_of(*day));
  }
  return text;
}

}  // namespace demarche
