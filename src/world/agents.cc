// Those who act by an office or trade: what the words for them make together with whose they are.
#include <algorithm>

#include "world/resolver.h"

namespace demarche {

const AgentWord* Resolver::agent_of(const Segment& segment) const {
  const auto* match = segment.find({NameForm::agent});
  return match ? &tables_.agents[static_cast<std::size_t>(match->entry->index)] : nullptr;
}

// The word that says most: the last that is not generic, else the last.
const AgentWord* Resolver::telling_agent(const std::vector<const Segment*>& titles) const {
  const AgentWord* last = nullptr;
  for (auto each = titles.rbegin(); each != titles.rend(); ++each) {
    const auto* agent = agent_of(**each);
    if (!agent) continue;
    if (!agent->generic) return agent;
    if (!last || last->needs_affiliation) last = agent;
  }
  return last;
}

std::optional<Resolution> Resolver::of_agent(const AgentWord* agent, const std::vector<const Segment*>& titles,
                                             const Affiliation& belongs) const {
  std::string sector = agent ? agent->sector : "GOV", organ = agent ? agent->organ : "GOV";
  if (!agent && titles.empty()) return {};
  const bool generic = !agent || agent->generic;
  Resolution found;
  found.country = belongs.country;
  found.kind = ActorKind::agent;
  found.score = belongs.score * 0.98;
  const auto label = agent ? agent->label : text_of(titles.back()->first, titles.back()->last);
  found.why = "agent '" + label + "' + " + tables_.name_of(belongs.id) + " (" + belongs.how + ")";
  switch (belongs.kind) {
    case ActorKind::organ:
    case ActorKind::agent:
    case ActorKind::group:
      found.id = belongs.id;
      found.sectors = belongs.sectors;
      if (!generic && found.sectors.empty()) found.sectors = {sector};
      break;
    case ActorKind::organisation:
      found.id = generic || sector == "GOV" ? belongs.id : belongs.id + "." + sector;
      found.sectors = belongs.sectors;
      if (!generic && sector != "GOV") found.sectors.insert(found.sectors.begin(), sector);
      break;
    default:
      found.id = belongs.id + "." + organ;
      found.sectors = {sector};
      if (const auto* known = tables_.entity(found.id)) found.sectors = *known->sectors;
  }
  found.name = tables_.name_of(found.id);
  return found;
}

std::optional<Resolution> Resolver::agent(int head) const {
  if (head < 0 || head >= static_cast<int>(sentence_.tokens.size())) return {};
  const auto phrase = read_phrase(head);
  const auto* agent = telling_agent(phrase.titles);
  if (!agent || agent->needs_affiliation) return {};
  Resolution found{agent->organ,
                   {},
                   agent->label,
                   ActorKind::agent,
                   {agent->sector},
                   0.5,
                   "agent '" + agent->label + "', nation not said",
                   {}};
  for (const auto* title : phrase.titles) cover(found, title->first, title->last);
  return found;
}

// "the foreign ministers of Peru and Chile": the states and organisations that are coordinated behind the agent.
std::vector<Affiliation> Resolver::coordinated_behind(const Phrase& phrase, int head) const {
  const auto first = affiliation_behind(phrase, head, 0);
  if (!first || first.first <= head || first.kind != ActorKind::state) return {};
  std::vector<Affiliation> owners{first};
  std::vector<int> heads{token(first.first).head};
  for (int i = first.last + 1; i < static_cast<int>(sentence_.tokens.size()); ++i) {
    if (!is_a(token(i), "conj") || std::find(heads.begin(), heads.end(), token(i).head) == heads.end()) continue;
    const auto owner = resolve(i, 1);
    if (!owner || (owner->kind != ActorKind::state && owner->kind != ActorKind::organisation)) return {};
    heads.push_back(i);
    auto& next = owners.emplace_back(first);
    next.id = owner->id;
    next.kind = owner->kind;
    next.country = owner->country;
    next.sectors = owner->sectors;
    next.first = next.last = i;
  }
  return owners;
}

// "Iranian and Russian officials": everybody whom the agent belongs to, where "and" or "or" stands among them.
std::vector<Resolution> Resolver::resolve_all(int head) const {
  const auto first = resolve(head);
  if (!first) return {};
  if (first->kind != ActorKind::agent) return {*first};
  const auto phrase = read_phrase(head);
  if (phrase.titles.empty() || !phrase.name_segments.empty()) return {*first};
  std::vector<Affiliation> owners;
  bool coordinated = false;
  for (int i = 0; i < phrase.first_title; ++i) {
    const auto& segment = phrase.segments[static_cast<std::size_t>(i)];
    coordinated = coordinated || (!owners.empty() && token(segment.first).upos == Upos::cconj);
    if (segment.matches.empty() || is_compounded(segment)) continue;
    const auto owner = as_affiliation(segment);
    if (owner && (owner.kind == ActorKind::state || owner.kind == ActorKind::organisation)) owners.push_back(owner);
  }
  if (!coordinated && owners.empty()) {
    owners = coordinated_behind(phrase, head);
    coordinated = true;
  }
  if (!coordinated || owners.size() < 2) return {*first};
  std::vector<Resolution> found;
  for (const auto& owner : owners) {
    auto each = of_agent(telling_agent(phrase.titles), phrase.titles, owner);
    if (!each || std::any_of(found.begin(), found.end(), [&](const Resolution& other) { return other.id == each->id; }))
      continue;
    cover(*each, owner.first, owner.last);
    if (&owner == &owners.back())
      for (const auto* title : phrase.titles) cover(*each, title->first, title->last);
    found.push_back(std::move(*each));
  }
  return found;
}

}  // namespace demarche
