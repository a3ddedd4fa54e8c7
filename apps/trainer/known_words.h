// Which lemmas and irregular forms the model will know.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "checkpoint.h"
#include "model/sentence.h"

namespace demarche {

// Lemmas of the treebank, and of WordNet's data files with its lists of irregular forms where its folder is given.
// Fails on a file of WordNet's that is missing.
Result<KnownWords> known_words_of(const std::vector<Sentence>& sentences, const std::string& wordnet);

}  // namespace demarche
