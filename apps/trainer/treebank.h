// Treebanks as the trainer takes them.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "learner.h"
#include "model/sentence.h"
#include "sentences/vocabulary.h"

namespace demarche {

// The sentences of a CoNLL-U file; of documents named "# newdoc id = GUM_<genre>_..." only those of the genres asked
// for (none: all). Blocks that cannot be read are told on standard error and left out.
Result<std::vector<Sentence>> read_treebank(const std::string& path, const std::vector<std::string>& genres);

// Copies of some sentences in capitals, of some in lower case: headlines, wires and chats are written so.
std::vector<Sentence> in_other_cases(const std::vector<Sentence>& sentences);

// Names the network's classes: relations, tags, features, lemma rules that stand often enough to be learnt.
void name_classes(const std::vector<Sentence>& sentences, TrainableNetwork& network);

// The sentences as the network sees them; the empty and the longest are left out.
std::vector<Example> examples_of(const std::vector<Sentence>& sentences, const TrainableNetwork& network,
                                 const Vocabulary& vocabulary);

}  // namespace demarche
