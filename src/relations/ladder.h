// The ladder: where two states stand in diplomatic relations on a day, part by part, from ties known beforehand and
// moves recorded since.
//
// Definitions: docs/ladder.md and the Vienna Convention on Diplomatic Relations of 1961. Each value says whether it is
// known (a source tells it), inferred (a move that presupposes it) or unknown; what nobody told is unknown, never a
// default.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "relations/acts.h"
#include "world/world.h"

namespace demarche {

enum class Knowledge : std::uint8_t { unknown, inferred, known };
std::string_view name_of(Knowledge);

struct Part {
  std::string value = "unknown";
  Knowledge how = Knowledge::unknown;
  std::optional<Date> since, last_confirmed;
  std::string why;           // of an inferred value: "its ambassador was expelled on 2018-12-19"
  const Act* act = nullptr;  // that told it; borrowed; null for a tie
  std::string tie;           // or the knowledge file and line
};

struct PairState {
  std::string a, b;  // countries
  Date day;
  Part relations;             // unknown never established suspended severed ended
  Part level;                 // ambassador minister charge
  Part head_of_a, head_of_b;  // a's head of mission in b, and b's in a: in-post recalled vacant expelled charge-ai
  Part mission_of_a, mission_of_b;        // resident non-resident relocated closed liaison interests-section
  Part consular;                          // yes none
  Part recognised_by_a, recognised_by_b;  // of b by a, of a by b: recognised withheld withdrawn
  std::string rung;                       // ambassador recalled charge closed suspended severed none unknown
  std::string ended_by;                   // the country whose act severed or suspended relations
  std::vector<const Act*> moves;          // that led here, by date; borrowed
  std::vector<std::string> contradictions;
};

// Bands of severity 1 to 8 (reference: ladder of diplomatic moves); 0 for moves up and apart.
int band_of(MoveKind kind);
bool is_upward(MoveKind kind);

// The state of a pair on a day, by the acts on or before it. Acts that are only claimed do not move the ladder.
PairState pair_state(const std::string& a, const std::string& b, Date day, std::span<const Act> acts,
                     const World& world);

// How harsh a move is among those known: its band, the bands it skipped from the state before, and its notice among all
// known notices.
struct Severity {
  int band = 0;
  std::vector<int> skipped;  // bands of lesser steps not taken between the two in the year before
  std::size_t notices = 0,
              longer = 0;  // known notices of all moves of the record, and how many are longer than this one's
};
Severity severity_of(const Act& act, std::span<const Act> acts);

}  // namespace demarche
