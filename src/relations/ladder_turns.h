// When did relations turn, by the ladder? Where the acts of two countries are few, a change of rung says what their
// series (series/turns.h) is too thin to show.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "relations/ladder.h"

namespace demarche {

// A day on which relations were broken off, lowered or closed down, or the reverse, and not undone within a year (as
// far as the record goes). An ambassador called home is a protest that is meant to end, and no turn; nor are the first
// relations of a state that has just begun.
struct LadderTurn {
  Date day;
  std::string before, after;  // rungs (PairState::rung), "established" where the record does not say at what level;
                              // before: empty where it says nothing
  bool for_the_worse = false;
  const Act* act = nullptr;  // that made it; borrowed; null where only a tie tells of it

  bool operator==(const LadderTurn&) const = default;
};

// By day, none after `until`. Steps of one direction within a year of each other are one turn, of the day of the first.
// `known_by` as in pair_state.
std::vector<LadderTurn> ladder_turns(const std::string& a, const std::string& b, Date until, std::span<const Act> acts,
                                     const World& world, std::optional<Date> known_by = {});

// The days on which the state of a pair can have changed: those of moves, those on which ties between the two begin or
// are over, and those on which one of them began or was no more. Sorted, each once.
std::vector<Date> days_of_change(const std::string& a, const std::string& b, std::span<const Act> acts,
                                 const World& world, std::optional<Date> known_by = {});

}  // namespace demarche
