// Precedents: what was done before, why, by whom to whom, and within what time of its cause; earliest first. And what
// the answer rests on: "no earlier case among N severances since 1945, M of them with a stated reason".
//
// "First", "unprecedented" in a text is a claim: question_of reads what it says was first, earlier_cases looks.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "relations/acts.h"
#include "world/world.h"

namespace demarche {

// What is asked for. Empty parts take anything.
struct PrecedentQuery {
  std::vector<MoveKind> moves;     // any of them; empty: what `type` and `mode` say
  std::string type, mode;          // PLOVER, for acts that are no moves
  std::string why;                 // a kind of reason (knowledge/ontology/precedents.words): "cyber"
  std::string actor, recipient;    // a country, an organisation whose members are meant, "state" or "group"
  std::optional<Date> from;        // on this day or after
  std::optional<Date> before;      // before this day
  std::optional<int> within_days;  // of the cause, where the cause is an act with a day
  bool operator==(const PrecedentQuery&) const = default;
};

struct Precedent {
  const Act* act = nullptr;          // borrowed
  std::vector<std::string> reasons;  // as given; those that fit where a reason is asked for
  const Act* cause = nullptr;        // the act that is the reason, where it is known; borrowed
  std::optional<int> days_after_cause;
};

struct Precedents {
  std::vector<Precedent> cases;             // by day, earliest first
  std::size_t acts = 0, with_reason = 0;    // all that fit but for the reason; those of them that state one
  std::optional<Date> first_day, last_day;  // between which these lie
};

// The words of questions and reasons, read once, immutable.
class PrecedentWords {
 public:
  static Result<PrecedentWords> load(const std::filesystem::path& file);

  // What a question or a claim to be first names: "the first severance over a cyber-attack". Nothing where it names
  // neither an act nor a reason.
  std::optional<PrecedentQuery> question_of(std::string_view words) const;
  // Whether a text calls something the first of its kind.
  static bool claims_to_be_first(std::string_view words);

  // Kinds of reason that a reason's words tell.
  std::vector<std::string> kinds_of(std::string_view reason) const;
  // Whether an act is what reasons of the kind are about.
  bool is_cause(const std::string& kind, const Act& act) const;
  bool knows(const std::string& kind) const;
  std::vector<std::string> kinds() const;
  std::string name_of_reason(const std::string& kind) const;            // "a cyber-attack"
  std::string name_of_moves(const std::vector<MoveKind>& moves) const;  // "severance"

 private:
  struct Entry {
    std::vector<MoveKind> moves;
    std::string kind, name;  // of a reason
    std::vector<std::string> words;
    std::string type, mode;
  };
  std::vector<Entry> moves_, reasons_;
};

// The kinds of move that a move is compared with: a change of sides is a severance, an ambassador a diplomat.
std::vector<MoveKind> compared_with(MoveKind kind);

// Acts that are only claimed, negated or undated are no precedents. Acts borrow from the caller.
Precedents precedents(const PrecedentQuery& query, std::span<const Act> acts, const PrecedentWords& words,
                      const World& world);

// Cases of the same kind before the act: of its move (or type and mode), and of `query`'s reason and parties.
Precedents earlier_cases(const Act& act, PrecedentQuery query, std::span<const Act> acts, const PrecedentWords& words,
                         const World& world);

}  // namespace demarche
