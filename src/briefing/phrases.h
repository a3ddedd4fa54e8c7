// English for acts, dates and countries.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date_words.h"
#include "relations/acts.h"
#include "world/world.h"

namespace demarche {

// "Albania", "the United States", "NATO".
std::string named(const std::string& id, const World& world);
std::string named(const std::vector<std::string>& ids,
                  const World& world);  // "A, B and C"; "an unnamed actor" for none
// "Albania severed diplomatic relations with Iran", "Albania expelled two diplomats of Iran"; no date, no full stop.
std::string told(const Act& act, const World& world);
// The same of what was not done, or not yet: "Albania tried to sever ...". `auxiliary` stands before the bare verb.
std::string told_after(const Act& act, const World& world, std::string_view auxiliary);
// The same as something said to have been done: "a cyber-attack by Iran on Albania".
std::string as_noun(const Act& act, const World& world);
std::string possessive(const std::string& name);  // "Albania's", "the United States'"
std::string capitalised(std::string text);
std::string with_article(const std::string& noun);          // "a cyber-attack", "an assassination"
std::string plural(std::string name, std::size_t count);    // of the first word: "expulsions of an ambassador"
std::string listed(const std::vector<std::string>& names);  // "A, B and C"

}  // namespace demarche
