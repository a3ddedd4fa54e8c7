// Whose word a sentence is that stands in a quotation as a whole ("... We attacked nobody."): of who was quoted last.
#pragma once

#include <optional>

#include "events/tree.h"
#include "model/event.h"

namespace demarche {

// Follows the quotation marks of one document, sentence by sentence in the order of the text.
class Quotations {
 public:
  void enter(const Sentence& sentence);
  // Whose quotation the entered sentence stands in, as a whole.
  const std::optional<Mention>& speaker() const { return speaker_; }
  // Whether a word of the entered sentence stands between quotation marks.
  bool holds(const Sentence& sentence, int word) const;
  // The entered sentence has quotation marks of its own, and this is who speaks in it.
  void quote(const Mention& speaker) { last_ = speaker; }

 private:
  std::optional<Mention> speaker_, last_;  // last_: who was quoted last
  bool open_ = false;                      // a quotation is open at the end of the entered sentence
  bool open_before_ = false;               // one is open at its begin
  std::size_t paragraph_ = 0;              // where the open one began
};

bool has_quotation_mark(const Sentence& sentence);

}  // namespace demarche
