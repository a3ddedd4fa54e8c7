// Where to look for what is said of an incident; and who denies it.
#include "incidents/records_at_hand.h"

#include <algorithm>
#include <functional>

#include "relations/acts.h"

namespace demarche {

RecordsAtHand::RecordsAtHand(std::span<const Event> all_events, std::span<const Claim> all_claims,
                             const IncidentKinds& by_kinds, const World& in_world)
    : events(all_events), claims(all_claims), kinds(by_kinds), world(in_world) {
  for (const auto& claim : claims) {
    about_[claim.about].push_back(&claim);
    answers_[claim.answers].push_back(&claim);
  }
  for (const auto& event : events) of_document_[event.document].push_back(&event);
}

std::vector<const Claim*> RecordsAtHand::claims_about(const std::set<std::string>& ids, bool answering) const {
  std::vector<const Claim*> found;
  const auto take = [&](const auto& index, const std::string& id) {
    if (const auto claims_of = index.find(id); claims_of != index.end())
      found.insert(found.end(), claims_of->second.begin(), claims_of->second.end());
  };
  for (const auto& id : ids) {
    take(about_, id);
    if (answering) take(answers_, id);
  }
  std::sort(found.begin(), found.end(), std::less<>());  // borrowed from one span: the order of the records
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

const std::vector<const Event*>& RecordsAtHand::events_of(const std::string& document) const {
  static const std::vector<const Event*> none;
  const auto found = of_document_.find(document);
  return found == of_document_.end() ? none : found->second;
}

RecordRef ref_of(const Event& event) { return {event.id, event.document, event.sentence, event.text}; }
RecordRef ref_of(const Claim& claim) { return {claim.id, claim.document, claim.sentence, claim.text}; }

bool holds(const std::set<std::string>& set, const std::vector<std::string>& list) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& one) { return set.contains(one); });
}

std::string speaker_of(const Claim& claim) {
  if (!claim.on_behalf_of.empty()) return claim.on_behalf_of;
  const auto side = side_of(claim.speaker);
  if (!side.empty()) return side;
  return claim.speaker.text;
}

std::set<std::string> ids_of(const Gathered& incident) {
  std::set<std::string> ids;
  for (const auto* report : incident.reports) ids.insert(report->id);
  return ids;
}

bool before(const std::optional<Period>& a, const std::optional<Period>& b) {
  if (a.has_value() != b.has_value()) return a.has_value();
  return a && b && a->begin < b->begin;
}

void add_source(std::vector<RecordRef>& sources, RecordRef source) {
  if (std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(std::move(source));
}

std::vector<Denial> denials_of(const Gathered& incident, const RecordsAtHand& told) {
  // a denial may answer a claim about the incident, or about such a claim, as well as the deed itself
  auto ids = ids_of(incident);
  for (auto latest = ids; !latest.empty();) {
    std::set<std::string> further;
    for (const auto* claim : told.claims_about(latest))
      if (ids.insert(claim->id).second) further.insert(claim->id);
    latest = std::move(further);
  }
  std::vector<Denial> denials;
  for (const auto* about : told.claims_about(ids, true)) {
    const Claim& claim = *about;
    if (claim.stance != Stance::denies) continue;
    const std::string by = speaker_of(claim);
    auto known = std::find_if(denials.begin(), denials.end(), [&](const Denial& each) { return each.by == by; });
    if (known == denials.end()) {
      denials.push_back({{}, by, claim.said});
      known = denials.end() - 1;
    }
    if (before(claim.said, known->date)) known->date = claim.said;
    add_source(known->sources, ref_of(claim));
  }
  std::stable_sort(denials.begin(), denials.end(), [](const Denial& a, const Denial& b) {
    return before(a.date, b.date) || (!before(b.date, a.date) && a.by < b.by);
  });
  return denials;
}

}  // namespace demarche
