// Days and periods in English, as texts of the program tell them.
#pragma once

#include <string>

#include "base/date.h"

namespace demarche {

// "on 7 September 2022", "in the week of 5 September 2022", "in December 2018", "in 2018", "in the 1990s", "between
// 1990 and 1993".
std::string when(const Period& period);
std::string day_of(Date date);  // "7 September 2022"
std::string since(Date date);   // the same; "2013" for a first of January, which stands for a year
// Days written as "2022-09-07" become "7 September 2022".
std::string days_in_words(std::string text);

}  // namespace demarche
