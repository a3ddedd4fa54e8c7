// English for acts, dates and countries.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "relations/acts.h"
#include "world/world.h"

namespace demarche {

// "Albania", "the United States", "NATO".
std::string named(const std::string& id, const World& world);
std::string named(const std::vector<std::string>& ids,
                  const World& world);  // "A, B and C"; "an unnamed actor" for none
// "on 7 September 2022", "in December 2018", "in 2018".
std::string when(const Period& period);
std::string day_of(Date date);  // "7 September 2022"
std::string since(Date date);   // the same; "2013" for a first of January, which stands for a year
// "Albania severed diplomatic relations with Iran", "Albania expelled two diplomats of Iran"; no date, no full stop.
std::string told(const Act& act, const World& world);
// The same as something said to have been done: "a cyber-attack by Iran on Albania".
std::string as_noun(const Act& act, const World& world);
std::string possessive(const std::string& name);  // "Albania's", "the United States'"
std::string capitalised(std::string text);

}  // namespace demarche
