// Who the noun phrases of one document name. The world knows names, titles and agents by themselves; this adds what the
// document says: "the country", "the ministry", "he", "its ambassador", a family name after the full one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "events/tree.h"
#include "model/document.h"
#include "model/event.h"
#include "world/world.h"

namespace demarche {

// One document's mentions, sentence by sentence in the order of the text. Not for two threads at once.
class MentionReader {
 public:
  MentionReader(const World& world, const Document& document) : world_(world), document_(document) {}

  // Takes up the next sentence: what its noun phrases name becomes known to the sentences behind it. The tree is
  // borrowed until the next call.
  void enter(const Tree& tree);

  // Whom the noun phrase headed by this word of the entered sentence names. Always gives its words; id and country may
  // be empty.
  Mention mention(int head) const;

  // The same where it is acted upon: a thing counts for the nation that it belongs to ("a British tanker", "Iran's
  // oil").
  Mention target(int head) const;

  // Whether the noun phrase may be somebody who acts: known to the world, a name, a word for people in an office or
  // trade.
  bool may_act(int head) const;

  // The states that the entered sentence names, in the order of the text, each once.
  std::vector<Mention> states() const;

  // The words of the noun phrase without its clauses: determiner, adjectives, nouns before the head, "of ..." behind
  // it.
  std::vector<int> words_of_phrase(int head) const;

 private:
  // What a later pronoun may stand for; a subject that nobody knows stands in the way of those before it.
  struct Antecedent {
    std::optional<Resolution> who;
    int word = 0;  // the head, in its sentence
    bool subject = false, plural = false, person = false;
  };
  void read_dateline();
  std::optional<Resolution> resolve(int head) const;
  std::optional<Resolution> by_pronoun(int pronoun) const;
  std::optional<Resolution> by_document(int head) const;
  const Antecedent* latest(int before, bool (*fits)(const Antecedent&)) const;

  const World& world_;
  const Document& document_;
  const Tree* tree_ = nullptr;
  std::vector<std::optional<Resolution>> resolved_;  // of the entered sentence, by head
  std::vector<Antecedent> here_, before_;            // of this sentence, and of those before (latest last)
  std::string dateline_;                             // country that the report is written from
  std::map<std::string, Resolution> by_name_;        // family names and agent words of the document so far
};

}  // namespace demarche
