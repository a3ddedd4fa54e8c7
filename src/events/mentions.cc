#include "events/mentions.h"

#include <algorithm>

#include "base/among.h"
#include "base/letters.h"
#include "events/document_text.h"
#include "events/mention_lists.h"
#include "events/mention_words.h"

namespace demarche {
namespace {

constexpr std::size_t kReach = 8;      // sentences back that a pronoun or "the ministry" may lead
constexpr int kLargeCity = 100000;     // people: a region named after it needs no other sign of its state
constexpr double kLeastPerson = 0.55;  // score of a name by itself, below which it stays text

}  // namespace

void MentionReader::enter(Sentence&& sentence) {
  recent_.push_back(std::make_unique<Recent>());
  recent_.back()->sentence = std::move(sentence);
  if (recent_.size() > kReach + 1) recent_.pop_front();
  note_names(recent_.back()->sentence);
  read_dateline(*recent_.back());
  note_acronyms();
}

const Tree& MentionReader::tree_of(Recent& recent) const {
  if (recent.tree) return *recent.tree;
  if (!recent.sentence.tokens.empty() && recent.sentence.tokens.front().head == kNoHead) {
    Sentence* const one[] = {&recent.sentence};
    parse_(one);
  }
  recent.tree.emplace(recent.sentence);
  recent.resolved.assign(recent.sentence.tokens.size(), std::nullopt);
  return *recent.tree;
}

// "TEHRAN, Sept 8 (Agency) -": a sentence by itself, capitals first and a dash last.
void MentionReader::read_dateline(Recent& recent) {
  const auto& tokens = recent.sentence.tokens;
  if (!dateline_.empty() || tokens.size() < 2) return;
  const auto& last = tokens.back().form;
  const auto& first = tokens.front().form;
  const bool capitals =
      first.size() > 2 && std::all_of(first.begin(), first.end(), [](char c) { return c < 'a' || c > 'z'; });
  if (!capitals || (last != "-" && last != "--" && last != "–" && last != "—")) return;
  const Tree& tree = tree_of(recent);
  for (int i = 0; i < tree.size() && dateline_.empty(); ++i)
    if (const auto place = world_.place(tree.sentence(), i)) dateline_ = place->country;
  if (!dateline_.empty()) return;
  std::string city = lower_ascii(first);
  city[0] = first[0];
  if (const auto who = world_.resolve(city, document_.date)) dateline_ = who->country;
}

const std::optional<Resolution>& MentionReader::resolved_at(Place place, int head) const {
  const auto index = static_cast<std::size_t>(head);
  tree_at(place);
  Recent& recent = *recent_[place];
  if (!recent.resolved[index]) {
    recent.resolved[index].emplace();  // a phrase that leads back to itself names nobody
    recent.resolved[index] = resolve(place, head);
    const Token& token = recent.tree->token(head);
    for (const auto& party : document_.parties) {
      if (recent.sentence.in_title || token.begin < party.begin || token.end > party.end) continue;
      auto& who = *recent.resolved[index];
      if (!who) {
        who.emplace();
        who->kind = ActorKind::agent;
        who->score = 1;
        who->why = "marked";
      }
      who->id = party.id;
    }
  }
  return *recent.resolved[index];
}

std::optional<Resolution> MentionReader::resolve(Place place, int head) const {
  const Tree& tree = tree_at(place);
  if (!tree.is_nominal(head) && tree.token(head).upos != Upos::adj && tree.token(head).upos != Upos::det) return {};
  if (tree.token(head).upos == Upos::pron || tree.token(head).deprel == "nmod:poss") {
    if (auto who = by_pronoun(place, head)) return who;
    if (tree.token(head).upos == Upos::pron) return {};
  }
  if (!acronyms_.empty())
    if (const auto meant = acronyms_.find(tree.token(head).form); meant != acronyms_.end()) {
      auto who = meant->second;
      who.words = {head};
      return who;
    }
  // "a state of emergency" is nobody
  if (tree.lemma(head) == "state")
    for (const int c : tree.children(head))
      if (tree.preposition(c) == "of" && lexicon_.in_class("conditions-of-state", tree.lemma(c))) return {};
  auto who = world_.resolve(tree.sentence(), head, document_.date);
  // "the Americans" as a whole are who acts for them; "Americans", "the Americans in Baghdad" are people
  if (who && who->kind == ActorKind::people && tree.children(head).size() == 1 && tree.child(head, "det") >= 0 &&
      tree.has_child_lemma(head, "det", "the"))
    if (auto state = world_.resolve(who->country, document_.date))
      return meant(place, head, *state, 0.9, "'the " + tree.token(head).form + "' for " + state->name);
  // a family name alone, of somebody who held office at another time, names nobody by itself
  if (who && is_person(*who) && who->score < kLeastPerson) {
    // but somebody known by the first name, once told whole: "Saddam"
    if (const auto runs = first_names_.find(tree.token(head).form); runs != first_names_.end())
      for (const auto& run : runs->second)
        if (auto whole = world_.resolve(run, document_.date); whole && whole->id == who->id) {
          whole->score *= 0.9;
          whole->why = "named whole before";
          whole->words = {head};
          return whole;
        }
    who.reset();
  }
  // "Foreign Secretary William Hague ... Hague said": a person of the text before a town of the world
  if (who && who->kind == ActorKind::city && tree.token(head).upos == Upos::propn && tree.has_relation(head, "nsubj"))
    if (const auto named = by_whole_name(tree.token(head).form))
      return meant(place, head, *named, 0.9, "named whole before");
  // "its U.N. ambassador": of whom "it" is, where the title alone would be the world's guess
  if (const int possessor = tree.child(head, "nmod:poss");
      who && possessor >= 0 && tree.token(possessor).upos == Upos::pron && !is_said_whose(tree, *who, head))
    if (auto whose = by_possessor(place, head, possessor)) return whose;
  if (who && !(who->country.empty() && who->kind == ActorKind::agent)) return who;
  auto better = by_document(place, head);
  if (!better) better = by_allegiance(place, head);
  return better ? better : who;
}

// Whether a phrase says of itself who is meant: by a name, or by a nation.
bool MentionReader::is_said_whose(const Tree& tree, const Resolution& who, int head) const {
  if (!is_person(who) && who.kind != ActorKind::agent) return true;
  return std::any_of(who.words.begin(), who.words.end(), [&](int word) {
    const auto& form = tree.token(word).form;
    if (is_person(who) && is_capital(tree.token(word)) && who.name.find(form) != std::string::npos) return true;
    if (word == head) return false;
    const auto nation = world_.resolve(form, document_.date);
    return nation && nation->country == who.country;
  });
}

std::vector<int> MentionReader::words_of_phrase(const Tree& tree, int head) const {
  std::vector<int> words{head};
  const auto take = [&](int i, const auto& self) -> void {
    for (const int c : tree.children(i)) {
      const auto relation = base_relation(tree.token(c).deprel);
      const bool before = relation == "det" || relation == "amod" || relation == "compound" || relation == "nummod" ||
                          relation == "flat" || relation == "fixed" || tree.token(c).deprel == "nmod:poss" ||
                          tree.token(c).deprel == "nmod:desc" || (relation == "case" && tree.token(c).xpos == "POS");
      const bool of = relation == "nmod" && tree.preposition(c) == "of";
      if (!before && !of && !(relation == "case" && i != head)) continue;
      words.push_back(c);
      self(c, self);
    }
  };
  take(head, take);
  std::sort(words.begin(), words.end());
  // a run without gaps around the head: what was cut away (a clause) ends the phrase
  const auto at = std::find(words.begin(), words.end(), head);
  auto first = at, last = at;
  while (first != words.begin() && *first - *(first - 1) <= 2) --first;
  while (last + 1 != words.end() && *(last + 1) - *last <= 2) ++last;
  return {first, last + 1};
}

Mention MentionReader::mention(int head) const {
  const Tree& tree = this->tree();
  Mention mention;
  const auto& who = resolved(head);
  std::vector<int> words = who && !who->words.empty() ? who->words : words_of_phrase(head);
  if (who) {
    identify(mention, *who);
    mention.score = who->score;
    mention.why = who->why;
  }
  if (!who && world_.is_agent_word(tree.lemma(head))) {  // somebody in an office or trade, of no nation that is said
    const auto agent = world_.agent(tree.sentence(), head);
    mention.sectors = agent && !agent->sectors.empty() ? agent->sectors : std::vector<std::string>{"UNK"};
    mention.score = 0.4;
    mention.why = "agent '" + tree.lemma(head) + "' of no nation that is said";
  } else if (!who && may_act(head)) {
    mention.score = 0.4;
    mention.why = "a name that nobody knows";
  }
  // a determiner is no part of the words shown
  while (words.size() > 1 && tree.has_relation(words.front(), "det")) words.erase(words.begin());
  mention.span = tree.span(words);
  mention.in_title = tree.sentence().in_title;
  mention.text = text_at(document_, mention.in_title, *mention.span);
  return mention;
}

Mention MentionReader::target(int head) const {
  Mention mention = this->mention(head);
  if (!mention.id.empty()) return mention;
  auto owner = owner_of(head, mention.score > 0 ? 0 : 2);  // of somebody: only the nation
  // the adjective of a nation before a thing names the state
  if (owner && mention.score == 0 && owner->kind == ActorKind::people)
    if (auto state = world_.resolve(owner->country, document_.date)) owner = std::move(state);
  if (!owner && mention.score == 0)
    if (const int maker = unknown_owner(head); maker >= 0) return this->mention(maker);
  if (!owner) return mention;
  identify(mention, *owner);
  mention.score = 0.7 * owner->score;
  mention.why = "belongs to " + owner->name;
  return mention;
}

// Whose a thing is: "a British tanker", "Iran's oil", "imports of Egyptian cotton", "a proposal by the Arab League"; so
// many phrases deep at most.
std::optional<Resolution> MentionReader::owner_of(int head, int deepest) const {
  for (const int c : tree().children(head)) {
    const auto relation = base_relation(tree().token(c).deprel);
    const auto behind = relation == "nmod" ? tree().preposition(c) : std::string();
    const bool before = relation == "amod" || relation == "compound" || tree().token(c).deprel == "nmod:poss";
    if (!before && behind != "of" && behind != "by" && behind != "from") continue;
    auto owner = resolved(c);
    const auto& form = tree().token(c).form;
    const bool capital = !form.empty() && (form[0] < 'a' || form[0] > 'z');  // "bold solutions" are not Mr Bold's
    if (!owner && capital) owner = world_.resolve(form, document_.date);     // an adjective of nation
    if (!owner && !before && deepest > 0) owner = owner_of(c, deepest - 1);
    // "Sylvain Itte": the first word of a name is nobody's of that family
    if (owner && is_person(*owner) && relation == "compound" && tree().token(head).upos == Upos::propn) continue;
    if (relation == "compound" && is_named_after_place(lexicon_, tree().token(head), tree().lemma(head))) continue;
    if (owner && !(owner->country.empty() && owner->kind == ActorKind::agent)) return owner;
  }
  // "a bill passed by parliament"
  for (const int c : tree().children(head))
    if (tree().token(c).deprel == "acl" && deepest > 0)
      for (const int by : tree().children(c))
        if (tree().has_relation(by, "obl") && tree().preposition(by) == "by")
          if (const auto& owner = resolved(by); owner && !owner->country.empty()) return owner;
  return {};
}

// "proposals laid out by the National Assembly", "demands from the union": whose a thing is, though nobody knows them.
// A name behind "of" may be a thing's.
int MentionReader::unknown_owner(int head) const {
  const auto& tree = this->tree();
  for (const int c : tree.children(head)) {
    const auto behind = tree.has_relation(c, "nmod") ? tree.preposition(c) : std::string();
    const bool owns = tree.token(c).deprel == "nmod:poss" || behind == "by" || behind == "from";
    if (tree.token(c).upos != Upos::pron &&
        ((owns && may_act(c)) || (behind == "of" && world_.is_agent_word(tree.lemma(c)))))
      return c;
    if (tree.token(c).deprel == "acl")
      for (const int by : tree.children(c))
        if (tree.has_relation(by, "obl") && tree.preposition(by) == "by" && may_act(by)) return by;
  }
  return -1;
}

std::vector<Mention> MentionReader::states() const {
  std::vector<Mention> found;
  const Place here = recent_.size() - 1;
  for (int i = 0; i < tree().size(); ++i) {
    const auto named = antecedent(here, i);
    if (!named || !named->who || !is_state(*named->who)) continue;
    const bool there =
        std::any_of(found.begin(), found.end(), [&](const Mention& other) { return other.id == named->who->id; });
    if (!there) found.push_back(mention(i));
  }
  return found;
}

std::optional<Resolution> MentionReader::place(int head) const {
  const auto& who = resolved(head);
  if (who && (who->kind == ActorKind::state || who->kind == ActorKind::city) && who->score > 0.4) return who;
  // "the Ryazan region of Russia", "Ukraine's Kharkiv region": whose it is, else where its name is
  if (lexicon_.in_class("parts-of-states", tree().lemma(head)))
    for (const auto relation : {"nmod:poss", "compound"})
      if (const int part = tree().child(head, relation); part >= 0)
        if (auto place = this->place(part)) return place;
  if (who && who->kind != ActorKind::city) return {};
  // of several cities of that name, the one in a country that the story tells of
  const auto name = who ? who->name : tree().token(head).form;
  const bool part =
      tree().has_relation(head, "compound") && lexicon_.in_class("parts-of-states", tree().lemma(tree().head(head)));
  if (tree().token(head).upos != Upos::propn || (!tree().has_relation(head, "obl") && !part)) return who;
  const auto& states = story_states();
  std::optional<Resolution> only;
  const auto cities = world_.cities_named(name);
  const bool large = part && cities.size() == 1 && cities.front().people >= kLargeCity;
  for (const auto& city : cities) {
    if (!large && !among(states, city.country)) continue;
    if (only) return who;
    only = world_.resolve(city.country, document_.date);
    if (!only) continue;
    only->kind = ActorKind::city;
    only->name = city.name;
    only->score = 0.45;
    only->why = "city in " + city.country + (large ? "" : ", which the document tells of") + ", by the gazetteer";
    only->words = {head};
  }
  return only ? only : who;
}

bool MentionReader::may_act(int head) const {
  if (resolved(head)) return true;
  if (tree().token(head).upos == Upos::propn || world_.is_agent_word(tree().lemma(head))) return true;
  // "the Mercosur bloc"
  const int name = tree().child(head, "compound");
  return name >= 0 && tree().token(name).upos == Upos::propn &&
         (lexicon_.in_class("organisation-nouns", tree().lemma(head)) ||
          lexicon_.in_class("group-nouns", tree().lemma(head)));
}

bool MentionReader::is_party(int head) const {
  if (may_act(head)) return true;
  if (const int name = stands_for(head); name != head && may_act(name)) return true;
  return ends_as_person(tree().lemma(head)) &&
         std::any_of(tree().children(head).begin(), tree().children(head).end(), [&](int c) {
           return tree().has_relation(c, "amod") && world_.resolve(tree().token(c).form, document_.date);
         });
}

bool MentionReader::names(int head, int word) const {
  const auto& who = resolved(head);
  return who && among(who->words, word);
}

}  // namespace demarche
