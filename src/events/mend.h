// What a parser of single sentences gets wrong where only the meaning of words tells.
#pragma once

#include "lexicon/lexicon.h"
#include "model/sentence.h"

namespace demarche {

// Hangs verbs anew whose place in the tree their meaning contradicts. Only heads and relations change.
void mend(Sentence& sentence, const Lexicon& lexicon);

}  // namespace demarche
