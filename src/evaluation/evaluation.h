// How right a coding is by the records that somebody labelled: what was found, what was missed, what is too much, and
// in what the rest is wrong.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "evaluation/gold.h"
#include "evaluation/rule.h"

namespace demarche {

struct Interval {
  double low = 0, high = 1;
};

// Of `of` trials `right` came out right: Wilson's interval at 95 %. 0..1 where there was no trial.
Interval wilson(std::size_t right, std::size_t of);

struct Score {
  std::size_t gold = 0, coded = 0, right = 0;
  double precision() const { return coded ? static_cast<double>(right) / static_cast<double>(coded) : 0; }
  double recall() const { return gold ? static_cast<double>(right) / static_cast<double>(gold) : 0; }
  double f1() const { return gold + coded ? 2 * static_cast<double>(right) / static_cast<double>(gold + coded) : 0; }
};

// A label and a coded event that belong together but do not agree in all; a label that nothing belongs to (coded null);
// a coded event that belongs to no label (gold null).
struct Difference {
  const GoldText* text = nullptr;
  const GoldEvent* gold = nullptr;
  const Event* coded = nullptr;
  Fields wrong;  // where both are there
};

struct Evaluation {
  Rule rule;
  std::size_t texts = 0;
  Score all;
  // Of `all`, by drawing texts anew (2,000 times, with a fixed seed); none where fewer than five texts have events.
  std::optional<Interval> f1;
  std::map<std::string, Score> by_label;  // at the rule's level
  std::vector<std::size_t> wrong_in;      // by Field: pairs that are wrong in it (a pair may be in several)
  std::size_t missed = 0, surplus = 0;    // of those that belong to nothing
  std::size_t not_judged = 0;             // coded in texts of a review, where nobody looked at them
  std::map<std::pair<std::string, std::string>, std::size_t> taken_for;  // label, what was coded: how often
  std::vector<Difference> differences;  // in the order of the texts; valid as long as what was compared
};

// One text, labelled and coded.
struct Compared {
  const GoldText* text = nullptr;
  std::span<const Event> coded;
};

// In each text, labels and coded events are put together one to one: first as many as can be that agree in all fields
// of the rule (no other way of putting them together has more), then of the rest those that agree in at least half of
// them and lie within a month of one another, those that agree in more first, nearer days first. Where the rule asks
// for no party, what a text holds twice counts once.
Evaluation evaluate(std::span<const Compared> texts, const Rule& rule);

// For each on the left one of those on the right that it may go with (indices), or -1: as many as can be. `taken` on
// both sides stays taken.
void put_together(std::span<const std::vector<int>> may_go_with, std::vector<int>& of_left, std::vector<int>& of_right);

}  // namespace demarche
