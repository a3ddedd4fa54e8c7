// Who the noun phrases of one document name. The world knows names, titles and agents by themselves; this adds what the
// document says: "the country", "the ministry", "he", "its ambassador", a family name after the full one.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "events/tree.h"
#include "lexicon/lexicon.h"
#include "model/document.h"
#include "model/event.h"
#include "world/world.h"

namespace demarche {

// Tags and parses sentences that hold tokens alone; what is parsed stays as it is.
using ParseSentences = std::function<void(std::span<Sentence* const>)>;

// One document's mentions, sentence by sentence in the order of the text. Sentences are parsed when somebody looks: the
// entered one by its coder, those before it when a pronoun or a definite noun leads back to them. Not for two threads
// at once.
class MentionReader {
 public:
  MentionReader(const World& world, const Lexicon& lexicon, const Document& document, const ParseSentences& parse)
      : world_(world), lexicon_(lexicon), document_(document), parse_(parse) {}

  // Takes up the next sentence, which is kept.
  void enter(Sentence&& sentence);
  // Its tree.
  const Tree& tree() const { return tree_of(*recent_.back()); }

  // Whom the noun phrase headed by this word of the entered sentence names. Always gives its words; id and country may
  // be empty.
  Mention mention(int head) const;

  // The same where it is acted upon: a thing counts for the nation that it belongs to ("a British tanker", "Iran's
  // oil").
  Mention target(int head) const;

  // The word of the entered sentence that a pronoun of it stands for; others stand for themselves.
  int stands_for(int word) const;

  // Whether it may act, or is by its ending a word for a person of some nation ("German pianists").
  bool is_party(int head) const;

  // "the two countries", "both", "all three": so many who were named before; "Nigerian and British forces": those of
  // each; else nothing.
  std::vector<Mention> several(int head) const;

  // Whether the noun phrase may be somebody who acts: known to the world, a name, a word for people in an office or
  // trade.
  bool may_act(int head) const;

  // The state or city that the noun phrase headed by this word of the entered sentence names, if it names a place.
  std::optional<Resolution> place(int head) const;

  // Whether what the noun phrase headed by this word names has another word among its own.
  bool names(int head, int word) const;

  // The states that the entered sentence names, in the order of the text, each once.
  std::vector<Mention> states() const;

  // The words of the noun phrase without its clauses: determiner, adjectives, nouns before the head, "of ..." behind
  // it.
  std::vector<int> words_of_phrase(int head) const { return words_of_phrase(tree(), head); }

 private:
  using Place = std::size_t;  // index into recent_

  // What a later pronoun may stand for; a subject that nobody knows stands in the way of those before it.
  struct Antecedent {
    const Resolution* who = nullptr;  // of its sentence (Recent::resolved)
    Place place = 0;
    int word = -1;  // the head
    bool subject = false, plural = false, person = false;
    bool by_office = false;  // a person that no name is given of: "the French ambassador"
  };
  using Fits = std::function<bool(const Antecedent&)>;
  // A sentence with what has been asked of it so far.
  struct Recent {
    Sentence sentence;
    std::optional<Tree> tree;
    std::vector<std::optional<std::optional<Resolution>>> resolved;  // by head
    std::optional<std::vector<Antecedent>> antecedents;
  };
  const Tree& tree_of(Recent& recent) const;
  const Tree& tree_at(Place place) const { return tree_of(*recent_[place]); }
  const std::optional<Resolution>& resolved_at(Place place, int head) const;
  const std::optional<Resolution>& resolved(int head) const { return resolved_at(recent_.size() - 1, head); }
  std::optional<Resolution> resolve(Place place, int head) const;
  bool is_said_whose(const Tree& tree, const Resolution& who, int head) const;
  std::optional<Resolution> owner_of(int head, int deepest) const;
  int unknown_owner(int head) const;
  std::vector<int> words_of_phrase(const Tree& tree, int head) const;
  void read_dateline(Recent& recent);

  // antecedents.cc
  std::optional<Antecedent> antecedent(Place place, int word) const;
  const std::vector<Antecedent>& antecedents_at(Place place) const;
  // The nearest that fits: in the same sentence a subject named earlier, else anything named earlier (a thing that
  // nobody knows seldom stands in the way there); then sentence by sentence back, subjects first.
  std::optional<Antecedent> latest(Place place, int before, const Fits& fits) const;
  std::optional<Antecedent> antecedent_of(Place place, int pronoun) const;
  std::optional<Antecedent> by_relative_clause(Place place, int pronoun) const;
  bool is_of_other_sex(const Antecedent& each, bool woman) const;
  std::optional<Resolution> by_pronoun(Place place, int pronoun) const;

  // definite_nouns.cc
  Resolution meant(Place place, int head, Resolution who, double certainty, std::string why) const;
  std::optional<Resolution> by_document(Place place, int head) const;
  std::optional<Resolution> by_possessor(Place place, int head, int possessor) const;
  std::optional<Resolution> by_country_noun(Place place, int head) const;
  std::optional<Resolution> authority(Place place, int head) const;
  std::optional<Resolution> by_place_of_deed(Place place, int head) const;
  std::optional<Resolution> by_half_of_nation(Place place, int head) const;
  std::optional<Resolution> by_allegiance(Place place, int head) const;
  std::string country_around(Place place, int head) const;
  std::string country_of_story(Place place, int head) const;
  bool tells_of_another(Place place, int head, const std::string& country) const;

  // several.cc
  std::vector<Mention> of_several_nations(int head) const;
  std::size_t how_many(int head) const;
  std::vector<Resolution> coordinated_before(std::size_t count) const;
  std::vector<Resolution> those_before(int head, std::size_t count) const;

  // names_told.cc
  void note_names(const Sentence& sentence);
  void note_acronyms();
  void note_acronym(const std::string& acronym, int bracket);
  std::optional<Resolution> only_owner_below(int head, int first, int end) const;
  std::optional<Resolution> by_whole_name(const std::string& family_name) const;
  std::optional<Resolution> by_same_name(Place place, int head) const;
  std::optional<Resolution> by_slip(Place place, int head) const;
  const std::vector<std::string>& story_states() const;

  const World& world_;
  const Lexicon& lexicon_;
  const Document& document_;
  const ParseSentences& parse_;
  std::deque<std::unique_ptr<Recent>> recent_;  // the entered sentence last; those that a pronoun may reach
  std::string dateline_;                        // country that the report is written from
  // The last word of each run of capitalised words, with the latest such runs: "Rama" -> "Minister Edi Rama".
  std::map<std::string, std::vector<std::string>> whole_names_;
  std::map<std::string, std::vector<std::string>>
      first_names_;                             // the same by the first word: "Saddam" -> "Saddam Hussein"
  std::map<std::string, Resolution> acronyms_;  // those that the text brings in: "the Transitional Council (TC)"
  mutable std::optional<std::vector<std::string>> story_states_;  // that the whole document names, once asked for
};

}  // namespace demarche
