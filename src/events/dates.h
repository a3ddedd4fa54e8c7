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
  std::string text;
};

// All time expressions of a sentence, left to right: "July 15", "on 15 July 2022", "in December 2018", "in 2018",
// "Wednesday", "last week", "yesterday", "three days ago", "earlier this month". Days and months without a year are the
// latest not after the document's date, or, where the sentence speaks of the future, the next.
std::vector<TimeExpression> time_expressions(const Tree& tree, std::optional<Date> document_date);

// The expression that dates this word: the nearest that hangs below it without another verb between, or stands at the
// sentence's margin; an index into `expressions`, or -1. `owner[word]` is the predicate whose event the word heads or
// carries (a light verb), or -1: an expression belongs to the closest above it.
int expression_of(const Tree& tree, int predicate, const std::vector<TimeExpression>& expressions,
                  const std::vector<int>& owner);

}  // namespace demarche
