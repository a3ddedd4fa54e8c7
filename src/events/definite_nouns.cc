// What definite nouns stand for that say nothing by themselves: "its ambassador", "the kingdom", "the group", "the
// ministry".
#include <algorithm>
#include <array>
#include <set>

#include "base/among.h"
#include "events/mention_words.h"
#include "events/mentions.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// Sectors whose bearers are their own country's, unless something else is said; troops are often abroad.
constexpr std::array kAuthorities = {"GOV"sv, "LEG"sv, "JUD"sv, "COP"sv};

bool is_definite(const Tree& tree, int head) {
  return std::any_of(tree.children(head).begin(), tree.children(head).end(), [&](int c) {
    return tree.has_relation(c, "det") &&
           (tree.lemma(c) == "the" || tree.lemma(c) == "this" || tree.lemma(c) == "that");
  });
}

}  // namespace

// Whom a phrase means by what stands elsewhere.
Resolution MentionReader::meant(Place place, int head, Resolution who, double certainty, std::string why) const {
  who.score *= certainty;
  who.why = std::move(why);
  who.words = words_of_phrase(tree_at(place), head);
  return who;
}

std::optional<Resolution> MentionReader::by_document(Place place, int head) const {
  const Tree& tree = tree_at(place);
  const int possessor = tree.child(head, "nmod:poss");
  if (possessor >= 0 && tree.token(possessor).upos == Upos::pron) return by_possessor(place, head, possessor);
  if (tree.token(head).upos == Upos::propn) {
    if (const auto named = by_whole_name(tree.token(head).form))
      return meant(place, head, *named, 0.9, "named whole before");
    if (const auto named = by_same_name(place, head))
      return meant(place, head, *named, 0.8, "named before: " + named->why);
  }
  if (auto slip = by_slip(place, head)) return slip;
  if (auto half = by_half_of_nation(place, head)) return half;
  // "the prime minister's office"
  if (possessor >= 0 && is_definite(tree, possessor)) return authority(place, head);
  if (!is_definite(tree, head)) return by_place_of_deed(place, head);
  const auto& lemma = tree.lemma(head);
  if (lexicon_.in_class("country-nouns", lemma)) return by_country_noun(place, head);
  const bool organisation = lexicon_.in_class("organisation-nouns", lemma);
  if (organisation || lexicon_.in_class("group-nouns", lemma)) {
    const auto kind = organisation ? ActorKind::organisation : ActorKind::group;
    const auto group = latest(place, head, [&](const Antecedent& each) { return each.who && each.who->kind == kind; });
    return group ? std::optional(meant(place, head, *group->who, 0.7, "'the " + lemma + "' for " + group->who->name))
                 : std::nullopt;
  }
  if (world_.is_agent_word(lemma))
    if (const auto same = latest(place, head, [&](const Antecedent& each) {
          return each.who && !each.who->country.empty() && tree_at(each.place).lemma(each.word) == lemma &&
                 (tree_at(each.place).token(each.word).xpos == "NNS") == (tree.token(head).xpos == "NNS");
        }))
      return meant(place, head, *same->who, 0.7, "'the " + lemma + "' named before");
  if (auto agent = authority(place, head)) return agent;
  // "the foreign ministry" of a report from Tehran is Iran's; "the protesters" where the sentence tells of no other
  // country
  auto agent = dateline_.empty() ? std::nullopt : world_.agent(tree.sentence(), head);
  if (!agent || agent->id.empty()) return {};
  const bool in_power = !agent->sectors.empty() && among(kAuthorities, agent->sectors.front());
  if (!in_power && tells_of_another(place, head, dateline_)) return {};
  agent->id = dateline_ + "." + agent->id;
  agent->country = dateline_;
  return meant(place, head, *agent, 0.6, "'the " + lemma + "' of where the report is from");
}

// "Security forces fired tear gas in Caracas", "police said": authorities and forces without an article are of where
// the clause lies, else of where the report is from, unless the sentence tells of another country.
std::optional<Resolution> MentionReader::by_place_of_deed(Place place, int head) const {
  const Tree& tree = tree_at(place);
  const bool bare = tree.token(head).xpos == "NNS" || tree.lemma(head) == "police";
  const auto& children = tree.children(head);
  const bool alone = std::none_of(children.begin(), children.end(), [&](int c) {
    return tree.has_relation(c, "det") || tree.has_relation(c, "nummod") || tree.token(c).deprel == "nmod:poss" ||
           (c < head && is_capital(tree.token(c)) && c > 0);
  });
  if (!bare || !alone || !tree.has_relation(head, "nsubj")) return {};
  auto agent = world_.agent(tree.sentence(), head);
  if (!agent || agent->id.empty() || agent->sectors.empty()) return {};
  const auto& sector = agent->sectors.front();
  if (!among(kAuthorities, sector) && sector != "MIL") return {};
  auto country = country_around(place, head);
  if (country.empty() && !dateline_.empty() && !tells_of_another(place, head, dateline_)) country = dateline_;
  if (country.empty()) return {};
  agent->id = country + "." + agent->id;
  agent->country = country;
  return meant(place, head, *agent, 0.6, "'" + tree.lemma(head) + "' of where it is done or told");
}

// "the North", "the South's army": of a story that tells of North and South Korea, that one.
std::optional<Resolution> MentionReader::by_half_of_nation(Place place, int head) const {
  static constexpr std::array kHalves = {"North"sv, "South"sv, "East"sv, "West"sv};
  const Tree& tree = tree_at(place);
  const int owner = tree.child(head, "nmod:poss");
  const int half = owner >= 0 ? owner : head;
  const bool alone = tree.child(half, "compound") < 0 && tree.child(half, "amod") < 0 && tree.child(half, "nmod") < 0;
  if (!among(kHalves, tree.token(half).form) || !is_definite(tree, half) || !alone) return {};
  std::optional<Resolution> state;
  int halves = 0;
  for (const auto& each : story_states()) {
    const auto name = world_.name_of(each);
    const auto space = name.find(' ');
    if (space == std::string::npos || !among(kHalves, std::string_view(name).substr(0, space))) continue;
    ++halves;
    if (name.starts_with(tree.token(half).form)) state = world_.resolve(each, document_.date);
  }
  if (!state || halves < 2) return {};
  if (owner >= 0) {
    if (!world_.is_agent_word(tree.lemma(head))) return {};
    state = world_.resolve(state->name + "'s " + tree.lemma(head), document_.date);
    if (!state) return {};
  }
  return meant(place, head, *state, 0.8, "'the " + tree.token(half).form + "' of a story of both halves");
}

// Whether the sentence names, beside this word, somebody or some place of another country.
bool MentionReader::tells_of_another(Place place, int head, const std::string& country) const {
  const Tree& tree = tree_at(place);
  for (int i = 0; i < tree.size(); ++i) {
    if (i == head || (!tree.is_nominal(i) && tree.token(i).upos != Upos::adj) || tree.token(i).upos == Upos::pron)
      continue;
    const auto who = world_.resolve(tree.sentence(), i, document_.date);
    if (who && !who->country.empty() && who->country != country) return true;
  }
  return false;
}

// "hackers working for Russian intelligence", "militias backed by Iran", "gunmen loyal to Mali's junta": people in a
// trade whom only those they serve make known are of that nation.
std::optional<Resolution> MentionReader::by_allegiance(Place place, int head) const {
  static constexpr std::array kBehind = {"for"sv, "to"sv, "by"sv, "with"sv};
  const Tree& tree = tree_at(place);
  if (!tree.is_nominal(head) || !world_.is_agent_word(tree.lemma(head))) return {};
  for (const int c : tree.children(head)) {
    if (c < head || !(tree.has_relation(c, "acl") || tree.has_relation(c, "amod")) ||
        !lexicon_.in_class("serving", tree.lemma(c)) || tree.child(c, "nsubj") >= 0)
      continue;
    for (const int patron : tree.children(c)) {
      if (!tree.has_relation(patron, "obl") || !among(kBehind, tree.preposition(patron))) continue;
      const auto& who = resolved_at(place, patron);
      if (!who || who->country.empty()) continue;
      const auto state = world_.resolve(who->country, document_.date);
      if (!state) continue;
      auto agent = world_.resolve(state->name + "'s " + tree.lemma(head), document_.date);
      return meant(place, head, agent ? *agent : *state, 0.6, "serves " + who->name);
    }
  }
  return {};
}

// "its ambassador", "their troops": the pronoun's country with this agent; "his country" itself. Of a group or an
// organisation ("Hezbollah said its fighters") and of its people they are its own, not the state's.
std::optional<Resolution> MentionReader::by_possessor(Place place, int head, int possessor) const {
  const Tree& tree = tree_at(place);
  const auto owner = by_pronoun(place, possessor);
  if (!owner) return {};
  const bool of_body = owner->id.starts_with("GRP.") || owner->id.starts_with("ORG.");
  const auto body = owner->id.substr(0, of_body ? owner->id.find('.', 4) : 0);  // "GRP.RSF" of "GRP.RSF.dagalo"
  if (owner->country.empty() && !of_body) return {};
  if (lexicon_.in_class("country-nouns", tree.lemma(head)) && !owner->country.empty())
    if (auto state = world_.resolve(owner->country, document_.date))
      return meant(place, head, *state, owner->score, "country of " + owner->name);
  if (!world_.is_agent_word(tree.lemma(head))) return {};
  const std::string nation = world_.name_of(of_body ? body : owner->country) + "'s";
  std::string phrase = nation;
  for (const int i : words_of_phrase(tree, head))
    if (i != possessor && !tree.has_relation(i, "nummod") && !tree.has_relation(i, "det"))
      phrase += " " + tree.token(i).form;
  auto who = world_.resolve(phrase, document_.date);
  if (!who) who = world_.resolve(nation + " " + tree.lemma(head), document_.date);
  if (!who) return {};
  return meant(place, head, *who, owner->score, "possessive for " + owner->name);
}

// "the country", "the kingdom": the state named last that may be called so.
std::optional<Resolution> MentionReader::by_country_noun(Place place, int head) const {
  const auto& lemma = tree_at(place).lemma(head);
  const bool form = lexicon_.in_class("forms-of-state", lemma);
  const auto may_be_called_so = [&](const std::string& state) { return !form || world_.calls_itself(state, lemma); };
  // "the Saudi minister said that the kingdom ...": the country of whoever speaks
  for (int i = head - 1; i >= 0; --i) {
    const auto each = antecedent(place, i);
    if (!each || !each->subject || !each->who || is_state(*each->who)) continue;
    const auto& country = each->who->country;
    const auto state =
        country.empty() || !may_be_called_so(country) ? std::nullopt : world_.resolve(country, document_.date);
    if (state) return meant(place, head, *state, 0.7, "'the " + lemma + "' of " + each->who->name);
  }
  auto state = latest(place, head, [&](const Antecedent& each) {
    return each.who && is_state(*each.who) && may_be_called_so(each.who->id);
  });
  if (!state && form)
    state = latest(place, head, [](const Antecedent& each) { return each.who && is_state(*each.who); });
  if (!state) return {};
  return meant(place, head, *state->who, 0.7, "'the " + lemma + "' for " + state->who->name);
}

// "The foreign ministry" of the country that the story tells of.
std::optional<Resolution> MentionReader::authority(Place place, int head) const {
  const Tree& tree = tree_at(place);
  auto agent = world_.agent(tree.sentence(), head);
  if (!agent || agent->id.empty() || agent->sectors.empty() || !among(kAuthorities, agent->sectors.front())) return {};
  // "the Luxembourg-based court" says itself whose it is
  for (const int c : tree.children(head))
    if (c < head && !tree.has_relation(c, "det") && is_capital(tree.token(c))) return {};
  auto country = country_around(place, head);
  const bool around = !country.empty();
  if (!around) country = country_of_story(place, head);
  if (country.empty()) return {};
  agent->id = country + "." + agent->id;
  agent->country = country;
  agent->name = world_.name_of(agent->id);
  return meant(place, head, *agent, 1,
               "'the " + tree.lemma(head) + (around ? "' where the story lies" : "' of the country told of"));
}

// "In Tehran, the ministry said ...", "In Tehran, students chanted against the Supreme Leader": the country of the
// place where the clause of an authority lies; empty: none is said, or several. Behind a subject the place may follow.
std::string MentionReader::country_around(Place place, int head) const {
  const Tree& tree = tree_at(place);
  const bool subject = tree.has_relation(head, "nsubj");
  int verb = tree.head(head);
  while (!subject && verb >= 0 && !tree.is_verbal(verb)) verb = tree.head(verb);
  if (verb < 0 || verb >= tree.size()) return {};
  // who acts there may be from elsewhere, and on whom is open then
  if (!subject)
    if (const int acts = tree.child(verb, "nsubj");
        acts < 0 || (resolved_at(place, acts) && resolved_at(place, acts)->kind != ActorKind::agent))
      return {};
  const bool definite = is_definite(tree, head);
  std::string country;
  for (const int c : tree.children(verb)) {
    if ((c > head && definite) || !tree.has_relation(c, "obl") || tree.preposition(c) != "in") continue;
    if (!subject && c > verb) continue;
    const auto& who = resolved_at(place, c);
    if (!who || (who->kind != ActorKind::state && who->kind != ActorKind::city)) continue;
    if (!country.empty() && country != who->country) return {};
    country = who->country;
  }
  return country;
}

// Whose an authority is that the text leaves without a country: of the one told of so far; where there are several,
// of the one that the sentence before was about, or where it lay. A country that the authority's own sentence names is
// its other side.
std::string MentionReader::country_of_story(Place place, int head) const {
  const Tree& tree = tree_at(place);
  std::set<std::string> told, other_sides;
  for (int i = 0; i < tree.size(); ++i) {
    // by what it says itself: another authority of the sentence may be as much in want of a country
    if (!tree.is_nominal(i) || tree.token(i).upos == Upos::pron || tree.dominates(head, i)) continue;
    const auto who = world_.resolve(tree.sentence(), i, document_.date);
    if (!who || who->country.empty()) continue;
    other_sides.insert(who->country);
    if (i < head) told.insert(who->country);
  }
  for (Place at = place; at-- > 0;)
    for (const auto& each : antecedents_at(at))
      if (each.who && !each.who->country.empty()) told.insert(each.who->country);
  if (told.size() == 1) return *told.begin();
  for (Place at = place; at-- > 0;) {
    std::set<std::string> subjects, places;
    for (const auto& each : antecedents_at(at)) {
      if (!each.who || each.who->country.empty() || other_sides.contains(each.who->country)) continue;
      const auto kind = each.who->kind;
      if (each.subject && kind != ActorKind::people) subjects.insert(each.who->country);
      if ((kind == ActorKind::state || kind == ActorKind::city) && tree_at(at).preposition(each.word) == "in")
        places.insert(each.who->country);
    }
    for (const auto& found : {subjects, places})
      if (!found.empty()) return found.size() == 1 ? *found.begin() : std::string();
  }
  return {};
}

}  // namespace demarche
