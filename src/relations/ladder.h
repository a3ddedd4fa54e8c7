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
#include "relations/lineage.h"
#include "world/world.h"

namespace demarche {

enum class Knowledge : std::uint8_t { unknown, inferred, known };
std::string_view name_of(Knowledge);

struct Part {
  std::string value = "unknown";
  Knowledge how = Knowledge::unknown;
  std::optional<Date> since, last_confirmed;  // the first and the last day on which a source has it so
  std::string why;                            // of an inferred value: "its ambassador was expelled on 2018-12-19"
  const Act* act = nullptr;                   // that told it; borrowed; null for a tie
  std::string tie;                            // or the knowledge file and line
};

// A party that is no more on the day asked for.
struct PairEnd {
  std::string party;
  Date day;  // its last
  Succession succession;
};

struct PairState {
  std::string a, b;  // countries
  Date day;
  std::optional<Date> known_by;
  Part relations;             // unknown never established suspended severed ended
  Part level;                 // ambassador minister charge
  Part head_of_a, head_of_b;  // a's head of mission in b, and b's in a: in-post recalled vacant expelled charge-ai
  Part mission_of_a, mission_of_b;        // resident non-resident relocated closed liaison interests-section
  Part consular;                          // yes none
  Part recognised_by_a, recognised_by_b;  // of b by a, of a by b, as a state: recognised withheld withdrawn
  Part government_by_a, government_by_b;  // the same of the government, where another claims the same state
  Part protecting_power;                  // the country that looks after the interests of one in the other
  std::string rung;                       // ambassador recalled charge closed suspended severed none unknown
  std::string rung_note;                  // "interests sections remain"; may be empty
  std::string ended_by;                   // the country whose act severed or suspended relations
  std::optional<PairEnd> end;
  std::vector<std::string> continues;  // former states whose relations with the other these are: "SUN"
  std::vector<const Act*> moves;       // that led here, by date; borrowed
  std::vector<std::string> contradictions;
};

// Bands of severity 1 to 8 (docs/ladder.md); 0 for moves up and apart.
int band_of(MoveKind kind);
std::string_view name_of_band(int band);  // "expulsion of diplomats"
bool is_upward(MoveKind kind);

// The state of a pair on a day, by the acts on or before it. Acts that are only claimed do not move the ladder.
// `known_by`: of the ties, only what could be known by then counts; the acts are the caller's to choose (EventQuery).
PairState pair_state(const std::string& a, const std::string& b, Date day, std::span<const Act> acts,
                     const World& world, std::optional<Date> known_by = {});

// A detail of a move held against the same detail of all others: shorter than 78 of 86 notices.
struct Comparison {
  std::size_t others = 0, milder = 0;  // others that tell it; those of them that are milder
};

// How harsh a move is among those known. Never a score by itself: always told with what it is compared with.
struct Severity {
  int band = 0;
  bool for_safety = false;   // closing one's own mission for safety has no severity
  std::vector<int> skipped;  // bands of lesser steps not taken between the two in the year before
  std::size_t notices = 0,
              longer = 0;  // known notices of all moves of the record, and how many are longer than this one's
  Comparison persons;      // among moves of its kind, by how many persons
};
Severity severity_of(const Act& act, std::span<const Act> acts);

// "band 8 of 8 (severance); lesser steps of the year before: none recorded; 24 hours' notice, shorter than 78 of the 86
// known notices"
std::string text_of(const Severity& severity, const Act& act);

}  // namespace demarche
