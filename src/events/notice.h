// How soon somebody has to leave or to comply.
#pragma once

#include <optional>

#include "events/coding_context.h"
#include "events/matched_sentence.h"
#include "events/story.h"

namespace demarche {

// "24 hours", "two days" given to leave or comply, in hours; nothing where the sentence gives no such term.
std::optional<int> notice_hours(const Tree& tree, const Lexicon& lexicon);

// "They were given 24 hours to leave": the term belongs to the latest move that sends people home, in this sentence or
// shortly before.
void add_notice(const CodingContext& context, const MatchedSentence& sentence, Story& story);

}  // namespace demarche
