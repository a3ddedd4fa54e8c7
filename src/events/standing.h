// How an event stands: done or only planned, negated, told as history, hedged. Read off the words around its predicate.
#pragma once

#include "events/frame.h"
#include "events/tree.h"
#include "model/event.h"

namespace demarche {

struct Standing {
  Modality modality = Modality::done;
  bool negated = false;
  bool past_perfect = false;  // "had expelled": before the news of the day
  bool hedged = false;        // "reportedly", "allegedly", "suspected"
  bool finite = false;        // a verb with tense: what it tells happens at the time of telling
  bool conditional = false;   // will or would be done "if", "unless" something else is
  Outcome outcome = Outcome::unsaid;
};

// `frame` is the predicate's; the standing of a noun carried by a light verb is the verb's.
Standing standing_of(const Tree& tree, const Frame& frame, const Lexicon& lexicon);

}  // namespace demarche
