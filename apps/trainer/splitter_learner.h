// Learning where sentences end.
#pragma once

#include <cstdint>
#include <vector>

#include "model/sentence.h"

namespace demarche {

// The splitter's weights (sentences/splitter.h) by an averaged perceptron over the gaps of the treebank's paragraphs;
// sentences need their "# text" comments. Tells of each epoch on standard error.
std::vector<float> learn_splitter(const std::vector<Sentence>& sentences, std::uint64_t seed);

}  // namespace demarche
