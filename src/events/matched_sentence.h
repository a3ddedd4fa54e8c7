// A sentence being coded: its tree, the words that may tell an event with what stands in their roles, and the times
// that it speaks of.
#pragma once

#include <vector>

#include "events/dates.h"
#include "events/match.h"
#include "events/tree.h"

namespace demarche {

struct MatchedSentence {
  // Of a tree that outlives it; without matches and times.
  MatchedSentence(const Tree& tree, std::size_t index);

  const Tree& tree;
  std::size_t index;  // of the sentence in its document
  std::vector<Match> matches;
  std::vector<TimeExpression> times;
  // By word:
  std::vector<int> match_at;  // index into matches, or -1; of a word that is part of another match -1 too
  std::vector<int> owner;     // the predicate whose event it heads or carries, or -1
  std::vector<bool> timed;    // it is of a time expression

  void set_times(std::vector<TimeExpression> expressions);
  // The match whose predicate a word is; null if none.
  const Match* at(int word) const;
  // Whether a match still stands for an event of its own.
  bool stands(const Match& match) const { return match_at[static_cast<std::size_t>(match.frame.predicate)] >= 0; }
  // Index into times of the one that dates a predicate, or -1.
  int time_of(int predicate) const { return expression_of(tree, predicate, times, owner); }

  // The word that heads what a match's E stands for, or -1; of a speech verb behind a quote ("..., he said") the clause
  // before it.
  int embedded_root(const Match& match) const;
  // The matches that a match's E stands for, as indices: at the word itself, at the noun that a light verb carries,
  // below "a series of", coordinated with it.
  std::vector<std::size_t> embedded_in(const Match& match) const;
};

}  // namespace demarche
