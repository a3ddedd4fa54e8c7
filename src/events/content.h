// What an event or a claim is about beyond its sides, in the words of its text.
#pragma once

#include <optional>
#include <vector>

#include "events/matched_sentence.h"
#include "model/document.h"
#include "model/event.h"

namespace demarche {

// What is asked, promised, refused, charged or said: the clauses, objects and phrases that the predicate of a match
// governs, from the first to the last of them, without those that only name one of `sides` and without a time at the
// end. Those behind the predicate; those before it where none is behind. Nothing where it governs none.
std::optional<Content> content_of(const MatchedSentence& sentence, const Match& match,
                                  const std::vector<Mention>& sides, const Document& document);

// The words below one word, as far as they belong to one clause: those of what somebody is quoted with.
std::optional<Content> content_below(const MatchedSentence& sentence, int word, const Document& document);

}  // namespace demarche
