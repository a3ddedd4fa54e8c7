// What a piece of a phrase names, where several bear the name.
#include "world/resolver.h"

namespace demarche {

Resolution Resolver::of_entity(const Entity& entity, double score, std::string why) const {
  return {std::string(entity.id),   std::string(entity.country),
          std::string(entity.name), entity.kind,
          *entity.sectors,          score,
          std::move(why),           {}};
}

// Of the states that share a word ("Congolese", "Moscow"), one that exists on the day; else the first.
const NameMatch* Resolver::best_of_state(const Segment& segment, std::initializer_list<NameForm> forms) const {
  const NameMatch* first = nullptr;
  for (const auto form : forms)
    for (const auto& match : segment.matches) {
      if (match.entry->form != form || entity(match).kind != ActorKind::state) continue;
      if (!on_ || entity(match).exists.covers(*on_)) return &match;
      if (!first) first = &match;
    }
  return first;
}

// A state, organ, organisation or group by name. An organ's name that several states share is this nation's, or
// nobody's.
const NameMatch* Resolver::best_entity(const Segment& segment, const std::string& nation) const {
  if (const auto* state = best_of_state(segment, {NameForm::name, NameForm::also})) return state;
  const NameMatch* only = nullptr;
  bool several = false;
  for (const auto form : {NameForm::name, NameForm::also})
    for (const auto& match : segment.matches) {
      if (match.entry->form != form) continue;
      const auto& found = entity(match);
      if (found.kind != ActorKind::organ) {
        if (!only) only = &match;
        continue;
      }
      if (!nation.empty() && found.country == nation) return &match;
      several = several || (only && entity(*only).kind == ActorKind::organ && entity(*only).country != found.country);
      if (!only) only = &match;
    }
  return several ? nullptr : only;
}

std::vector<int> Resolver::persons_named(const Segment& segment, NameForm form) const {
  std::vector<int> persons;
  for (const auto& match : segment.matches)
    if (match.entry->form == form) persons.push_back(match.entry->index);
  return persons;
}

std::string Resolver::capital_of(std::string_view state) const {
  const auto found = tables_.capitals.find(state);
  return found == tables_.capitals.end() ? std::string() : found->second;
}

}  // namespace demarche
