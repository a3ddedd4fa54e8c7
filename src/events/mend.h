// What a parser of single sentences gets wrong where only the meaning of words tells.
#pragma once

#include "lexicon/lexicon.h"
#include "model/sentence.h"

namespace demarche {

// Hangs words anew whose place in the tree their meaning contradicts, and mends the tags of "US" and "home". A tree
// stays a tree: where the rules together would close a circle, all heads and relations stay as they were.
void mend(Sentence& sentence, const Lexicon& lexicon);

}  // namespace demarche
