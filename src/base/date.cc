#include "base/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/letters.h"
#include "base/numbers.h"

namespace demarche {
namespace {

std::chrono::year_month_day calendar(Date date) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(date.days_since_epoch())));
}

constexpr std::array<std::string_view, 4> kPrecisions = {"day", "week", "month", "year"};

}  // namespace

std::optional<Date> Date::from(int year, int month, int day) {
  if (month < 1 || day < 1) return {};
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return {};
  return Date(std::chrono::sys_days(date));
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return {};
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return {};
  const auto year = digits_in(text.substr(0, 4)), month = digits_in(text.substr(5, 2)),
             day = digits_in(text.substr(8, 2));
  if (!year || !month || !day) return {};
  return from(*year, *month, *day);
}

int Date::year() const { return static_cast<int>(calendar(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(calendar(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(calendar(*this).day())); }
int Date::weekday() const { return static_cast<int>(std::chrono::weekday(days_).c_encoding()); }

Date Date::plus_months(int months) const {
  const auto date = calendar(*this);
  const auto month = std::chrono::year_month(date.year(), date.month()) + std::chrono::months(months);
  const std::chrono::year_month_day same{month.year(), month.month(), date.day()};
  return same.ok() ? Date(std::chrono::sys_days(same))
                   : Date(std::chrono::sys_days(month.year() / month.month() / std::chrono::last));
}

std::string Date::text() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

std::string_view month_name(int month) {
  static constexpr std::array<std::string_view, 12> kNames = {"January",   "February", "March",    "April",
                                                              "May",       "June",     "July",     "August",
                                                              "September", "October",  "November", "December"};
  return kNames[static_cast<std::size_t>(month - 1)];
}

std::optional<int> month_named(std::string_view name) {
  if (name == "sept") return 9;
  for (int month = 1; month <= 12; ++month) {
    const std::string whole = lower_ascii(month_name(month));
    if (name == whole || (name.size() == 3 && whole.starts_with(name))) return month;
  }
  return {};
}

std::string_view name_of(DatePrecision precision) { return kPrecisions[static_cast<std::size_t>(precision)]; }

std::optional<DatePrecision> date_precision(std::string_view name) {
  for (std::size_t i = 0; i < kPrecisions.size(); ++i)
    if (kPrecisions[i] == name) return static_cast<DatePrecision>(i);
  return {};
}

Period Period::of_month(int year, int month) {
  const Date first = *Date::from(year, month, 1);
  return {first, first.plus_months(1).plus_days(-1), DatePrecision::month};
}

Period Period::of_year(int year) { return {*Date::from(year, 1, 1), *Date::from(year, 12, 31), DatePrecision::year}; }

std::optional<Period> Period::parse(std::string_view text) {
  if (const auto day = Date::parse(text); day && text.size() == 10) return of_day(*day);
  const auto year = digits_in(text.substr(0, 4));
  if (!year || text.size() < 4) return {};
  if (text.size() == 4) return of_year(*year);
  const auto month = text.size() == 7 && text[4] == '-' ? digits_in(text.substr(5)) : std::nullopt;
  if (!month || *month < 1 || *month > 12) return {};
  return of_month(*year, *month);
}

std::string Period::text() const {
  const auto day = begin.text();  // years have four digits
  return precision == DatePrecision::year    ? day.substr(0, 4)
         : precision == DatePrecision::month ? day.substr(0, 7)
                                             : day;
}

std::optional<Validity> Validity::parse(std::string_view text) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) {
    const auto period = Period::parse(text);
    if (!period) return {};
    return Validity{period->begin, period->end};
  }
  Validity validity;
  const auto before = text.substr(0, dots), after = text.substr(dots + 2);
  if (!before.empty()) {
    const auto period = Period::parse(before);
    if (!period) return {};
    validity.from = period->begin;
  }
  if (!after.empty()) {
    const auto period = Period::parse(after);
    if (!period) return {};
    validity.to = period->end;
  }
  return validity;
}

}  // namespace demarche
