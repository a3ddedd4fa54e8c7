// Names that the document itself explains: persons named whole before, letters in brackets behind a name, and words
// that only the countries of the story make clear.
#include <algorithm>

#include "events/document_text.h"
#include "events/mention_words.h"
#include "events/mentions.h"

namespace demarche {
namespace {

constexpr std::size_t kNamesakes = 4;  // whole names remembered for one family name

}  // namespace

// A person named whole is known by the family name behind: runs of capitalised words, by their last.
void MentionReader::note_names(const Sentence& sentence) {
  const auto& tokens = sentence.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_capital(tokens[i])) continue;
    std::size_t end = i + 1;
    while (end < tokens.size() && is_capital(tokens[end])) ++end;
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

// "the Transitional Council of Chad (TCC)": letters in brackets behind a name.
void MentionReader::note_acronyms() {
  const auto& tokens = recent_.back()->sentence.tokens;
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (tokens[i].form != "(" || tokens[i + 2].form != ")") continue;
    const auto& acronym = tokens[i + 1].form;
    const bool capitals = acronym.size() >= 2 && acronym.size() <= 10 &&
                          std::all_of(acronym.begin(), acronym.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (capitals && is_capital(tokens[i - 1])) note_acronym(acronym, static_cast<int>(i));
  }
}

// Whom the name before the bracket names; else whose it is, as its own phrase or what is said of it tells.
void MentionReader::note_acronym(const std::string& acronym, int bracket) {
  const Place here = recent_.size() - 1;
  const Tree& tree = tree_at(here);
  // a body that the world knows by these letters is that body, whatever country stands in its name
  if (const auto known = world_.resolve(acronym, document_.date);
      known && (known->kind == ActorKind::group || known->kind == ActorKind::organisation))
    return;
  // the words whose first letters they are, where they are: "Holland of the UK's National Crime Agency (NCA)"
  int first = 0;
  std::size_t letters = acronym.size();
  for (int i = bracket - 1; i >= 0 && letters > 0; --i) {
    if (!is_capital(tree.token(i))) continue;
    if (tree.token(i).form[0] != acronym[letters - 1]) break;
    if (--letters == 0) first = i;
  }
  int head = bracket - 1;
  for (int steps = 0; steps < 8; ++steps) {
    const int above = tree.token(head).head;
    if (above < first || above >= bracket || !is_capital(tree.token(above)) || !tree.is_nominal(above)) break;
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
    who->name = text_at(document_, tree.sentence().in_title, tree.span(words_of_phrase(head)));
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
      const bool hyphen = tokens[i - 1].form == "-" && i > 2 && is_capital(tokens[i - 3]);
      if (!is_capital(tokens[i - 1]) && !hyphen) continue;
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

const std::vector<std::string>& MentionReader::story_states() const {
  if (!story_states_) {
    story_states_.emplace();
    for (auto& [state, times] : world_.states_in(document_.title + "\n" + document_.text))
      story_states_->push_back(std::move(state));
  }
  return *story_states_;
}

// "Yunanistan" of a story that tells of Greece, "the Bahreinian side" of one that tells of Bahrain.
std::optional<Resolution> MentionReader::by_slip(Place place, int head) const {
  const Tree& tree = tree_at(place);
  int word = -1;
  const auto role = base_relation(tree.token(head).deprel);
  if (tree.token(head).upos == Upos::propn ||
      (tree.token(head).upos == Upos::adj && (role == "nsubj" || role == "obj"))) {
    const bool alone = std::none_of(tree.children(head).begin(), tree.children(head).end(), [&](int c) {
      return tree.has_relation(c, "flat") || tree.has_relation(c, "compound");
    });
    if (alone && is_capital(tree.token(head))) word = head;
  } else if (world_.is_agent_word(tree.lemma(head))) {
    for (const int c : tree.children(head)) {
      const auto relation = base_relation(tree.token(c).deprel);
      if (c < head && is_capital(tree.token(c)) && (relation == "amod" || relation == "compound" || relation == "nmod"))
        word = c;
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

}  // namespace demarche
