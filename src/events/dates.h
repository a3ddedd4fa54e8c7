// When: the time expressions of a sentence, and the date of an event from them, from tense and from the document's
// date.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "events/tree.h"

namespace demarche {

struct TimeExpression {
  int first = 0, last = 0;       // words, both included
  std::optional<Period> period;  // absent: relative, and the document has no date to reckon from
  bool relative = false;         // reckoned from the document's date
  bool weekday = false;
  bool leads = false;  // "three days | after it severed ties": dates the clause behind it
  bool since = false;  // "since last Thursday": the first day of a span up to now
  bool far = false;    // "years ago": without a date of its own, and no news
  std::string text;
};

// All time expressions of a sentence, left to right: "July 15", "on 15 July 2022", "in December 2018", "in 2018",
// "Wednesday", "last week", "yesterday", "three days ago", "earlier this month". Days and months without a year are the
// latest not after the document's date, or, where their verb speaks of the future, the next. `told_before`: what the
// document told last with a date, for "the same day", "the following year", "five months later".
std::vector<TimeExpression> time_expressions(const Tree& tree, std::optional<Date> document_date,
                                             std::optional<Period> told_before = {});

// The expression that dates this word: the nearest that hangs below it without another verb between, or stands at the
// sentence's margin; an index into `expressions`, or -1. `owner[word]` is the predicate whose event the word heads or
// carries (a light verb), or -1: an expression belongs to the closest above it.
int expression_of(const Tree& tree, int predicate, const std::vector<TimeExpression>& expressions,
                  const std::vector<int>& owner);

}  // namespace demarche
