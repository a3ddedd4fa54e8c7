// CoNLL-U, ten columns (universaldependencies.org/format.html): how treebanks and other parsers write sentences.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/sentence.h"

namespace demarche {

// Sentences of a CoNLL-U text. `path` is for errors. A malformed block is left out and told in `problems` (one a block,
// with its line); heads that go round in a circle are malformed too; empty nodes (8.1), enhanced dependencies and what
// MISC says beside SpaceAfter=No are dropped: a block without them is written again byte for byte. Spans are byte
// offsets into `text_of(...)` of all sentences joined.
struct ConlluFile {
  std::vector<Sentence> sentences;
  std::string text;  // the sentences' text, joined by spaces, a blank line at `# newpar` / `# newdoc`
  std::vector<Error> problems;
};
ConlluFile read_conllu(std::string_view bytes, const std::string& path);

// One block, with `# sent_id`/`# text` comments kept where the sentence has comments and `# text` made where it has
// none, and an empty line.
void write_conllu(const Sentence& sentence, std::string_view text, std::string& out);

}  // namespace demarche
