// The cases that lexicon entries ship with: sentences on which an entry must fire, and near-twins on which it must not.
#pragma once

#include <vector>

#include "base/result.h"
#include "lexicon/lexicon.h"
#include "sentences/sentences.h"
#include "world/world.h"

namespace demarche {

// Codes every case and gives those that do not hold, in the order of the files; `count` takes how many there are.
std::vector<Error> run_lexicon_cases(const Lexicon& lexicon, const World& world, const SentenceReader& reader,
                                     std::size_t* count);

}  // namespace demarche
