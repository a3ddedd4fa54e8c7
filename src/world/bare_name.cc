// The front door of resolve.cc, for a mention in a sentence and for a name as a user types it.
#include <algorithm>
#include <array>

#include "base/among.h"
#include "world/resolver.h"

namespace demarche {
namespace {

constexpr std::array<std::string_view, 12> kPrepositions = {"of",   "in", "from", "for",  "to",    "at",
                                                            "with", "by", "on",   "near", "under", "against"};

// Words parted by spaces, as a sentence without tree: tags by the look of the word alone.
Sentence as_sentence(const World::Tables& tables, std::string_view name) {
  Sentence sentence;
  const auto add = [&](std::string_view form) {
    Token token;
    token.form = form;
    token.lemma = lower_case(form);
    const bool capital = form[0] < 'a' || form[0] > 'z';
    const bool among_particles = tables.in_class("particles", form);
    const bool is_within_name = !sentence.tokens.empty() && sentence.tokens.back().upos == Upos::propn;
    const bool preposition = among(kPrepositions, form);
    token.upos = form == ","                                                         ? Upos::punct
                 : is_possessive_mark(token)                                         ? Upos::part
                 : preposition                                                       ? Upos::adp
                 : token.lemma == "the" || token.lemma == "a" || token.lemma == "an" ? Upos::det
                 : capital || (is_within_name && among_particles)                    ? Upos::propn
                                                                                     : Upos::noun;
    sentence.tokens.push_back(std::move(token));
  };
  while (!name.empty()) {
    const auto end = std::min(name.find_first_of(" \t\n"), name.size());
    auto word = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    std::string_view mark;
    for (const std::string_view each : {",", "'s", "\u2019s"})
      if (word.size() > each.size() && word.ends_with(each)) mark = each;
    if (!word.empty()) add(word.substr(0, word.size() - mark.size()));
    if (!mark.empty()) add(mark);
  }
  return sentence;
}

// The last word before the first preposition or comma that is no part of a name.
int head_of(const World::Tables& tables, const Sentence& sentence) {
  const int last = static_cast<int>(sentence.tokens.size()) - 1;
  int head = -1;
  for (const auto& segment : PhraseReader(tables, sentence, 0, last).segments(0, last)) {
    const auto upos = sentence.tokens[static_cast<std::size_t>(segment.first)].upos;
    if (segment.matches.empty() && (upos == Upos::adp || upos == Upos::punct)) break;
    if (upos != Upos::part) head = segment.last;
  }
  return head;
}

}  // namespace

std::optional<Resolution> World::resolve(const Sentence& sentence, int head, std::optional<Date> on) const {
  return Resolver(*tables_, sentence, on).resolve(head);
}

std::vector<Resolution> World::resolve_all(const Sentence& sentence, int head, std::optional<Date> on) const {
  return Resolver(*tables_, sentence, on).resolve_all(head);
}

std::optional<Resolution> World::agent(const Sentence& sentence, int head) const {
  return Resolver(*tables_, sentence, {}).agent(head);
}

std::optional<Resolution> World::resolve(std::string_view name, std::optional<Date> on) const {
  name = trimmed(name);
  if (name.empty()) return {};
  if (const auto* known = tables_->entity(name))
    return Resolution{std::string(known->id),
                      std::string(known->country),
                      std::string(known->name),
                      known->kind,
                      *known->sectors,
                      0.99,
                      "id",
                      {}};
  if (const auto country = tables_->country_of(name); !country.empty() && tables_->name_of(name) != name) {
    const auto sector = name.substr(4, name.find('.', 4) - 4);
    return Resolution{
        std::string(name), country, tables_->name_of(name), ActorKind::agent, {std::string(sector)}, 0.99, "id", {}};
  }
  // As typed; then as if in capitals, for those who type "albania" or "us".
  const bool all_lower = std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  for (const bool capitals : {false, true}) {
    if (capitals && !all_lower) break;
    std::string text(name);
    if (capitals)
      for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    const auto sentence = as_sentence(*tables_, capitals ? text : std::string(name));
    const int head = head_of(*tables_, sentence);
    if (head < 0) continue;
    if (auto found = Resolver(*tables_, sentence, on).resolve(head)) {
      found->words.clear();
      return found;
    }
  }
  return {};
}

}  // namespace demarche
