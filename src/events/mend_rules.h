// Rules of mend() that stand in files of their own, and what all of its rules work on. Internal to src/events; each may
// leave a circle behind, which mend() takes back.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/letters.h"
#include "events/tree.h"
#include "lexicon/lexicon.h"
#include "model/sentence.h"

namespace demarche {

// A sentence whose arcs may be changed, with the questions that the rules ask of it.
class OpenTree {
 public:
  explicit OpenTree(Sentence& sentence) : tokens_(sentence.tokens) {}

  int size() const { return static_cast<int>(tokens_.size()); }
  Token& at(int i) { return tokens_[static_cast<std::size_t>(i)]; }
  const Token& at(int i) const { return tokens_[static_cast<std::size_t>(i)]; }
  // In lower case; the form of what is no place of the sentence is empty.
  std::string form(int i) const { return i >= 0 && i < size() ? lower_ascii(at(i).form) : std::string(); }
  std::string lemma(int i) const { return lower_ascii(at(i).lemma); }
  // Whatever the relation's subtype.
  bool is(int i, std::string_view relation) const { return base_relation(at(i).deprel) == relation; }
  bool is_noun(int i) const { return at(i).upos == Upos::noun || at(i).upos == Upos::propn; }
  bool is_past(int i) const { return at(i).xpos == "VBD" || at(i).xpos == "VBN"; }
  bool is_finite(int i) const { return at(i).xpos == "VBD" || at(i).xpos == "VBZ" || at(i).xpos == "VBP"; }
  // The first child by a relation from a place on, or -1.
  int child(int head, std::string_view relation, int from = 0) const {
    for (int i = from; i < size(); ++i)
      if (at(i).head == head && is(i, relation)) return i;
    return -1;
  }
  bool has_child(int head, std::string_view relation) const { return child(head, relation) >= 0; }
  // Whether `above` is a word's governor or governs that, directly or not.
  bool is_below(int word, int above) const {
    for (int steps = 0; word >= 0 && steps < size(); ++steps)
      if ((word = at(word).head) == above) return true;
    return false;
  }
  void hang(int word, int head, std::string_view relation) {
    at(word).head = head;
    at(word).deprel = std::string(relation);
  }
  // What hangs on `from` and stands before `before` hangs on `to` instead.
  void hand_over(int from, int to, int before) {
    for (int i = 0; i < before && i < size(); ++i)
      if (at(i).head == from) at(i).head = to;
  }
  std::vector<Token>::const_iterator begin() const { return tokens_.begin(); }
  std::vector<Token>::const_iterator end() const { return tokens_.end(); }

 private:
  std::vector<Token>& tokens_;
};

// Where one clause ends and the next begins.
void mend_clauses(OpenTree& tree, const Lexicon& lexicon);
// Spans of time: what stands before them is no part of them, and they are no subjects.
void mend_times(OpenTree& tree);
// Words with hyphens between before a noun: they say of what kind it is.
void mend_hyphens(OpenTree& tree);

}  // namespace demarche
