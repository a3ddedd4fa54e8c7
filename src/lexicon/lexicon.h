// The lexicon: how events are worded, and what code each wording stands for.
//
// Read once from knowledge/lexicon/*.lexicon (format: knowledge/lexicon/README.md) and knowledge/ontology/*.tsv into an
// immutable object that any number of threads may share. It holds the patterns; matching them against trees is the
// coder's (events/).
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "model/claim.h"
#include "model/event.h"
#include "model/move.h"

namespace demarche {

// What an event is, in the field's ontologies.
struct EventCode {
  std::string cameo;       // "161"
  std::string type, mode;  // PLOVER: "SANCTION", "discontinue"; empty type: no event (bare statements)
  std::vector<std::string> contexts;
  double goldstein = 0;               // of the CAMEO code
  std::optional<double> event_scale;  // of the PLOVER type and mode
  int quad_code = 0;
};

enum class Role : std::uint8_t { none, actor, recipient, thing, embedded };  // A R T E; none: words alone

// Words by their number in the lexicon (Lexicon::word_number): membership in one step.
class WordSet {
 public:
  void add(int number) {
    const auto at = static_cast<std::size_t>(number) / 64;
    if (bits_.size() <= at) bits_.resize(at + 1, 0);
    bits_[at] |= std::uint64_t{1} << (number % 64);
  }
  bool contains(int number) const {
    const auto at = static_cast<std::size_t>(number) / 64;
    return at < bits_.size() && (bits_[at] >> (number % 64) & 1) != 0;
  }
  bool shares(const WordSet& other) const {
    std::uint64_t both = 0;  // to the end: without a way out the loop takes several at a step
    for (std::size_t i = 0, n = std::min(bits_.size(), other.bits_.size()); i < n; ++i)
      both |= bits_[i] & other.bits_[i];
    return both != 0;
  }

 private:
  std::vector<std::uint64_t> bits_;
};

// One condition on an argument of a form's head word.
struct FormElement {
  std::vector<std::string> prepositions;         // empty: the direct object (or the subject, for Form::subject)
  bool infinitive = false, that_clause = false;  // `to E`, `that E`
  Role role = Role::none;
  std::unordered_set<std::string> words;  // lemmas of which the argument's head must be one; empty: any
  WordSet numbers;                        // the same words
  bool party = false;  // it must be one of the words, or somebody who may act: known, a name, an office or trade
  std::vector<std::string>
      literal;  // words that must stand in a row under the verb, lower case; then nothing else is set
  bool optional = false;
  Role embedded_actor = Role::none, embedded_recipient = Role::none;  // of an E: who acts in it, and on whom
};

enum class FormKind : std::uint8_t { verb, noun, adjective };

struct FormHead {
  std::string lemma;               // of the head word
  std::vector<std::string> parts;  // verb: particles; noun: the words before it, in order
};

struct Form {
  FormKind kind = FormKind::verb;
  std::vector<FormHead> heads;         // alternatives
  std::optional<FormElement> subject;  // absent: A
  std::vector<FormElement> elements;
  std::size_t entry = 0;  // index into Lexicon::entries()
  std::string text;       // as written: "sever|cut @ties with R"
  std::string file;       // where it stands: "relations.lexicon"
  std::size_t line = 0;
};

enum class Embedded : std::uint8_t { drop, keep, claimed };

// Whether an entry tells of a deed told before: one that was done to its subject, turned round ("responded in kind"),
// or one that others did ("followed suit").
enum class Repeats : std::uint8_t { nothing, turned, same };

// How an entry changes the event embedded in it.
struct Pass {
  std::optional<Modality> modality;
  bool negated = false;
  Outcome outcome = Outcome::unsaid;
};

struct LexiconCase {
  std::string text;
  bool must_fire = true;
  std::string actor, recipient;  // ids; empty: not said
  std::string file;
  std::size_t line = 0;
};

struct Entry {
  std::string id;  // "relations/sever"
  std::optional<EventCode> code;
  std::optional<MoveKind> move;
  bool reciprocal = false;
  bool subject_is_reason = false;  // of an entry that passes: "the arrest prompted Peru to recall its envoy"
  bool needs_actor = false, needs_recipient = false, needs_state = false;
  bool stands_done = false;            // whatever its auxiliaries and negations: "would hear nothing of it"
  bool only_planned = false;           // an event only of what somebody is about to do: "will respond in kind"
  Repeats repeats = Repeats::nothing;  // where it is done; its code is for what is to come
  std::optional<Pass> pass;
  std::string compose;  // name of a composition table; may be empty
  std::optional<Stance> claim;
  Certainty certainty = Certainty::unsaid;
  Embedded embedded = Embedded::drop;
  std::optional<Modality>
      moves;  // an embedded move on the ladder is kept with this modality ("agreed to resume relations": planned)
  std::vector<LexiconCase> cases;
};

// One line of a composition table: which embedded events it fits, and the code that results.
struct Composition {
  std::optional<MoveKind> move;
  std::string cameo;       // prefix of the embedded code; empty: any
  std::string type, mode;  // empty: any
  EventCode code;
};

enum class LightVerb : std::uint8_t { none, does, undergoes };

class Lexicon {
 public:
  // knowledge/lexicon and knowledge/ontology, and with them a user's own files. Fails on the first mistake, naming
  // file, line and column.
  static Result<Lexicon> load(const std::filesystem::path& knowledge, std::span<const std::filesystem::path> own = {});
  // All mistakes of one file, on top of the files of `knowledge` (for `demarche check`).
  static std::vector<Error> check(const std::filesystem::path& file, const std::filesystem::path& knowledge);

  std::span<const Entry> entries() const { return entries_; }
  std::span<const std::unique_ptr<Form>> all_forms() const { return all_forms_; }
  // Forms whose head has this lemma, in the order of the files.
  std::span<const Form* const> forms(FormKind kind, std::string_view lemma) const;
  // The forms again, each with the one of its heads that has this lemma.
  struct HeadedForm {
    const Form* form;
    const FormHead* head;
  };
  std::span<const HeadedForm> headed_forms(FormKind kind, std::string_view lemma) const;
  // Number of a word that some form binds, or of the first or last part of one; -1: no form binds it.
  int word_number(std::string_view word) const;
  // Whether the word of this number ends a longer one ("relation": "diplomatic_relation"), or begins one with "of".
  bool ends_longer(int number) const { return ends_longer_[static_cast<std::size_t>(number)]; }
  bool begins_of(int number) const { return begins_of_[static_cast<std::size_t>(number)]; }
  // The table's first line that fits, or nothing.
  const EventCode* compose(const std::string& table, const EventCode& embedded, std::optional<MoveKind> move) const;
  // `particle` as in "carry out"; empty where there is none.
  LightVerb light_verb(std::string_view lemma, std::string_view particle) const;
  // The PLOVER context that a word (lemma, lower case) is a sign of; empty if none.
  std::string_view context_of(std::string_view lemma) const;
  bool in_class(std::string_view name, std::string_view lemma) const;
  std::vector<std::string> words_of_class(std::string_view name) const;  // in no order
  // Code with scales filled in from the ontology, by CAMEO code and, where given, PLOVER type and mode.
  Result<EventCode> code(std::string_view cameo, std::string_view type, std::string_view mode) const;
  // 4 hexadecimal digits of the hash of all files read.
  const std::string& version() const { return version_; }

 private:
  friend class LexiconLoader;
  struct OntologyRow {
    double goldstein = 0;
    std::string type, mode, context;
  };
  struct PloverRow {
    int quad = 0;
    std::optional<double> score;
  };
  // Keys are looked up by std::string_view without making strings.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class Value>
  using Table = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  std::vector<Entry> entries_;
  std::vector<std::unique_ptr<Form>> all_forms_;
  void number_words();  // once all forms are read

  Table<std::vector<const Form*>> forms_[3];
  Table<std::vector<HeadedForm>> headed_[3];
  Table<int> numbers_;
  std::vector<bool> ends_longer_, begins_of_;
  Table<std::unordered_set<std::string, Hash, std::equal_to<>>> classes_;
  Table<std::vector<Composition>> compositions_;
  Table<LightVerb> light_verbs_;  // "carry out" with one space
  Table<std::string> contexts_;
  Table<OntologyRow> cameo_;
  Table<PloverRow> plover_;  // "SANCTION", "SANCTION/discontinue"
  std::string version_;
};

}  // namespace demarche
