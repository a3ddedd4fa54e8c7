// Holding the forms of the lexicon against the frame of a word.
#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "events/frame.h"
#include "events/tree.h"
#include "lexicon/lexicon.h"

namespace demarche {

struct Match {
  const Entry* entry = nullptr;
  const Form* form = nullptr;
  Frame frame;
  std::vector<int> actors, recipients;  // heads of noun phrases, in the order of the text
  int embedded = -1;                    // the word that heads the embedded event or clause
  const FormElement* embedded_element = nullptr;
  std::vector<int> bound;  // words that met a condition of the form (the "ties" of "severed ties")
  std::vector<int> words;  // the words the match rests on: predicate, particles, bound words; ascending
  int conditions = 0;      // how special the form is
};

// Whether the noun phrase headed by a word may be somebody who acts.
using MayAct = std::function<bool(int word)>;

// Which of the words that forms bind each word of a sentence is: by itself, with the words before it
// ("diplomatic_relation"), with what stands behind it ("state_of_emergency"), or as a post by its town ("Embassy
// Malabo").
class BoundWords {
 public:
  BoundWords(const Tree& tree, const Lexicon& lexicon);

  // How many words of the text a word and those with it share with one of the set; 0: it is none of them.
  int is_one_of(int word, const WordSet& words) const;
  // Whether any word of the sentence is one of the set.
  bool any_of(const WordSet& words) const { return all_.shares(words); }

 private:
  struct Name {
    int word, number, shared;
  };
  std::vector<Name> names_;  // by word
  WordSet all_;
};

class Matcher {
 public:
  // `may_act` is asked about words of the tree at hand; without it every noun may.
  explicit Matcher(
      const Lexicon& lexicon, MayAct may_act = [](int) { return true; })
      : lexicon_(lexicon), may_act_(std::move(may_act)) {}

  // The best form whose head is this word, or nothing. Among equally special forms the first in the files wins.
  // `timed[word]`: the word is of a time expression and fills no role; may be empty.
  std::optional<Match> best(const Tree& tree, const BoundWords& bound, int word,
                            const std::vector<bool>& timed = {}) const;
  // What the same word does besides to coordinated objects that the match does not hold: of "relations and an embassy
  // were established" the embassy. Only forms that bind one of these objects.
  std::optional<Match> besides(const Tree& tree, const BoundWords& bound, const Match& match) const;

 private:
  std::optional<Match> hold(const Tree& tree, const BoundWords& bound, const Lexicon::HeadedForm& headed,
                            const Frame& frame) const;

  const Lexicon& lexicon_;
  const MayAct may_act_;
};

}  // namespace demarche
