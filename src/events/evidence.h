// What becomes of the evidence that a speaker claims to have: shown to all, kept back, or shared with some.
#pragma once

#include "events/coding_context.h"
#include "events/mentions.h"
#include "events/story.h"

namespace demarche {

// What the sentence of this tree, which `mentions` has entered, tells of evidence, noted in the claim that rests on it:
// one of this sentence, or of the same speaker in an earlier one.
void read_disclosure(const CodingContext& context, const Tree& tree, const MentionReader& mentions, Story& story);

}  // namespace demarche
