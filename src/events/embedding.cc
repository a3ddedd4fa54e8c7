// What is told inside of what is told: the events that an operator stands over, and whose word a clause is.
#include <algorithm>

#include "base/among.h"
#include "events/document_coder.h"
#include "events/roles.h"

namespace demarche {

// The matches that a match's E stands for: at the word itself, at the noun that a light verb carries, below "a series
// of", coordinated with it.
std::vector<std::size_t> DocumentCoder::embedded_in(const Match& match) const {
  const int root = embedded_root(match);
  if (root < 0) return {};
  std::vector<std::size_t> found;
  const auto visit = [&](int word, int depth, const auto& self) -> void {
    if (depth > 3 || word < 0) return;
    int at = match_at_[static_cast<std::size_t>(word)];
    if (at < 0)
      for (std::size_t m = 0; m < matches_.size(); ++m)
        if (matches_[m].frame.governor == word && match_at_[static_cast<std::size_t>(matches_[m].frame.predicate)] >= 0)
          at = static_cast<int>(m);
    const bool itself = at >= 0 && &matches_[static_cast<std::size_t>(at)] == &match;
    if (at >= 0 && !itself) add_once(found, static_cast<std::size_t>(at));
    for (const int c : tree_->children(word)) {
      const bool of = at < 0 && tree_->has_relation(c, "nmod");
      const bool more = tree_->has_relation(c, "conj");
      const bool deeper = at < 0 && (tree_->has_relation(c, "xcomp") || tree_->has_relation(c, "obj"));
      if (of || more || deeper) self(c, depth + 1, self);
    }
  };
  visit(root, 0, visit);
  return found;
}

// The clause that a match's E stands for; of a speech verb behind a quote ("..., he said") the clause before it.
int DocumentCoder::embedded_root(const Match& match) const {
  const bool behind = match.entry->claim && tree_->has_relation(match.frame.predicate, "parataxis");
  if (match.embedded >= 0 && !(behind && tree_->has_relation(match.embedded, "advcl"))) return match.embedded;
  if (!match.entry->claim) return -1;
  if (behind) return tree_->head(match.frame.predicate);
  for (const int clause : match.frame.complements)
    if (tree_->has_relation(clause, "ccomp")) return clause;
  return -1;
}

// "offered to host talks", "demanded an end to attacks on Syria": nouns inside what is only offered or demanded are not
// told as done; what a finite clause inside tells is ("the men whom it arrested in May").
void DocumentCoder::drop_inside(const Match& match, std::vector<bool>& embedded) {
  if (match.entry->embedded != Embedded::drop || match.entry->pass || match.embedded < 0) return;
  for (std::size_t m = 0; m < matches_.size(); ++m) {
    const int predicate = matches_[m].frame.predicate;
    if (embedded[m] || &matches_[m] == &match || matches_[m].frame.kind != FormKind::noun) continue;
    int at = predicate;
    const auto is_clause = [&](int word) {
      return tree_->has_relation(word, "advcl") || tree_->token(word).deprel == "acl:relcl";
    };
    while (at >= 0 && at != match.embedded && !is_clause(at)) at = tree_->head(at);
    if (at != match.embedded) continue;
    embedded[m] = true;
    reject(matches_[m], "inside what " + shown(match) + " is about");
  }
}

// What stands anywhere in a clause that somebody says is that speaker's word: "said that there was proof that X
// attacked".
DocumentCoder::Surrounding DocumentCoder::speech_around(std::size_t index) const {
  Surrounding around;
  if (quoted_) {
    around.claimed = true;
    around.speaker = quoted_;
    around.speaker_country = quoted_->country;
  }
  const int predicate = matches_[index].frame.predicate;
  for (const auto& match : matches_) {
    const int root = embedded_root(match);
    const bool speech = match.entry->claim && match.entry->embedded == Embedded::claimed;
    if (!speech || root < 0 || match.frame.predicate == predicate ||
        match_at_[static_cast<std::size_t>(match.frame.predicate)] < 0)
      continue;
    const bool inside = tree_->dominates(root, predicate) ||
                        std::any_of(match.frame.complements.begin(), match.frame.complements.end(), [&](int clause) {
                          return tree_->has_relation(clause, "ccomp") && tree_->dominates(clause, predicate);
                        });
    if (!inside || tree_->dominates(predicate, match.frame.predicate)) continue;
    around.claimed = true;
    const auto speakers = actors_of(match, {});
    around.speaker_country = country_of(speakers);
    if (!speakers.empty()) around.speaker = speakers.front();
    around.said = expression_of(*tree_, match.frame.predicate, expressions_, owner_);
  }
  return around;
}

}  // namespace demarche
