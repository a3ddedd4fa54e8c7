// Where two countries stand, from a shelf. Internal to src/desk.
#pragma once

#include <string>
#include <vector>

#include "desk/parts.h"
#include "relations/ladder.h"
#include "relations/ladder_turns.h"

namespace demarche {

// The acts that can have to do with where two countries stand: of either's line of states, or of a rival government
// that claims the same state, toward the other's. By date.
class PairActs {
 public:
  PairActs(const Shelf& shelf, const ReferenceWorks& works, const std::string& a, const std::string& b);
  // The same from acts of any source, for what was known by a day.
  PairActs(std::span<const Act> acts, const ReferenceWorks& works, const std::string& a, const std::string& b,
           std::optional<Date> known_by);

  // The acts that it borrows must outlive the state: these here do.
  PairState state(Date day) const;
  std::span<const Act> up_to(Date day) const;  // undated ones left out
  // Days on which the state can change: of these acts, and of ties between the two that begin or end.
  std::vector<Date> days_of_change() const;
  // When relations turned, up to a day (relations/ladder_turns.h).
  std::vector<LadderTurn> turns(Date until) const;

 private:
  const ReferenceWorks& works_;
  std::string a_, b_;
  std::optional<Date> known_by_;
  std::vector<Act> acts_;
};

Json state_json(const PairState& state, std::span<const Act> acts, const Parts& parts);
// The rung of the pair over all time: a spell for as long as it stays the same.
Json rungs_json(const PairActs& acts, const Parts& parts);

}  // namespace demarche
