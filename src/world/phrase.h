// A noun phrase cut into the pieces that the world knows: nations, organs, titles, names. Internal to src/world.
#pragma once

#include <optional>
#include <vector>

#include "model/sentence.h"
#include "world/name_words.h"
#include "world/tables.h"

namespace demarche {

struct NameMatch {
  const NameEntry* entry;
  double price;  // what the case of the words costs: 0 as written
};

// Tokens first..last (both included) and what they may stand for; no matches: words that the world does not know.
struct Segment {
  int first = 0, last = -1;
  std::vector<NameMatch> matches;

  const NameMatch* find(std::initializer_list<NameForm> forms) const;
  bool is_agent() const { return find({NameForm::agent, NameForm::title}) != nullptr; }
};

// The surface stretch of a noun phrase without what follows by preposition, comma or clause; the tree decides where
// there is one.
struct Extent {
  int first = 0, last = -1;
};
Extent extent_of(const Sentence& sentence, int head);

bool is_hyphen(const Token& token);
bool is_possessive_mark(const Token& token);
bool is_a(const Token& token, std::string_view deprel);  // its subtypes too
bool depends_on(const Sentence& sentence, int word, int ancestor);

// Looks names up around a word: each token is cut into words once, each run of tokens costs one look-up.
class PhraseReader {
 public:
  PhraseReader(const World::Tables& tables, const Sentence& sentence, int first, int last);

  // The longest known name that begins at a token and ends at or before `last`; no matches if none does.
  Segment longest_at(int token, int last, bool agents_only = false) const;
  // The longest known name that holds a token.
  Segment longest_over(int token, bool agents_only = false) const;
  // The whole stretch, left to right, longest first; unknown tokens are segments of one.
  std::vector<Segment> segments(int first, int last) const;

 private:
  struct Piece {
    NameWord word;
    int token;
  };
  const World::Tables& tables_;
  const Sentence& sentence_;
  int first_, last_;
  std::vector<Piece> pieces_;
  std::vector<int> begin_;  // of the pieces of each token; one more at the end
};

}  // namespace demarche
