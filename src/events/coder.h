// The coder: sentences of a document in, events and claims out.
//
// For each word that the lexicon knows as the head of a form, the frame of that word is read off the tree (who, whom,
// with what prepositions, whatever the voice or construction), the forms are held against it, and the best that fits
// makes an event; events embedded in it ("threatened to ...", "denied that ...") are composed with it or reported as
// said by its speaker. Mentions are resolved by the world and, within the document, by what was named before. A Coder
// is immutable and may be shared by threads; it keeps nothing from one document to the next.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/sentence.h"
#include "world/world.h"

namespace demarche {

class Coder {
 public:
  // `version` goes into Event::coder. Lexicon and world must outlive the coder.
  Coder(const Lexicon& lexicon, const World& world, std::string version);

  // Events and claims in the order of the text. The sentences are those of the document (SentenceReader::read), with
  // trees.
  Coding code(const Document& document, const std::vector<Sentence>& sentences) const;

 private:
  const Lexicon& lexicon_;
  const World& world_;
  std::string version_;
};

}  // namespace demarche
