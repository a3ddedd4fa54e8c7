// A sentence's dependency tree made easy to walk. Borrowed from the sentence, which must outlive it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "model/sentence.h"

namespace demarche {

// A relation without its subtype: "nsubj:pass" -> "nsubj".
std::string_view base_relation(std::string_view deprel);

class Tree {
 public:
  explicit Tree(const Sentence& sentence);

  const Sentence& sentence() const { return *sentence_; }
  int size() const { return static_cast<int>(sentence_->tokens.size()); }
  const Token& token(int i) const { return sentence_->tokens[static_cast<std::size_t>(i)]; }
  // Lemma in lower case.
  const std::string& lemma(int i) const { return lemmas_[static_cast<std::size_t>(i)]; }
  int head(int i) const { return token(i).head; }
  // Dependents of a word in the order of the text.
  const std::vector<int>& children(int i) const { return children_[static_cast<std::size_t>(i)]; }

  bool has_relation(int i, std::string_view base) const { return base_relation(token(i).deprel) == base; }
  // First dependent with this relation (full name if it has a subtype, else any subtype), or -1.
  int child(int i, std::string_view relation) const;
  bool has_child_lemma(int i, std::string_view relation, std::string_view lemma) const;
  // Whether `above` is `i` or governs it, directly or not.
  bool dominates(int above, int i) const;
  // All words under `i`, itself included, in order of the text.
  std::vector<int> subtree(int i) const;
  // A nominal and those coordinated with it, in the order of the text: "Albania and Iran"; of a quantity, what is
  // counted.
  std::vector<int> coordinated(int i) const;

  bool is_nominal(int i) const;
  bool is_verbal(int i) const { return token(i).upos == Upos::verb || token(i).upos == Upos::aux; }
  // Preposition (or postposed case word) of a nominal, several joined by "_" ("because_of"); "" where none.
  std::string preposition(int i) const;
  // The subordinator of a clause: "that", "to", "of", "if" ...; "" where none.
  std::string subordinator(int i) const;

  bool is_first_person(int i) const;  // "I", "us", "my"

  // Bytes from the first to the last of these words, and the text between.
  Span span(std::span<const int> words) const;

 private:
  int counted(int i) const;

  const Sentence* sentence_;
  std::vector<std::string> lemmas_;
  std::vector<std::vector<int>> children_;
};

}  // namespace demarche
