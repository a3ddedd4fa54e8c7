#include "events/matched_sentence.h"

#include "base/among.h"

namespace demarche {

MatchedSentence::MatchedSentence(const Tree& of, std::size_t number)
    : tree(of),
      index(number),
      match_at(static_cast<std::size_t>(of.size()), -1),
      owner(static_cast<std::size_t>(of.size()), -1),
      timed(static_cast<std::size_t>(of.size()), false) {}

void MatchedSentence::set_times(std::vector<TimeExpression> expressions) {
  times = std::move(expressions);
  for (const auto& each : times)
    for (int i = each.first; i <= each.last; ++i) timed[static_cast<std::size_t>(i)] = true;
}

const Match* MatchedSentence::at(int word) const {
  const int here = match_at[static_cast<std::size_t>(word)];
  return here < 0 ? nullptr : &matches[static_cast<std::size_t>(here)];
}

std::vector<std::size_t> MatchedSentence::embedded_in(const Match& match) const {
  const int root = embedded_root(match);
  if (root < 0) return {};
  // "said that the seizure was illegal": what is judged is the subject of the judgement
  const auto stance = match.entry->claim;
  const bool judges = stance == Stance::condemns || stance == Stance::supports;
  std::vector<std::size_t> found;
  const auto visit = [&](int word, int depth, const auto& self) -> void {
    if (depth > 3 || word < 0) return;
    int here = match_at[static_cast<std::size_t>(word)];
    if (here < 0)
      for (std::size_t m = 0; m < matches.size(); ++m)
        if (matches[m].frame.governor == word && stands(matches[m])) here = static_cast<int>(m);
    const bool itself = here >= 0 && &matches[static_cast<std::size_t>(here)] == &match;
    if (here >= 0 && !itself) add_once(found, static_cast<std::size_t>(here));
    for (const int c : tree.children(word)) {
      const bool of = here < 0 && tree.has_relation(c, "nmod");
      const bool judged = judges && here < 0 && tree.has_relation(c, "nsubj") && tree.child(word, "cop") >= 0;
      const bool more = tree.has_relation(c, "conj");
      const bool deeper = here < 0 && (tree.has_relation(c, "xcomp") || tree.has_relation(c, "obj"));
      if (of || judged || more || deeper) self(c, depth + 1, self);
    }
  };
  visit(root, 0, visit);
  return found;
}

int MatchedSentence::embedded_root(const Match& match) const {
  const bool behind = match.entry->claim && tree.has_relation(match.frame.predicate, "parataxis");
  if (match.embedded >= 0 && !(behind && tree.has_relation(match.embedded, "advcl"))) return match.embedded;
  if (!match.entry->claim) return -1;
  if (behind) return tree.head(match.frame.predicate);
  for (const int clause : match.frame.complements)
    if (tree.has_relation(clause, "ccomp")) return clause;
  return -1;
}

}  // namespace demarche
