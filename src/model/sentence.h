// A sentence: syntactic words with tags, lemmas and a dependency tree (Universal Dependencies v2), tied to the bytes
// they came from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/label.h"

namespace demarche {

// The 17 universal parts of speech (universaldependencies.org/u/pos), in alphabetical order, and one for "not tagged".
enum class Upos : std::uint8_t {
  adj,
  adp,
  adv,
  aux,
  cconj,
  det,
  intj,
  noun,
  num,
  part,
  pron,
  propn,
  punct,
  sconj,
  sym,
  verb,
  x,
  none
};
std::string_view name_of(Upos);          // "ADJ" ...; "_" for none
Upos upos_named(std::string_view name);  // none where the name is no part of speech

inline constexpr int kRoot = -1;    // head of the root word
inline constexpr int kNoHead = -2;  // no tree was made

// A syntactic word. Words of one fused token ("don't" = do + n't) share its bytes.
struct Token {
  std::uint32_t begin = 0, end = 0;  // bytes in the document's field (title or text), end exclusive
  std::string form;                  // as written
  std::string lemma;                 // dictionary form; lower case but for names
  Upos upos = Upos::none;
  Label xpos;          // Penn Treebank tag; may be empty
  Label features;      // as in CoNLL-U ("Number=Sing|..."); may be empty
  int head = kNoHead;  // index of the governing word in the sentence, kRoot or kNoHead
  Label deprel;        // with subtype ("nsubj:pass"); empty without tree
  bool space_after = true;

  bool operator==(const Token&) const = default;
};

// A token of the text that holds several words: words first..last (both included) of the sentence.
struct FusedToken {
  int first = 0, last = 0;
  std::string form;
  bool operator==(const FusedToken&) const = default;
};

struct Sentence {
  bool in_title = false;             // offsets are into the document's title, not its text
  std::size_t paragraph = 0;         // index into Document::paragraphs; 0 for a separate title
  std::uint32_t begin = 0, end = 0;  // bytes in that field
  std::vector<Token> tokens;
  std::vector<FusedToken> fused;      // in order of first
  std::vector<std::string> comments;  // lines of a CoNLL-U block, with "#"; empty for raw text

  bool operator==(const Sentence&) const = default;
};

}  // namespace demarche
