// Coding one document: the state that grows from sentence to sentence, used by Coder::code and thrown away with the
// document.
#pragma once

#include <string>

#include "events/coding_context.h"
#include "events/match.h"
#include "events/mentions.h"
#include "events/quotations.h"
#include "events/story.h"

namespace demarche {

class DocumentCoder {
 public:
  // All is borrowed. `explain`: fill Coding::explanation.
  DocumentCoder(const Lexicon& lexicon, const World& world, const std::string& version, const Document& document,
                const ParseSentences& parse, bool explain = false);

  // The next sentence, which is kept as long as later ones may refer to it. `coded`: it is looked into for events; else
  // it stands there for what those behind it refer to.
  void read(Sentence&& sentence, std::size_t index, bool coded);
  // After the last: what was found, in the order of the text.
  Coding finish();

 private:
  // Links and puts in order what was found since the last time.
  void finish_part();

  const CodingContext context_;
  MentionReader mentions_;
  const Matcher matcher_;
  Quotations quotations_;
  Story story_;
  Coding done_;  // of the parts of a long document that are finished
};

}  // namespace demarche
