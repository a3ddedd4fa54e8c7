// Where one clause ends and the next begins. Rules of mend(), internal to src/events; each may leave a circle behind,
// which mend() takes back.
#pragma once

#include "lexicon/lexicon.h"
#include "model/sentence.h"

namespace demarche {

void mend_clauses(Sentence& sentence, const Lexicon& lexicon);

}  // namespace demarche
