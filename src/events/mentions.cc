#include "events/mentions.h"

#include <algorithm>
#include <array>

#include "base/letters.h"
namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kReach = 5;      // sentences back that a pronoun or "the ministry" may lead
constexpr std::size_t kNamesakes = 4;  // whole names remembered for one family name
constexpr double kLeastPerson = 0.55;  // score of a name by itself, below which it stays text

constexpr std::array kPersonPronouns = {"he"sv, "she"sv, "him"sv, "her"sv, "his"sv, "hers"sv};
constexpr std::array kWomen = {"queen"sv,  "princess"sv, "duchess"sv,     "empress"sv,       "mrs"sv,
                               "mrs."sv,   "ms"sv,       "ms."sv,         "madame"sv,        "lady"sv,
                               "sister"sv, "mother"sv,   "wife"sv,        "widow"sv,         "daughter"sv,
                               "woman"sv,  "girl"sv,     "spokeswoman"sv, "congresswoman"sv, "chairwoman"sv};
constexpr std::array kMen = {"king"sv,      "prince"sv, "duke"sv,      "emperor"sv,     "mr"sv,       "mr."sv,
                             "sir"sv,       "lord"sv,   "brother"sv,   "father"sv,      "husband"sv,  "son"sv,
                             "man"sv,       "boy"sv,    "spokesman"sv, "congressman"sv, "chairman"sv, "pope"sv,
                             "ayatollah"sv, "imam"sv,   "bishop"sv};
constexpr std::array kConditionsOfState = {"emergency"sv, "siege"sv, "alert"sv, "war"sv, "affair"sv, "mind"sv};
constexpr std::array kThingPronouns = {"it"sv, "its"sv};
constexpr std::array kGroupPronouns = {"they"sv, "them"sv, "their"sv, "theirs"sv};
constexpr std::array kCountryNouns = {"country"sv, "nation"sv,  "state"sv,    "republic"sv,
                                      "kingdom"sv, "emirate"sv, "sultanate"sv};
// Those that states have in their names.
constexpr std::array kFormsOfState = {"republic"sv, "kingdom"sv, "emirate"sv, "sultanate"sv, "federation"sv};
// Sectors whose bearers are their own country's, unless something else is said; troops are often abroad.
constexpr std::array kAuthorities = {"GOV"sv, "LEG"sv, "JUD"sv, "COP"sv};
constexpr std::array kPartners = {"side"sv, "government"sv, "neighbour"sv, "neighbor"sv, "leader"sv, "minister"sv};
constexpr std::array kMissions = {"embassy"sv, "legation"sv, "mission"sv, "consulate"sv};
constexpr std::array kGroupNouns = {"group"sv, "movement"sv};
constexpr std::array kOrganisationNouns = {"organisation"sv, "organization"sv, "bloc"sv, "alliance"sv, "agency"sv};

template <std::size_t n>
bool among(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_definite(const Tree& tree, int head) {
  return std::any_of(tree.children(head).begin(), tree.children(head).end(), [&](int c) {
    return tree.has_relation(c, "det") &&
           (tree.lemma(c) == "the" || tree.lemma(c) == "this" || tree.lemma(c) == "that");
  });
}

bool is_person(const Resolution& who) { return who.kind == ActorKind::person; }
// Newspapers and broadcasters tell the news; "it" and "they" behind them are seldom they.
bool is_medium(const Resolution& who) {
  return std::find(who.sectors.begin(), who.sectors.end(), "MED") != who.sectors.end();
}
bool is_state(const Resolution& who) { return who.kind == ActorKind::state; }

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

// A person named whole is known by the family name behind: runs of capitalised words, by their last.
void MentionReader::note_names(const Sentence& sentence) {
  const auto& tokens = sentence.tokens;
  const auto capital = [&](std::size_t i) { return tokens[i].form[0] >= 'A' && tokens[i].form[0] <= 'Z'; };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].form.empty() || !capital(i)) continue;
    std::size_t end = i + 1;
    while (end < tokens.size() && !tokens[end].form.empty() && capital(end)) ++end;
    if (end - i > 1) {
      std::string run;
      for (std::size_t k = end - std::min<std::size_t>(end - i, 5); k < end; ++k)
        run += (run.empty() ? "" : " ") + tokens[k].form;
      const auto note = [&](auto& names, const std::string& key) {
        auto& runs = names[key];
        std::erase(runs, run);
        runs.push_back(run);
        if (runs.size() > kNamesakes) runs.erase(runs.begin());
      };
      note(whole_names_, tokens[end - 1].form);
      note(first_names_, tokens[i].form);
    }
    i = end;
  }
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

// "the Transitional Council of Chad (TCC)": letters in brackets behind a name.
void MentionReader::note_acronyms() {
  const auto& tokens = recent_.back()->sentence.tokens;
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (tokens[i].form != "(" || tokens[i + 2].form != ")") continue;
    const auto& acronym = tokens[i + 1].form;
    const bool capitals = acronym.size() >= 2 && acronym.size() <= 10 &&
                          std::all_of(acronym.begin(), acronym.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const char before = tokens[i - 1].form.empty() ? ' ' : tokens[i - 1].form[0];
    if (capitals && before >= 'A' && before <= 'Z') note_acronym(acronym, static_cast<int>(i));
  }
}

// Whom the name before the bracket names; else whose it is, as its own phrase or what is said of it tells.
void MentionReader::note_acronym(const std::string& acronym, int bracket) {
  const Place here = recent_.size() - 1;
  const Tree& tree = tree_at(here);
  const auto is_capital = [&](int word) { return tree.token(word).form[0] >= 'A' && tree.token(word).form[0] <= 'Z'; };
  // a body that the world knows by these letters is that body, whatever country stands in its name
  if (const auto known = world_.resolve(acronym, document_.date);
      known && (known->kind == ActorKind::group || known->kind == ActorKind::organisation))
    return;
  // the words whose first letters they are, where they are: "Holland of the UK's National Crime Agency (NCA)"
  int first = 0;
  std::size_t letters = acronym.size();
  for (int i = bracket - 1; i >= 0 && letters > 0; --i) {
    if (!is_capital(i)) continue;
    if (tree.token(i).form[0] != acronym[letters - 1]) break;
    if (--letters == 0) first = i;
  }
  int head = bracket - 1;
  for (int steps = 0; steps < 8; ++steps) {
    const int above = tree.token(head).head;
    if (above < first || above >= bracket || !is_capital(above) || !tree.is_nominal(above)) break;
    head = above;
  }
  auto who = resolved(head);
  if (!who || (who->country.empty() && who->kind == ActorKind::agent)) {
    auto owner = only_owner_below(head, 0, bracket);
    if (!owner) owner = only_owner_below(head, bracket + 2, tree.size());
    if (!owner) return;
    const auto agent = world_.agent(tree.sentence(), head);
    who.emplace();
    who->kind = ActorKind::agent;
    who->country = owner->country;
    who->id = owner->country + "." + (agent && !agent->id.empty() ? agent->id : "UNK");
    who->sectors = agent && !agent->sectors.empty() ? agent->sectors : std::vector<std::string>{"UNK"};
    who->score = 0.6 * owner->score;
    const auto span = tree.span(words_of_phrase(head));
    const auto& field = tree.sentence().in_title ? document_.title : document_.text;
    if (span.end <= field.size()) who->name = field.substr(span.begin, span.end - span.begin);
  }
  who->why = "'" + acronym + "' stands for " + (who->name.empty() ? who->id : who->name);
  who->words.clear();
  acronyms_.insert_or_assign(acronym, std::move(*who));
}

// The one country that words of the entered sentence name which hang on a word, from one place in it to another.
std::optional<Resolution> MentionReader::only_owner_below(int head, int first, int end) const {
  std::optional<Resolution> only;
  for (int i = first; i < end; ++i) {
    bool below = false;
    for (int word = i, steps = 0; word >= 0 && steps < 10 && !below; word = tree().token(word).head, ++steps)
      below = word == head;
    if (!below || i == head) continue;
    const auto& who = resolved(i);
    if (!who || who->country.empty()) continue;
    if (only && only->country != who->country) return {};
    if (!only) only = who;
  }
  return only;
}

const std::vector<std::string>& MentionReader::story_states() const {
  if (!story_states_) {
    story_states_.emplace();
    for (auto& [state, times] : world_.states_in(document_.title + "\n" + document_.text))
      story_states_->push_back(std::move(state));
  }
  return *story_states_;
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
  const auto& who = resolved_at(place, word);
  const bool subject = relation == "nsubj", name = token.upos == Upos::propn;
  if (!who && !(subject && (name || token.upos == Upos::noun))) return {};
  const bool plural = token.xpos == "NNS" || tree.child(word, "conj") >= 0;
  return Antecedent{
      who, place, word, &tree.lemma(word), subject, plural, who ? is_person(*who) : name, sex_of(tree, word)};
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
      if (tree.preposition(c) == "of" && among(kConditionsOfState, tree.lemma(c))) return {};
  auto who = world_.resolve(tree.sentence(), head, document_.date);
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
  if (who && !(who->country.empty() && who->kind == ActorKind::agent)) return who;
  auto better = by_document(place, head);
  return better ? better : who;
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
    for (auto each = named.rbegin(); each != named.rend(); ++each) {
      if (!fits(*each)) continue;
      if (!any || each->subject) any = *each, any->place = place;  // of a sentence that has moved since it was asked
      if (each->subject) return any;
    }
  }
  return any;
}

std::optional<Resolution> MentionReader::by_whole_name(const std::string& family_name) const {
  const auto runs = whole_names_.find(family_name);
  if (runs == whole_names_.end()) return {};
  // "Albanian Prime Minister Edi Rama", "Minister Edi Rama", "Edi Rama"
  for (auto run = runs->second.rbegin(); run != runs->second.rend(); ++run)
    for (std::string_view name = *run; name.find(' ') != std::string_view::npos; name.remove_prefix(name.find(' ') + 1))
      if (auto who = world_.resolve(name, document_.date); who && is_person(*who)) return who;
  return {};
}

// "Congolese army spokesman Olivier Hamuli ... Hamuli said": whoever the name was when it stood with its title.
std::optional<Resolution> MentionReader::by_same_name(Place place, int head) const {
  // "Al-Mutlaq": by its last word
  int last = head;
  for (const int c : tree_at(place).children(head))
    if (tree_at(place).has_relation(c, "flat")) last = std::max(last, c);
  const auto& name = tree_at(place).token(last).form;
  for (Place at = place + 1; at-- > 0;) {
    const auto& tokens = recent_[at]->sentence.tokens;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      if (tokens[i].form != name || (at == place && static_cast<int>(i) >= head)) continue;
      const auto is_capital = [&](std::size_t word) {
        return tokens[word].form[0] >= 'A' && tokens[word].form[0] <= 'Z';
      };
      const bool hyphen = tokens[i - 1].form == "-" && i > 2 && is_capital(i - 3);
      if (tokens[i - 1].form.empty() || (!is_capital(i - 1) && !hyphen)) continue;
      const Tree& tree = tree_at(at);
      int whole = static_cast<int>(i);
      for (int steps = 0; steps < 4; ++steps) {
        const auto relation = base_relation(tree.token(whole).deprel);
        if ((relation != "flat" && relation != "appos" && relation != "compound") || tree.token(whole).head < 0) break;
        whole = tree.token(whole).head;
      }
      const auto& who = resolved_at(at, whole);
      if (who && !who->country.empty() && who->name.find(name) != std::string::npos) return who;
    }
  }
  return {};
}

// "Yunanistan" of a story that tells of Greece, "the Bahreinian side" of one that tells of Bahrain.
std::optional<Resolution> MentionReader::by_slip(Place place, int head) const {
  const Tree& tree = tree_at(place);
  const auto is_name = [&](int word) {
    const char first = tree.token(word).form.empty() ? ' ' : tree.token(word).form[0];
    return first >= 'A' && first <= 'Z';
  };
  int word = -1;
  const auto role = base_relation(tree.token(head).deprel);
  if (tree.token(head).upos == Upos::propn ||
      (tree.token(head).upos == Upos::adj && (role == "nsubj" || role == "obj"))) {
    const bool alone = std::none_of(tree.children(head).begin(), tree.children(head).end(), [&](int c) {
      return tree.has_relation(c, "flat") || tree.has_relation(c, "compound");
    });
    if (alone && is_name(head)) word = head;
  } else if (world_.is_agent_word(tree.lemma(head))) {
    for (const int c : tree.children(head)) {
      const auto relation = base_relation(tree.token(c).deprel);
      if (c < head && is_name(c) && (relation == "amod" || relation == "compound" || relation == "nmod")) word = c;
    }
  }
  if (word < 0) return {};
  auto state = world_.slip(tree.token(word).form, story_states(), document_.date);
  if (!state) return {};
  if (word != head) {
    auto who = world_.resolve(state->name + "'s " + tree.lemma(head), document_.date);
    if (!who || who->country != state->country) return {};
    who->score = state->score;
    who->why = state->why;
    state = who;
  }
  state->words = words_of_phrase(tree, head);
  return state;
}

// "The foreign ministry" where one country alone has been told of.
std::optional<Resolution> MentionReader::of_only_country(Place place, int head) const {
  const Tree& tree = tree_at(place);
  std::string country;
  const auto note = [&](const Antecedent& each) {
    if (!each.who || each.who->country.empty()) return true;
    if (!country.empty() && country != each.who->country) return false;
    country = each.who->country;
    return true;
  };
  for (int i = head - 1; i >= 0; --i)
    if (const auto each = antecedent(place, i); each && !note(*each)) return {};
  for (Place at = place; at-- > 0;)
    for (const auto& each : antecedents_at(at))
      if (!note(each)) return {};
  if (country.empty()) return {};
  auto agent = world_.agent(tree.sentence(), head);
  if (!agent || agent->id.empty() || agent->sectors.empty() || !among(kAuthorities, agent->sectors.front())) return {};
  // "the Luxembourg-based court" says itself whose it is
  for (const int c : tree.children(head))
    if (c < head && !tree.has_relation(c, "det") && tree.token(c).form[0] >= 'A' && tree.token(c).form[0] <= 'Z')
      return {};
  agent->id = country + "." + agent->id;
  agent->country = country;
  agent->name = world_.name_of(agent->id);
  return agent;
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
    return latest(place, pronoun, [&](const Antecedent& each) {
      return each.person && !acts_on_it(each) && (each.sex == Sex::unsaid || (each.sex == Sex::woman) == woman);
    });
  }
  if (among(kThingPronouns, word))
    return latest(place, pronoun, [&](const Antecedent& each) {
      return !each.person && !acts_on_it(each) && !(each.who && is_medium(*each.who)) &&
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
    if (std::find(states.begin(), states.end(), each.who->country) == states.end()) states.push_back(each.who->country);
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

int MentionReader::stands_for(int word) const {
  if (tree().token(word).upos != Upos::pron && tree().token(word).deprel != "nmod:poss") return word;
  const Place here = recent_.size() - 1;
  const auto found = antecedent_of(here, word);
  return found && found->place == here ? found->word : word;
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
  // "the foreign ministry" of a report from Tehran is Iran's
  if (auto agent = dateline_.empty() ? std::nullopt : world_.agent(tree.sentence(), head);
      agent && !agent->id.empty()) {
    agent->id = dateline_ + "." + agent->id;
    agent->country = dateline_;
    return keep_words(*agent, 0.6, "'the " + tree.lemma(head) + "' of where the report is from");
  }
  if (const auto agent = of_only_country(place, head))
    return keep_words(*agent, 1, "'the " + tree.lemma(head) + "' of the one country told of");
  return {};
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
    mention.id = who->id;
    mention.country = who->country;
    mention.sectors = who->sectors;
    mention.name = who->name;
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
  const auto& field = mention.in_title ? document_.title : document_.text;
  if (mention.span->end <= field.size())
    mention.text = field.substr(mention.span->begin, mention.span->end - mention.span->begin);
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
  mention.id = owner->id;
  mention.country = owner->country;
  mention.sectors = owner->sectors;
  mention.name = owner->name;
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
  if (who && who->kind != ActorKind::city) return {};
  // of several cities of that name, the one in a country that the story tells of
  const auto name = who ? who->name : tree().token(head).form;
  if (tree().token(head).upos != Upos::propn || !tree().has_relation(head, "obl")) return who;
  const auto& states = story_states();
  std::optional<Resolution> only;
  for (const auto& city : world_.cities_named(name)) {
    if (std::find(states.begin(), states.end(), city.country) == states.end()) continue;
    if (only) return who;
    only = world_.resolve(city.country, document_.date);
    if (!only) continue;
    only->kind = ActorKind::city;
    only->name = city.name;
    only->score = 0.45;
    only->why = "city in " + city.country + ", which the document tells of, by the gazetteer";
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
         (among(kOrganisationNouns, tree().lemma(head)) || among(kGroupNouns, tree().lemma(head)));
}

bool MentionReader::is_party(int head) const {
  if (may_act(head)) return true;
  if (const int name = stands_for(head); name != head && may_act(name)) return true;
  static constexpr std::array kPersonEndings = {"er"sv, "or"sv, "ist"sv, "ian"sv, "ant"sv, "ee"sv, "man"sv, "ess"sv};
  const std::string_view lemma = tree().lemma(head);
  return std::any_of(
             kPersonEndings.begin(), kPersonEndings.end(),
             [&](std::string_view ending) { return lemma.size() > ending.size() + 2 && lemma.ends_with(ending); }) &&
         std::any_of(tree().children(head).begin(), tree().children(head).end(), [&](int c) {
           return tree().has_relation(c, "amod") && world_.resolve(tree().token(c).form, document_.date);
         });
}

bool MentionReader::names(int head, int word) const {
  const auto& who = resolved(head);
  return who && std::find(who->words.begin(), who->words.end(), word) != who->words.end();
}

}  // namespace demarche
