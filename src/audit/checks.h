// The parts of the audit. Internal to src/audit.
#pragma once

#include "audit/audit.h"

namespace demarche {

struct Checked {
  Verdict verdict = Verdict::unknown;
  std::string why;
  std::vector<AuditSource> sources;
};

AuditSource source_of(const Event& report);
std::vector<AuditSource> sources_of(const Act& act);  // at most three

// act_check.cc: a coded event against acts of the same kind.
Checked check_event(const Event& event, const AuditRecord& record, const World& world, std::optional<Date> told);
// The notice that a move gave, against that of the same act; unknown without a reason where there is nothing to say.
Checked check_notice(const Event& event, const AuditRecord& record);
// What a sentence says of the act it tells, or that was told before it: that it is the first (over the reason that it
// gives, if it gives one), or that its notice or count goes beyond all others.
Checked check_superlative(Superlative superlative, const Event& event, std::string_view sentence,
                          const AuditRecord& record, const World& world);
// A claim against claims of the same speaker.
Checked check_claim(const Claim& claim, const AuditRecord& record, const World& world);

// fact_check.cc: a standing fact against ties, capitals and offices of the world, and the ladder.
Checked check_fact(const StandingFact& fact, const FactWords& words, const AuditRecord& record, const World& world,
                   std::optional<Date> told);
// "Croatia joined NATO in 2004".
std::string told(const StandingFact& fact, const World& world);

}  // namespace demarche
