// The parts of the audit. Internal to src/audit.
#pragma once

#include "audit/audit.h"

namespace demarche {

struct Checked {
  Verdict verdict = Verdict::unknown;
  std::string why;
  std::vector<AuditSource> sources;
};

// compare.cc: whether an act of the record and a coded event can be the same.
bool meet(const std::vector<std::string>& a, const std::vector<std::string>& b);  // one side is in both
bool same_kind(const Act& act, const Event& event);  // an ambassador is a diplomat, a change of sides a break
bool between(const Act& act, const Event& event);    // two of the act's sides are two of the event's, whoever acts
// Both sides are known and meet those of the act, in its direction unless both act.
bool same_sides(const Act& act, const Event& event);
bool touch(const Period& a, const Period& b);  // within two days of one another: told of one act
int apart(const Period& a, const Period& b);   // days; 0 where they touch
bool known(const Act& act);                    // dated, and more than claimed
AuditSource source_of(const Event& report);
std::vector<AuditSource> sources_of(const Act& act);  // at most three

// act_check.cc: a coded event against acts of the same kind.
Checked check_event(const Event& event, const AuditRecord& record, const World& world, std::optional<Date> told);
// The notice that a move gave, against that of the same act; unknown without a reason where there is nothing to say.
Checked check_notice(const Event& event, const AuditRecord& record);

// superlative_check.cc: what a sentence says of the act it tells, or that was told before it: that it is the first of
// its kind (of the sides named behind the words that say so; over the reason that it gives, if it gives one), or that
// its notice or count goes beyond all others.
Checked check_superlative(ToldSuperlative superlative, const Event& event, std::string_view sentence,
                          const AuditRecord& record, const PrecedentWords& words, const World& world);

// claim_check.cc: a claim against claims of the same speaker.
Checked check_claim(const Claim& claim, const AuditRecord& record, const World& world);

// fact_check.cc: a standing fact against ties, capitals and offices of the world, and the ladder.
Checked check_fact(const StandingFact& fact, const FactWords& words, const AuditRecord& record, const World& world,
                   std::optional<Date> told);
// "Croatia joined NATO in 2004".
std::string told(const StandingFact& fact, const World& world);

}  // namespace demarche
