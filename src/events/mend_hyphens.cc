// "the rebel-held region", "a tit-for-tat response".
#include "events/mend_rules.h"

#include <algorithm>
#include <string>

#include "base/letters.h"

namespace demarche {
namespace {

// "attacked the rebel-held region": noun, hyphen and participle before a noun are one adjective of it.
void mend_hyphened_participle(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 2; i + 1 < tokens.size(); ++i) {
    auto& participle = tokens[i];
    auto& agent = tokens[i - 2];
    const bool joined =
        tokens[i - 1].form == "-" && agent.end == tokens[i - 1].begin && tokens[i - 1].end == participle.begin;
    if (!joined || (participle.xpos != "VBN" && participle.xpos != "VBD") ||
        (agent.upos != Upos::noun && agent.upos != Upos::propn))
      continue;
    // the noun behind it, over adjectives and compounds
    std::size_t noun = i + 1;
    while (noun + 1 < tokens.size() && (tokens[noun].deprel == "amod" || tokens[noun].deprel == "compound") &&
           tokens[noun].head > static_cast<int>(noun))
      noun = static_cast<std::size_t>(tokens[noun].head);
    const int here = static_cast<int>(i), behind = static_cast<int>(noun), front = here - 2;
    if ((tokens[noun].upos != Upos::noun && tokens[noun].upos != Upos::propn) || tokens[noun].head != here ||
        base_relation(tokens[noun].deprel) != "obj" || agent.head < 0 || agent.head == behind)
      continue;
    // "citizens or US-affiliated staff", read as a clause of "citizens": the noun cannot hang where that hangs on it
    if (agent.head != here && is_below(tokens, agent.head, here)) continue;
    tokens[noun].head = agent.head == here ? participle.head : agent.head;
    // what the parser took for a clause is a phrase of the noun's, behind the preposition if there is one
    const bool case_before = has_child(tokens, front, "case");
    tokens[noun].deprel = agent.head != here ? agent.deprel : case_before ? std::string("obl") : participle.deprel;
    if (tokens[noun].head < 0 || tokens[noun].head == behind) continue;
    for (auto& each : tokens)
      if (each.head == front && each.begin < agent.begin) each.head = behind;
    participle.head = behind;
    participle.deprel = "amod";
    agent.head = here;
    agent.deprel = "obl";
  }
}

// "promised a tit-for-tat response", "held face-to-face talks": three words or more with hyphens between, right before
// a noun, say of what kind it is; what the parser took one of them for is the noun.
void mend_hyphened_phrase(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  const auto at = [&](int i) -> Token& { return tokens[static_cast<std::size_t>(i)]; };
  const int size = static_cast<int>(tokens.size());
  for (int first = 0; first < size; ++first) {
    int last = first;
    while (last + 2 < size && at(last + 1).form == "-" && at(last).end == at(last + 1).begin &&
           at(last + 1).end == at(last + 2).begin)
      last += 2;
    const int noun = last + 1;
    if (last - first < 4 || noun >= size || at(noun).upos != Upos::noun) {
      first = last;
      continue;
    }
    const auto within = [&](int i) { return i >= first && i <= last; };
    int outer = first;
    while (outer <= last && (within(at(outer).head) || at(outer).head == noun || at(outer).upos == Upos::punct))
      ++outer;
    if (outer <= last && at(outer).head >= 0 && !is_below(tokens, at(outer).head, noun)) {
      at(noun).head = at(outer).head;
      at(noun).deprel = at(outer).deprel;
      for (int i = 0; i < size; ++i)
        if (within(i) || within(at(i).head)) at(i).head = noun;
      for (int i = first; i <= last; ++i)
        if (at(i).upos != Upos::punct) at(i).deprel = "amod";
    }
    first = last;
  }
}

}  // namespace

void mend_hyphens(Sentence& sentence) {
  mend_hyphened_participle(sentence);
  mend_hyphened_phrase(sentence);
}

}  // namespace demarche
