// "The White House said that Iran was responsible and condemned the attack": what somebody says ends where the speaker
// says or does the next thing. The parser hangs the second verb on the nearest, the word for taking a position tells
// that it is the speaker's.
#include "events/mend.h"

#include "base/letters.h"
#include "events/tree.h"

namespace demarche {

void mend(Sentence& sentence, const Lexicon& lexicon) {
  auto& tokens = sentence.tokens;
  const auto at = [&](int i) -> Token& { return tokens[static_cast<std::size_t>(i)]; };
  const auto has_child = [&](int head, std::string_view relation) {
    for (const auto& each : tokens)
      if (each.head == head && base_relation(each.deprel) == relation) return true;
    return false;
  };
  for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
    const bool past = at(i).upos == Upos::verb && (at(i).xpos == "VBD" || at(i).xpos == "VBN");
    if (!past || at(i).deprel != "conj" || at(i).head < 0 || has_child(i, "nsubj") || has_child(i, "aux")) continue;
    const int told = at(i).head, says = at(told).head;
    if (says < 0 || base_relation(at(told).deprel) != "ccomp" || at(says).xpos != "VBD" || !has_child(says, "nsubj"))
      continue;
    if (!lexicon.in_class("saying", lower_ascii(at(says).lemma))) continue;
    const bool unlike = at(told).upos != Upos::verb;  // an adjective, a noun: no verb's like
    if (unlike || lexicon.in_class("taking-position", lower_ascii(at(i).lemma))) at(i).head = says;
  }
}

}  // namespace demarche
