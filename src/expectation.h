// Was a move to be expected? By all moves of a record before it, and by what the world says of the pair.
#pragma once

#include <span>
#include <string>

#include "briefing/briefing.h"
#include "series/pair_facts.h"

namespace demarche {

// Of a dated move between the two. Learnt from the moves of the 25 years before its month, of all pairs that have one
// in that time; tested on the last five of them, by what was learnt from the rest. Pure; any number of threads.
Expectation expectation_of(const Act& move, const std::string& a, const std::string& b, std::span<const Act> acts,
                           const World& world, const Borders& borders);

}  // namespace demarche
