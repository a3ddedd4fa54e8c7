// The coder: sentences of a document in, events and claims out.
//
// For each word that the lexicon knows as the head of a form, the frame of that word is read off the tree (who, whom,
// with what prepositions, whatever the voice or construction), the forms are held against it, and the best that fits
// makes an event; events embedded in it ("threatened to ...", "denied that ...") are composed with it or reported as
// said by its speaker. Mentions are resolved by the world and, within the document, by what was named before. A Coder
// is immutable and may be shared by threads; it keeps nothing from one document to the next.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "events/spotter.h"
#include "lexicon/lexicon.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/sentence.h"
#include "world/world.h"

namespace demarche {

// Where a document's sentences come from (SentenceReader): `split` hands them on in windows, tokens only, in the order
// of the text; `parse` adds tags and trees to some of them.
struct SentenceSource {
  std::function<void(const std::function<void(std::span<Sentence> window, std::size_t first)>& take)> split;
  std::function<void(std::span<Sentence* const> sentences)> parse;
};

enum class Parsed : std::uint8_t {
  where_needed,  // sentences that can hold an event, and those that these refer to
  all,           // every sentence: the same events, for comparison
};

struct CodeOptions {
  Parsed parsed = Parsed::where_needed;
  bool explain = false;  // fill Coding::explanation
};

class Coder {
 public:
  // `version` goes into Event::coder. Lexicon and world must outlive the coder. `irregular`: see Spotter.
  Coder(const Lexicon& lexicon, const World& world, std::span<const std::pair<std::string, std::string>> irregular,
        std::string version);

  // Events and claims in the order of the text. Memory does not grow with the number of sentences, but for what is
  // found in them.
  Coding code(const Document& document, const SentenceSource& source, const CodeOptions& options = {}) const;

 private:
  const Lexicon& lexicon_;
  const World& world_;
  std::string version_;
  Spotter spotter_;
};

}  // namespace demarche
