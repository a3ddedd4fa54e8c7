// Calendar days and periods (proleptic Gregorian, no time zone: news is dated by the day).
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace demarche {

// One day. Ordered; differences are in days.
class Date {
 public:
  Date() = default;  // 1970-01-01
  explicit Date(std::chrono::sys_days days) : days_(days) {}
  static std::optional<Date> from(int year, int month, int day);  // nothing for a day that does not exist
  static std::optional<Date> parse(std::string_view text);  // "2022-09-07"; a time behind it ("T..", " ..") is ignored

  int year() const;
  int month() const;    // 1..12
  int day() const;      // 1..31
  int weekday() const;  // 0 Sunday .. 6 Saturday
  Date plus_days(int days) const { return Date(days_ + std::chrono::days(days)); }
  Date plus_months(int months) const;  // the day is cut to the month's last
  int days_since(Date other) const { return static_cast<int>((days_ - other.days_).count()); }
  int days_since_epoch() const { return static_cast<int>(days_.time_since_epoch().count()); }
  std::string text() const;  // "2022-09-07"

  auto operator<=>(const Date&) const = default;

 private:
  std::chrono::sys_days days_{};
};

std::string_view month_name(int month);  // 1..12: "January" ...
// 1..12 of an English name in lower case, whole or cut: "september", "sep", "sept"; nothing for other words.
std::optional<int> month_named(std::string_view name);

enum class DatePrecision { day, week, month, year };
std::string_view name_of(DatePrecision);
std::optional<DatePrecision> date_precision(std::string_view name);

// Days begin..end, both included. A day-precise period has begin == end.
struct Period {
  Date begin, end;
  DatePrecision precision = DatePrecision::day;

  static Period of_day(Date day) { return {day, day, DatePrecision::day}; }
  static Period of_month(int year, int month);
  static Period of_year(int year);
  static std::optional<Period> parse(std::string_view text);  // "2022-09-07", "2022-09" or "2022"
  std::string text() const;  // the same, as precise as it is known; of a week its first day
  bool operator==(const Period&) const = default;
};

// A span of validity as the knowledge files write it: "2013-09-15..", "2005..2013-09-15", "..1990", "2022". Open ends
// are absent.
struct Validity {
  std::optional<Date> from, to;  // both included
  static std::optional<Validity> parse(std::string_view text);
  bool covers(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
  bool operator==(const Validity&) const = default;
};

}  // namespace demarche
