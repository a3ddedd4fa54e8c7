// Whose an agent is: "Iranian", "Iran's", "of Iran", "in Minsk", "NATO", "the IRGC's".
#include <algorithm>
#include <array>

#include "base/among.h"
#include "world/resolver.h"

namespace demarche {
namespace {

constexpr std::array<std::string_view, 5> kAbout = {"pro", "anti", "non", "ex", "post"};
constexpr std::array<std::string_view, 5> kPlaceOrOrigin = {"in", "from", "within", "inside", "across"};
constexpr std::array<std::string_view, 5> kOnBehalf = {"for", "with", "at", "to", "under"};

}  // namespace

Affiliation Resolver::affiliation(const Phrase& phrase, int head, int depth) const {
  auto found = affiliation_before(phrase, phrase.first_title);
  if (!found && !phrase.titles.empty()) found = affiliation_behind(phrase, head, depth);
  return found;
}

// The nation or body that the modifiers before segment `end` name: the leftmost, but an organ or group of that nation
// is more telling
// ("Iranian Revolutionary Guards commander").
Affiliation Resolver::affiliation_before(const Phrase& phrase, int end) const {
  Affiliation nation, body;
  for (int i = 0; i < end && i < static_cast<int>(phrase.segments.size()); ++i) {
    const auto& segment = phrase.segments[static_cast<std::size_t>(i)];
    if (is_compounded(segment)) continue;
    const auto each = as_affiliation(segment);
    if (!each) continue;
    if (each.kind == ActorKind::state || each.kind == ActorKind::city || each.kind == ActorKind::person) {
      if (!nation && !(body && body.kind == ActorKind::organisation)) nation = each;
    } else if (!body && !(nation && each.kind == ActorKind::organ && each.country != nation.country) &&
               !(nation && each.kind == ActorKind::organisation)) {
      body = each;
    }
  }
  if (!body) return nation;
  if (nation) {
    body.first = std::min(body.first, nation.first);
    if (body.country.empty()) body.country = nation.country;
  }
  return body;
}

// Part of a compound by hyphen that sets the nation at a distance.
bool Resolver::is_compounded(const Segment& segment) const {
  const int size = static_cast<int>(sentence_.tokens.size());
  if (segment.last + 2 < size && is_hyphen(token(segment.last + 1)) &&
      tables_.in_class("at-arms-length", lower_case(token(segment.last + 2).form)))
    return true;
  return segment.first >= 2 && is_hyphen(token(segment.first - 1)) &&
         among(kAbout, lower_case(token(segment.first - 2).form));
}

Affiliation Resolver::as_affiliation(const Segment& segment) const {
  Affiliation found;
  found.first = segment.first;
  found.last = segment.last;
  const auto take = [&](const Entity& known, double score, std::string how) {
    found.id = known.id;
    found.country = known.country;
    found.kind = known.kind;
    found.sectors = *known.sectors;
    found.score = score;
    found.how = std::move(how);
    return found;
  };
  const bool possessive =
      segment.last + 1 < static_cast<int>(sentence_.tokens.size()) && is_possessive_mark(token(segment.last + 1));
  if (const auto* match = best_of_state(segment, {NameForm::name, NameForm::also}))
    return take(entity(*match), 0.93 - match->price, possessive ? "possessive" : "name before it");
  if (const auto* match = best_of_state(segment, {NameForm::adjective, NameForm::people}))
    return take(entity(*match), 0.94 - match->price, "adjective");
  if (const auto* match = best_of_state(segment, {NameForm::metonym}))
    return take(entity(*match), 0.85 - match->price, "metonym before it");
  if (const auto* match = segment.find({NameForm::name, NameForm::also}))
    return take(entity(*match), 0.93 - match->price, "name before it");
  if (const auto* match = segment.find({NameForm::city})) {
    const auto& city = tables_.cities[static_cast<std::size_t>(match->entry->index)];
    if (const auto* state = tables_.entity(city.country)) return take(*state, 0.75 - match->price, "city before it");
  }
  if (const auto* match = segment.find({NameForm::full_name, NameForm::family_name});
      match && !match->entry->never_alone) {
    const auto choice = choose_person(tables_, persons_named(segment, match->entry->form), {}, {}, on_);
    if (choice.person >= 0 && choice.score >= 0.8) {
      const auto& who = tables_.entities[static_cast<std::size_t>(choice.person)];
      const auto owner = std::string_view(who.id).substr(0, who.id.rfind(who.country.empty() ? "." : ".GOV."));
      if (const auto* known = tables_.entity(who.country.empty() ? owner : who.country))
        return take(*known, choice.score - 0.15, "of " + std::string(who.name));
    }
  }
  if (segment.matches.empty())
    if (const auto* state = similar_state(segment))
      return take(*state, 0.6, "'" + text_of(segment.first, segment.last) + "' read as a spelling of its name");
  found.first = 0;
  found.last = -1;
  return found;
}

Affiliation Resolver::affiliation_behind(const Phrase& phrase, int head, int depth) const {
  const int size = static_cast<int>(sentence_.tokens.size());
  const int preposition = phrase.extent.last + 1;
  if (preposition + 1 >= size || token(preposition).upos == Upos::punct || token(preposition).upos == Upos::verb)
    return {};
  const auto word = lower_case(token(preposition).form);
  const bool of = word == "of", place = among(kPlaceOrOrigin, word), behalf = among(kOnBehalf, word);
  const bool to = word == "to";
  if (!of && !place && !behalf && !to) return {};
  const auto* agent = telling_agent(phrase.titles);
  if (agent && agent->abroad && place && word != "from") return {};
  if (behalf && (!agent || !agent->generic || agent->abroad)) return {};
  int object = -1;
  if (token(preposition).head != kNoHead) {
    object = token(preposition).head;
    if (object <= preposition || object >= size || !is_a(token(preposition), "case")) return {};
    if (!of && !depends_on(sentence_, object, head)) return {};
  } else {
    for (int i = preposition + 1; i < size && token(i).upos != Upos::adp && token(i).upos != Upos::punct; ++i)
      if (token(i).upos == Upos::propn || token(i).upos == Upos::noun) object = i;
  }
  if (object < 0) return {};
  // A day would make a person of "the office of the prime minister"; that is as good, both are the nation's.
  const auto owner = resolve(object, depth + 1);
  if (!owner || owner->kind == ActorKind::people) return {};
  // an aide to a president is the president's; the ambassador to Albania is not Albania's
  if (to && (owner->kind != ActorKind::person || (agent && agent->abroad))) return {};
  if (place && owner->kind != ActorKind::state && owner->kind != ActorKind::city && !(agent && agent->generic))
    return {};
  Affiliation found;
  const auto* country = tables_.entity(owner->country);
  const bool person = owner->kind == ActorKind::person, city = owner->kind == ActorKind::city;
  found.id = (person || city) && country ? owner->country : owner->id;
  found.kind = (person || city) && country ? ActorKind::state : owner->kind;
  found.country = owner->country;
  found.sectors = person || city ? std::vector<std::string>{"GOV"} : owner->sectors;
  found.score = owner->score * (of ? 0.95 : word == "in" ? 0.8 : 0.88);
  if (city) found.score = std::max(found.score, 0.6);
  found.how = "'" + word + "' behind it";
  found.first = preposition;
  found.last = owner->words.empty() ? object : std::max(object, owner->words.back());
  return found;
}

// "the Secretary of State", "the Supreme Leader": a title that one country alone has.
Affiliation Resolver::affiliation_of_title(const Phrase& phrase) const {
  Affiliation found;
  for (const auto* title : phrase.titles) {
    const Entity* owner = nullptr;
    bool several = false;
    for (const auto& match : title->matches) {
      if (match.entry->form == NameForm::agent) {
        const auto& agent = tables_.agents[static_cast<std::size_t>(match.entry->index)];
        if (agent.generic || !agent.offices.empty()) several = true;  // a word of many countries
        continue;
      }
      if (match.entry->form != NameForm::title) continue;
      const auto* each = tables_.entity(tables_.offices[static_cast<std::size_t>(match.entry->index)].owner);
      several = several || (owner && owner != each);
      owner = each;
    }
    if (owner && !several) {
      found.id = owner->id;
      found.country = owner->country;
      found.kind = owner->kind;
      found.sectors = *owner->sectors;
      found.score = 0.75;
      found.how = "title";
      return found;
    }
  }
  return found;
}

}  // namespace demarche
