// Which sentences can hold an event at all, told from their words before anything is parsed.
//
// A form of the lexicon can fit only where a form of its head word stands, and with it one of the words that each of
// its bound arguments must be, and one of the prepositions of each argument behind one. A sentence in which no form
// that makes an event or claim by itself can fit, and which neither sets a term for somebody to leave nor tells what
// becomes of evidence, need not be parsed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/sentence.h"

namespace demarche {

class Spotter {
 public:
  // `irregular`: forms and their lemmas, lower case ("broke", "break").
  Spotter(const Lexicon& lexicon, std::span<const std::pair<std::string, std::string>> irregular);

  // By the forms of the tokens alone.
  bool may_hold_event(const Sentence& sentence) const;

 private:
  using Word = std::uint32_t;
  struct Need {
    std::vector<std::vector<Word>> any_of_each;  // of each list one must be there
  };
  struct Surface {
    std::vector<Word> words, heads;  // what a form may be, and what it may be as the head of a form of the lexicon
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  Word word(std::string_view lemma);
  void add_form(const Form& form);

  std::unordered_map<std::string, Surface, Hash, std::equal_to<>> surfaces_;
  std::unordered_map<std::string, Word, Hash, std::equal_to<>> words_;
  std::vector<std::vector<Need>> needs_;  // by head word
  std::vector<bool> compared_;            // by head word: it heads a form as an adjective
  Need term_;                             // of a term for somebody to leave
  Need evidence_;                         // of evidence that is shown, shared or kept back
};

}  // namespace demarche
