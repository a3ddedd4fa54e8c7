// Whether an act of the record and a coded event of an article can be the same.
#include <algorithm>

#include "audit/checks.h"

namespace demarche {
namespace {

constexpr int kSlackDays = 2;  // told of one act: seldom dated further apart

// Kinds that are told of one act: an ambassador is a diplomat, a change of sides breaks with the one left.
MoveKind family_of(MoveKind kind) {
  return kind == MoveKind::expel_ambassador     ? MoveKind::expel
         : kind == MoveKind::switch_recognition ? MoveKind::sever
                                                : kind;
}

}  // namespace

bool meet(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

bool same_kind(const Act& act, const Event& event) {
  if (act.move.has_value() != event.move.has_value()) return false;
  if (act.move) return family_of(act.move->kind) == family_of(event.move->kind);
  return act.type == event.type && act.mode == event.mode;
}

bool between(const Act& act, const Event& event) {
  auto all = sides_of(event.actors), others = act.actors;
  const auto recipients = sides_of(event.recipients);
  all.insert(all.end(), recipients.begin(), recipients.end());
  others.insert(others.end(), act.recipients.begin(), act.recipients.end());
  return std::count_if(all.begin(), all.end(), [&](const std::string& one) {
           return std::find(others.begin(), others.end(), one) != others.end();
         }) >= 2;
}

bool same_sides(const Act& act, const Event& event) {
  if (event.reciprocal || act.recipients.empty()) return between(act, event);
  return meet(sides_of(event.actors), act.actors) && meet(sides_of(event.recipients), act.recipients);
}

bool touch(const Period& a, const Period& b) {
  return a.begin <= b.end.plus_days(kSlackDays) && b.begin <= a.end.plus_days(kSlackDays);
}

int apart(const Period& a, const Period& b) {
  if (touch(a, b)) return 0;
  return a.begin > b.end ? a.begin.days_since(b.end) : b.begin.days_since(a.end);
}

bool known(const Act& act) { return !act.claimed && act.date.has_value(); }

AuditSource source_of(const Event& report) {
  return {report.document, report.sentence, report.text, report.id,
          report.date ? std::optional(report.date->begin) : std::nullopt};
}

std::vector<AuditSource> sources_of(const Act& act) {
  std::vector<AuditSource> list;
  for (const auto* report : act.reports)
    if (list.size() < 3) list.push_back(source_of(*report));
  return list;
}

}  // namespace demarche
