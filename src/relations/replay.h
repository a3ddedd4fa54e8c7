// The state of a pair, made by telling what happened to it in the order of the days: ties that begin and end, and acts.
#pragma once

#include <optional>
#include <span>

#include "relations/ladder.h"

namespace demarche {

// Fills all parts of the state but the rung.
void replay(PairState& state, const Lineage& a, const Lineage& b, std::span<const Act> acts, const World& world);

}  // namespace demarche
