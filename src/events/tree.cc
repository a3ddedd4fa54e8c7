#include "events/tree.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "base/letters.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kQuantities = {
    "hundred"sv,  "thousand"sv, "dozen"sv,     "score"sv,  "million"sv, "group"sv,   "crowd"sv,      "majority"sv,
    "minority"sv, "handful"sv,  "pair"sv,      "series"sv, "couple"sv,  "most"sv,    "some"sv,       "many"sv,
    "several"sv,  "all"sv,      "one"sv,       "two"sv,    "three"sv,   "rest"sv,    "contingent"sv, "batch"sv,
    "wave"sv,     "variety"sv,  "round"sv,     "string"sv, "spate"sv,   "raft"sv,    "flurry"sv,     "barrage"sv,
    "percent"sv,  "%"sv,        "tonne"sv,     "ton"sv,    "chain"sv,   "billion"sv, "quarter"sv,    "half"sv,
    "third"sv,    "salvo"sv,    "succession"sv};

}  // namespace

std::string_view base_relation(std::string_view deprel) { return deprel.substr(0, deprel.find(':')); }

Tree::Tree(const Sentence& sentence) : sentence_(&sentence), children_(sentence.tokens.size()) {
  lemmas_.reserve(sentence.tokens.size());
  for (const auto& token : sentence.tokens) {
    lemmas_.push_back(lower_ascii(token.lemma.empty() ? token.form : token.lemma));
  }
  for (int i = 0; i < size(); ++i)
    if (head(i) >= 0 && head(i) < size()) children_[static_cast<std::size_t>(head(i))].push_back(i);
}

int Tree::child(int i, std::string_view relation) const {
  const bool full = relation.find(':') != std::string_view::npos;
  for (const int c : children(i))
    if ((full ? std::string_view(token(c).deprel) : base_relation(token(c).deprel)) == relation) return c;
  return -1;
}

bool Tree::has_child_lemma(int i, std::string_view relation, std::string_view wanted) const {
  return std::any_of(children(i).begin(), children(i).end(),
                     [&](int c) { return has_relation(c, relation) && lemma(c) == wanted; });
}

bool Tree::dominates(int above, int i) const {
  for (int steps = 0; i >= 0 && steps <= size(); ++steps, i = head(i))
    if (i == above) return true;
  return false;
}

std::vector<int> Tree::subtree(int i) const {
  std::vector<int> words{i};
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto& below = children(words[at]);
    words.insert(words.end(), below.begin(), below.end());
  }
  std::sort(words.begin(), words.end());
  return words;
}

std::vector<int> Tree::coordinated(int i) const {
  std::vector<int> words{counted(i)};
  for (const int c : children(i))
    if (has_relation(c, "conj") && is_nominal(c)) words.push_back(counted(c));
  return words;
}

// "hundreds of protesters", "a group of lawmakers": those who are counted.
int Tree::counted(int i) const {
  if (!among(kQuantities, lemma(i))) return i;
  for (const int c : children(i))
    if (has_relation(c, "nmod") && preposition(c) == "of") return counted(c);
  return i;
}

bool Tree::is_nominal(int i) const {
  const auto upos = token(i).upos;
  return upos == Upos::noun || upos == Upos::propn || upos == Upos::pron || upos == Upos::num ||
         (upos == Upos::adj && child(i, "det") >= 0) || (upos == Upos::x);
}

bool Tree::is_first_person(int i) const {
  static constexpr std::array kWords = {"i"sv, "me"sv, "my"sv, "mine"sv, "we"sv, "us"sv, "our"sv, "ours"sv};
  return token(i).upos == Upos::pron && among(kWords, lower_ascii(token(i).form));
}

std::string Tree::preposition(int i) const {
  std::string words;
  for (const int c : children(i)) {
    if (!has_relation(c, "case")) continue;
    if (token(c).xpos == "POS") continue;  // the clitic 's
    words += (words.empty() ? "" : "_") + lemma(c);
    for (const int more : children(c))
      if (has_relation(more, "fixed")) words += "_" + lemma(more);
  }
  return words;
}

std::string Tree::subordinator(int i) const {
  for (const int c : children(i))
    if (has_relation(c, "mark") || (has_relation(c, "case") && is_verbal(i))) return lemma(c);
  return {};
}

Span Tree::span(std::span<const int> words) const {
  if (words.empty()) return {};
  const auto [first, last] = std::minmax_element(words.begin(), words.end());
  return {token(*first).begin, token(*last).end};
}

}  // namespace demarche
