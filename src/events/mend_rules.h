// Rules of mend() that stand in files of their own, and what they ask of the tokens. Internal to src/events; each may
// leave a circle behind, which mend() takes back.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "events/tree.h"
#include "lexicon/lexicon.h"
#include "model/sentence.h"

namespace demarche {

// Where one clause ends and the next begins.
void mend_clauses(Sentence& sentence, const Lexicon& lexicon);
// Spans of time: what stands before them is no part of them, and they are no subjects.
void mend_times(Sentence& sentence);
// Words with hyphens between before a noun: they say of what kind it is.
void mend_hyphens(Sentence& sentence);

// Whether a word hangs on this one by a relation, whatever its subtype.
inline bool has_child(const std::vector<Token>& tokens, int head, std::string_view relation) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& each) { return each.head == head && base_relation(each.deprel) == relation; });
}

// Whether `above` is a word's governor or governs that, directly or not.
inline bool is_below(const std::vector<Token>& tokens, int word, int above) {
  for (std::size_t steps = 0; word >= 0 && steps < tokens.size(); ++steps)
    if ((word = tokens[static_cast<std::size_t>(word)].head) == above) return true;
  return false;
}

}  // namespace demarche
