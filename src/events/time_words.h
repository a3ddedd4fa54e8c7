// The words that time expressions are made of.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"

namespace demarche {

// The whole number that a word stands for, in lower case: digits, "zero" to "twenty", and tens up to "ninety".
std::optional<int> number_of_word(std::string_view word);

// "day", "weeks" ... as "day", "week" ...; "" for words that are no unit of days or more.
std::string_view unit_of(std::string_view word);

// The day, week, month, year so many of them from a day; of decades the year, or the very decade of the day. `unit`:
// as unit_of gives it, else days.
Period unit_period(std::string_view unit, int off, Date from);

// 1700 to 2100, of four digits.
std::optional<int> year_of_word(std::string_view word);
// 1 to 31: "7", "7th".
std::optional<int> day_of_word(std::string_view word);
// 0 Sunday to 6 Saturday, of a whole name in lower case.
std::optional<int> weekday_named(std::string_view word);
// The same of a cut one, three to five letters: "wed", "thurs".
std::optional<int> weekday_cut(std::string_view word);
// The years of "1990s", "1990's".
std::optional<int> decade_of_word(std::string_view word);

}  // namespace demarche
