// Why, as the text gives it.
#pragma once

#include "events/coding_context.h"
#include "events/matched_sentence.h"
#include "events/mentions.h"
#include "events/story.h"

namespace demarche {

// The reasons of the events of a sentence, which `mentions` has entered: "cut ties over a cyber-attack", "expelled two
// diplomats, accusing them of ..."; and the one that it gives for what was told before: "The reason was ...".
void add_reasons(const CodingContext& context, const MatchedSentence& sentence, const MentionReader& mentions,
                 Story& story);

}  // namespace demarche
