// Acts: reports of the same thing merged, so that what is told ten times counts once.
//
// Thin as yet: reports are of one act where kind of move (or type and mode), actor's and recipient's country agree and
// their dates touch. The result does not depend on the order of the reports.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/event.h"

namespace demarche {

struct Act {
  std::string type, mode;
  std::optional<Move> move;                     // details of all reports together
  std::vector<std::string> actors, recipients;  // countries, or ids of those without one; sorted
  std::optional<Period> date;                   // the most precise told
  bool claimed = false;                         // by every report only a speaker's word
  bool disputed = false;
  std::vector<const Event*> reports;  // in the ledger's order; borrowed

  const Event& first() const { return *reports.front(); }
};

// The side an actor counts for: its country; a group, a state's rebels and its opposition are sides of their own; empty
// where nothing is known.
std::string side_of(const Mention& mention);
std::vector<std::string> sides_of(const std::vector<Mention>& mentions);

// Acts of the events that are done and not negated, by date; the events are borrowed. Undated reports join a dated act
// of their kind, or stay last.
std::vector<Act> acts_of(std::span<const Event> events);

}  // namespace demarche
