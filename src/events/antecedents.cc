// What pronouns and definite nouns stand for: "he", "its ambassador", "the two countries", "the kingdom", "the
// ministry".
#include <algorithm>
#include <array>
#include <set>

#include "base/among.h"
#include "base/letters.h"
#include "events/mention_words.h"
#include "events/mentions.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kPersonPronouns = {"he"sv, "she"sv, "him"sv, "her"sv, "his"sv, "hers"sv};
constexpr std::array kThingPronouns = {"it"sv, "its"sv};
constexpr std::array kGroupPronouns = {"they"sv, "them"sv, "their"sv, "theirs"sv};
constexpr std::array kWomen = {"queen"sv,  "princess"sv, "duchess"sv,     "empress"sv,       "mrs"sv,
                               "mrs."sv,   "ms"sv,       "ms."sv,         "madame"sv,        "lady"sv,
                               "sister"sv, "mother"sv,   "wife"sv,        "widow"sv,         "daughter"sv,
                               "woman"sv,  "girl"sv,     "spokeswoman"sv, "congresswoman"sv, "chairwoman"sv};
constexpr std::array kMen = {"king"sv,      "prince"sv, "duke"sv,      "emperor"sv,     "mr"sv,       "mr."sv,
                             "sir"sv,       "lord"sv,   "brother"sv,   "father"sv,      "husband"sv,  "son"sv,
                             "man"sv,       "boy"sv,    "spokesman"sv, "congressman"sv, "chairman"sv, "pope"sv,
                             "ayatollah"sv, "imam"sv,   "bishop"sv};
constexpr std::array kCountryNouns = {"country"sv, "nation"sv,  "state"sv,    "republic"sv,
                                      "kingdom"sv, "emirate"sv, "sultanate"sv};
// Those that states have in their names.
constexpr std::array kFormsOfState = {"republic"sv, "kingdom"sv, "emirate"sv, "sultanate"sv, "federation"sv};
// Sectors whose bearers are their own country's, unless something else is said; troops are often abroad.
constexpr std::array kAuthorities = {"GOV"sv, "LEG"sv, "JUD"sv, "COP"sv};
constexpr std::array kPartners = {"side"sv, "government"sv, "neighbour"sv, "neighbor"sv, "leader"sv, "minister"sv};
constexpr std::array kMissions = {"embassy"sv, "legation"sv, "mission"sv, "consulate"sv};

bool is_definite(const Tree& tree, int head) {
  return std::any_of(tree.children(head).begin(), tree.children(head).end(), [&](int c) {
    return tree.has_relation(c, "det") &&
           (tree.lemma(c) == "the" || tree.lemma(c) == "this" || tree.lemma(c) == "that");
  });
}

// Newspapers and broadcasters tell the news; "it" and "they" behind them are seldom they.
bool is_medium(const Resolution& who) { return among(who.sectors, "MED"); }

}  // namespace

// What the words of a phrase say: "the Queen", "Mr Rama".
MentionReader::Sex MentionReader::sex_of(const Tree& tree, int head) const {
  for (const int word : words_of_phrase(tree, head)) {
    if (among(kWomen, tree.lemma(word))) return Sex::woman;
    if (among(kMen, tree.lemma(word))) return Sex::man;
  }
  return Sex::unsaid;
}

// What a later word may stand for, if it names anything or stands in the way of those before it.
std::optional<MentionReader::Antecedent> MentionReader::antecedent(Place place, int word) const {
  const Tree& tree = tree_at(place);
  const Token& token = tree.token(word);
  if (token.upos == Upos::pron || token.upos == Upos::det) return {};
  if (!tree.is_nominal(word) && token.upos != Upos::adj) return {};
  const auto relation = base_relation(token.deprel);
  if (relation == "compound" || relation == "amod" || relation == "flat") return {};
  const bool subject = relation == "nsubj", name = token.upos == Upos::propn;
  // "the French ambassador, Sylvain Itte": whoever has that office
  const bool beside = relation == "appos" && name && tree.head(word) >= 0 && !resolved_at(place, word);
  const auto& who = resolved_at(place, beside ? tree.head(word) : word);
  if (!who && !(subject && (name || token.upos == Upos::noun))) return {};
  const bool plural = token.xpos == "NNS" || tree.child(word, "conj") >= 0;
  const bool by_office = who && !beside && who->kind == ActorKind::agent && !plural && names_person(tree.lemma(word));
  return Antecedent{.who = who,
                    .place = place,
                    .word = beside && who ? tree.head(word) : word,
                    .lemma = &tree.lemma(word),
                    .subject = subject,
                    .plural = plural,
                    .person = who ? is_person(*who) || by_office || beside : name,
                    .by_office = by_office,
                    .sex = sex_of(tree, word)};
}

const std::vector<MentionReader::Antecedent>& MentionReader::antecedents_at(Place place) const {
  Recent& recent = *recent_[place];
  if (!recent.antecedents) {
    std::vector<Antecedent> found;
    for (int i = 0; i < tree_at(place).size(); ++i)
      if (auto one = antecedent(place, i)) found.push_back(std::move(*one));
    recent.antecedents = std::move(found);
  }
  return *recent.antecedents;
}

// The nearest that fits: in the same sentence a subject named earlier, else anything named earlier (a thing that nobody
// knows seldom stands in the way there); then sentence by sentence back, subjects first.
template <class Fits>
std::optional<MentionReader::Antecedent> MentionReader::latest(Place place, int before, const Fits& fits) const {
  std::optional<Antecedent> any;
  for (int i = before - 1; i >= 0; --i) {
    auto each = antecedent(place, i);
    if (!each || (!each->who && !each->person) || !fits(*each)) continue;
    if (each->subject) return each;
    if (!any) any = std::move(each);
  }
  while (!any && place-- > 0) {
    const auto& named = antecedents_at(place);
    // who the sentence is about, before those of its clauses
    const Tree& tree = tree_at(place);
    for (const auto& each : named)
      if (each.subject && each.who && tree.head(each.word) >= 0 && tree.head(tree.head(each.word)) < 0 && fits(each)) {
        any = each, any->place = place;
        return any;
      }
    for (auto each = named.rbegin(); each != named.rend(); ++each) {
      if (!fits(*each)) continue;
      if (!any || each->subject) any = *each, any->place = place;  // of a sentence that has moved since it was asked
      if (each->subject) return any;
    }
  }
  return any;
}

std::optional<MentionReader::Antecedent> MentionReader::antecedent_of(Place place, int pronoun) const {
  const Tree& here = tree_at(place);
  const std::string word = lower_ascii(here.token(pronoun).form);
  // "after the president pardoned him": who acts in a clause is not whom a plain pronoun of it names as acted on
  const bool acted_on =
      here.has_relation(pronoun, "obj") || here.has_relation(pronoun, "iobj") || here.has_relation(pronoun, "obl");
  const auto acts_on_it = [&](const Antecedent& each) {
    return acted_on && each.place == place && each.subject && here.head(each.word) == here.head(pronoun);
  };
  if (among(kPersonPronouns, word)) {
    const bool woman = word[0] == 's' || word.starts_with("her");
    const auto fits = [&](const Antecedent& each) {
      return each.person && !acts_on_it(each) && (each.sex == Sex::unsaid || (each.sex == Sex::woman) == woman);
    };
    // who is named comes before who is told of by an office alone, but for a sentence that names nobody
    auto named = latest(place, pronoun, [&](const Antecedent& each) { return fits(each) && !each.by_office; });
    if (named && named->place == place) return named;
    auto any = latest(place, pronoun, fits);
    return named && any && any->place <= named->place ? named : any;
  }
  if (among(kThingPronouns, word))
    return latest(place, pronoun, [&](const Antecedent& each) {
      return (!each.person || each.by_office) && !acts_on_it(each) && !(each.who && is_medium(*each.who)) &&
             !(each.who && each.who->kind == ActorKind::people) && !each.plural;
    });
  if (among(kGroupPronouns, word))
    return latest(place, pronoun, [&](const Antecedent& each) {
      if ((each.who && is_medium(*each.who)) || acts_on_it(each)) return false;
      return each.plural || (each.who && (each.who->kind == ActorKind::group || each.who->kind == ActorKind::people));
    });
  return {};
}

std::optional<Resolution> MentionReader::by_pronoun(Place place, int pronoun) const {
  const auto found = antecedent_of(place, pronoun);
  if (!found || !found->who) return {};
  Resolution who = *found->who;
  who.score *= 0.7;
  who.why = "'" + lower_ascii(tree_at(place).token(pronoun).form) + "' for " + (who.name.empty() ? who.id : who.name);
  who.words = {pronoun};
  return who;
}

int MentionReader::stands_for(int word) const {
  if (tree().token(word).upos != Upos::pron && tree().token(word).deprel != "nmod:poss") return word;
  const Place here = recent_.size() - 1;
  const auto found = antecedent_of(here, word);
  return found && found->place == here ? found->word : word;
}

// "British and EU negotiators", "Nigerian and British forces": a plural word for those who act, of two nations.
std::vector<Mention> MentionReader::of_two_nations(int head) const {
  const Tree& tree = this->tree();
  std::vector<Mention> found;
  if (tree.token(head).xpos != "NNS" || !world_.is_agent_word(tree.lemma(head)) || among(kMissions, tree.lemma(head)))
    return found;
  for (const int first : tree.children(head)) {
    if (!tree.has_relation(first, "amod") && !tree.has_relation(first, "compound")) continue;
    // the second hangs on the first, or as the first does behind "and"
    for (int second = first + 1; second < head; ++second) {
      const bool beside = second == first + 2 && tree.head(second) == head && tree.lemma(first + 1) == "and";
      if (!beside && !(tree.head(second) == first && tree.has_relation(second, "conj"))) continue;
      for (const int nation : {first, second}) {
        auto who = world_.resolve(world_.name_of(country_named(nation)) + "'s " + tree.lemma(head), document_.date);
        if (!who || who->country.empty()) return {};
        Mention one = mention(head);
        one.id = who->id;
        one.country = who->country;
        one.sectors = who->sectors;
        one.name = who->name;
        one.score = 0.8 * who->score;
        one.why = "'" + tree.token(nation).form + "' of two nations that share '" + tree.lemma(head) + "'";
        const Token& last = tree.token(nation == first ? first : head);
        one.span = Span{tree.token(nation).begin, last.end};
        const auto& field = one.in_title ? document_.title : document_.text;
        if (one.span->end <= field.size()) one.text = field.substr(one.span->begin, one.span->end - one.span->begin);
        found.push_back(std::move(one));
      }
      if (found[0].country == found[1].country) return {};
      return found;
    }
  }
  return found;
}

// The country that an adjective or a name of nation stands for; empty: none.
std::string MentionReader::country_named(int word) const {
  const auto who = world_.resolve(tree().token(word).form, document_.date);
  return who ? who->country : std::string();
}

std::vector<Mention> MentionReader::both(int head) const {
  if (auto found = of_two_nations(head); !found.empty()) return found;
  const auto& lemma = tree().lemma(head);
  if (tree().token(head).xpos != "NNS" || !(among(kCountryNouns, lemma) || among(kPartners, lemma))) return {};
  const auto& children = tree().children(head);
  const bool two = std::any_of(children.begin(), children.end(),
                               [&](int c) { return tree().lemma(c) == "two" || tree().lemma(c) == "both"; });
  if (!two) return {};
  std::vector<std::string> states;
  const auto note = [&](const Antecedent& each) {
    if (!each.who || each.who->country.empty() || states.size() == 2) return;
    add_once(states, each.who->country);
  };
  for (int i = head - 1; i >= 0; --i)
    if (const auto each = antecedent(recent_.size() - 1, i)) note(*each);
  for (Place place = recent_.size() - 1; place-- > 0 && states.size() < 2;) {
    const auto& named = antecedents_at(place);
    for (auto each = named.rbegin(); each != named.rend(); ++each) note(*each);
  }
  std::vector<Mention> found;
  if (states.size() < 2) return found;
  for (auto state = states.rbegin(); state != states.rend(); ++state)
    if (const auto who = world_.resolve(*state, document_.date)) {
      Mention one = mention(head);
      one.id = who->id;
      one.country = who->country;
      one.sectors = who->sectors;
      one.name = who->name;
      one.score = 0.7 * who->score;
      one.why = "'" + one.text + "': of the two named before";
      found.push_back(std::move(one));
    }
  return found;
}

// "In Tehran, the ministry said ...": the country of the place where the clause of an authority lies; empty: none is
// said, or several.
std::string MentionReader::country_around(Place place, int head) const {
  const Tree& tree = tree_at(place);
  const int verb = tree.head(head);
  if (verb < 0 || verb >= tree.size() || !tree.has_relation(head, "nsubj")) return {};
  std::string country;
  for (const int c : tree.children(verb)) {
    if (c > head || !tree.has_relation(c, "obl") || tree.preposition(c) != "in") continue;
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

// Whether the sentence names, outside the noun phrase, somebody or some place of another country.
bool MentionReader::tells_of_another(Place place, int head, const std::string& country) const {
  const Tree& tree = tree_at(place);
  for (int i = 0; i < tree.size(); ++i) {
    if ((!tree.is_nominal(i) && tree.token(i).upos != Upos::adj) || tree.token(i).upos == Upos::pron) continue;
    const auto who = world_.resolve(tree.sentence(), i, document_.date);
    if (who && !who->country.empty() && who->country != country && i != head) return true;
  }
  return false;
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
  agent->why = "' where the story lies";
  if (country.empty()) country = country_of_story(place, head), agent->why = "' of the country told of";
  if (country.empty()) return {};
  agent->id = country + "." + agent->id;
  agent->country = country;
  agent->name = world_.name_of(agent->id);
  return agent;
}

std::optional<Resolution> MentionReader::by_document(Place place, int head) const {
  const Tree& tree = tree_at(place);
  const auto keep_words = [&](Resolution who, double certainty, const std::string& why) {
    who.score *= certainty;
    who.why = why;
    who.words = words_of_phrase(tree, head);
    return who;
  };
  // "its ambassador", "their troops": the pronoun's country with this agent
  const int possessor = tree.child(head, "nmod:poss");
  if (possessor >= 0 && tree.token(possessor).upos == Upos::pron) {
    const auto owner = by_pronoun(place, possessor);
    if (owner && !owner->country.empty() && among(kCountryNouns, tree.lemma(head)))  // "his country"
      if (auto state = world_.resolve(owner->country, document_.date))
        return keep_words(*state, owner->score, "country of " + owner->name);
    if (!owner || owner->country.empty() || !world_.is_agent_word(tree.lemma(head))) return {};
    std::string phrase = world_.name_of(owner->country) + "'s";
    for (const int i : words_of_phrase(tree, head))
      if (i != possessor && !tree.has_relation(i, "nummod") && !tree.has_relation(i, "det"))
        phrase += " " + tree.token(i).form;
    auto who = world_.resolve(phrase, document_.date);
    if (!who) who = world_.resolve(world_.name_of(owner->country) + "'s " + tree.lemma(head), document_.date);
    if (who) return keep_words(*who, owner->score, "possessive for " + owner->name);
    return {};
  }
  if (tree.token(head).upos == Upos::propn) {
    if (const auto named = by_whole_name(tree.token(head).form)) return keep_words(*named, 0.9, "named whole before");
    if (const auto named = by_same_name(place, head)) return keep_words(*named, 0.8, "named before: " + named->why);
  }
  if (auto meant = by_slip(place, head)) return meant;
  const auto told = [&]() -> std::optional<Resolution> {
    const auto agent = authority(place, head);
    return agent ? std::optional(keep_words(*agent, 1, "'the " + tree.lemma(head) + agent->why)) : std::nullopt;
  };
  // "the prime minister's office"
  if (possessor >= 0 && is_definite(tree, possessor)) return told();
  if (!is_definite(tree, head)) return {};
  if (among(kCountryNouns, tree.lemma(head))) {
    const bool form = among(kFormsOfState, tree.lemma(head));
    const auto fits = [&](const Resolution& who) {
      return !form || world_.calls_itself(who.country, tree.lemma(head));
    };
    // "the Saudi minister said that the kingdom ...": the country of whoever speaks
    for (int i = head - 1; i >= 0; --i)
      if (const auto each = antecedent(place, i);
          each && each->subject && each->who && !is_state(*each->who) && fits(*each->who))
        if (auto state = each->who->country.empty() ? std::nullopt : world_.resolve(each->who->country, document_.date))
          return keep_words(*state, 0.7, "'the " + tree.lemma(head) + "' of " + each->who->name);
    if (form)
      if (const auto state = latest(place, head, [&](const Antecedent& each) {
            return each.who && is_state(*each.who) && world_.calls_itself(each.who->id, tree.lemma(head));
          }))
        return keep_words(*state->who, 0.7, "'the " + tree.lemma(head) + "' for " + state->who->name);
    if (const auto country =
            latest(place, head, [](const Antecedent& each) { return each.who && is_state(*each.who); }))
      return keep_words(*country->who, 0.7, "'the " + tree.lemma(head) + "' for " + country->who->name);
    return {};
  }
  const bool organisation = among(kOrganisationNouns, tree.lemma(head));
  if (organisation || among(kGroupNouns, tree.lemma(head))) {
    const auto group =
        organisation
            ? latest(place, head,
                     [](const Antecedent& each) { return each.who && each.who->kind == ActorKind::organisation; })
            : latest(place, head,
                     [](const Antecedent& each) { return each.who && each.who->kind == ActorKind::group; });
    if (group) return keep_words(*group->who, 0.7, "'the " + tree.lemma(head) + "' for " + group->who->name);
    return {};
  }
  if (world_.is_agent_word(tree.lemma(head)))
    if (const auto same = latest(place, head, [&](const Antecedent& each) {
          return each.who && !each.who->country.empty() && *each.lemma == tree.lemma(head);
        }))
      return keep_words(*same->who, 0.7, "'the " + tree.lemma(head) + "' named before");
  if (auto agent = told()) return agent;
  // "the foreign ministry" of a report from Tehran is Iran's; "the protesters" where the sentence tells of no other
  // country
  if (auto agent = dateline_.empty() ? std::nullopt : world_.agent(tree.sentence(), head);
      agent && !agent->id.empty() &&
      ((!agent->sectors.empty() && among(kAuthorities, agent->sectors.front())) ||
       !tells_of_another(place, head, dateline_))) {
    agent->id = dateline_ + "." + agent->id;
    agent->country = dateline_;
    return keep_words(*agent, 0.6, "'the " + tree.lemma(head) + "' of where the report is from");
  }
  return {};
}

}  // namespace demarche
