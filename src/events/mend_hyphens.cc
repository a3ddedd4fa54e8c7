// "the rebel-held region", "a tit-for-tat response".
#include <algorithm>
#include <string>

#include "events/mend_rules.h"

namespace demarche {
namespace {

// Whether a hyphen stands behind this word, and a word right behind that.
bool has_hyphen(const OpenTree& tree, int word) {
  return word + 2 < tree.size() && tree.at(word + 1).form == "-" && tree.at(word).end == tree.at(word + 1).begin &&
         tree.at(word + 1).end == tree.at(word + 2).begin;
}

// "attacked the rebel-held region": noun, hyphen and participle before a noun are one adjective of it.
void mend_hyphened_participle(OpenTree& tree) {
  for (int agent = 0; agent + 3 < tree.size(); ++agent) {
    const int participle = agent + 2;
    if (!has_hyphen(tree, agent) || !tree.is_past(participle) || !tree.is_noun(agent)) continue;
    // the noun behind it, over adjectives and compounds
    int noun = participle + 1;
    while (noun + 1 < tree.size() && (tree.at(noun).deprel == "amod" || tree.at(noun).deprel == "compound") &&
           tree.at(noun).head > noun)
      noun = tree.at(noun).head;
    const int outer = tree.at(agent).head;
    if (!tree.is_noun(noun) || tree.at(noun).head != participle || !tree.is(noun, "obj") || outer < 0 || outer == noun)
      continue;
    // "citizens or US-affiliated staff", read as a clause of "citizens": the noun cannot hang where that hangs on it
    if (outer != participle && tree.is_below(outer, participle)) continue;
    tree.at(noun).head = outer == participle ? tree.at(participle).head : outer;
    // what the parser took for a clause is a phrase of the noun's, behind the preposition if there is one
    tree.at(noun).deprel = outer != participle             ? tree.at(agent).deprel
                           : tree.has_child(agent, "case") ? Label("obl")
                                                           : tree.at(participle).deprel;
    if (tree.at(noun).head < 0 || tree.at(noun).head == noun) continue;
    tree.hand_over(agent, noun, agent);
    tree.hang(participle, noun, "amod");
    tree.hang(agent, participle, "obl");
  }
}

// "promised a tit-for-tat response", "held face-to-face talks": three words or more with hyphens between, right before
// a noun, say of what kind it is; what the parser took one of them for is the noun.
void mend_hyphened_phrase(OpenTree& tree) {
  for (int first = 0; first < tree.size(); ++first) {
    int last = first;
    while (has_hyphen(tree, last)) last += 2;
    const int noun = last + 1;
    if (last - first < 4 || noun >= tree.size() || tree.at(noun).upos != Upos::noun) {
      first = last;
      continue;
    }
    const auto within = [&](int i) { return i >= first && i <= last; };
    int outer = first;
    while (outer <= last &&
           (within(tree.at(outer).head) || tree.at(outer).head == noun || tree.at(outer).upos == Upos::punct))
      ++outer;
    if (outer <= last && tree.at(outer).head >= 0 && !tree.is_below(tree.at(outer).head, noun)) {
      tree.at(noun).head = tree.at(outer).head;
      tree.at(noun).deprel = tree.at(outer).deprel;
      for (int i = 0; i < tree.size(); ++i)
        if (within(i) || within(tree.at(i).head)) tree.at(i).head = noun;
      for (int i = first; i <= last; ++i)
        if (tree.at(i).upos != Upos::punct) tree.at(i).deprel = "amod";
    }
    first = last;
  }
}

}  // namespace

void mend_hyphens(OpenTree& tree) {
  mend_hyphened_participle(tree);
  mend_hyphened_phrase(tree);
}

}  // namespace demarche
