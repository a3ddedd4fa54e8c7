// The world: who or what a mention is on a date, and what ties states and groups had then.
//
// Read once from knowledge/world/*.world (format: knowledge/world/README.md) into an immutable object that any number
// of threads may share. It looks at one mention at a time; what a document says of a name elsewhere ("the country",
// "he", "the group") is the coder's.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "model/sentence.h"

namespace demarche {

enum class ActorKind : std::uint8_t { state, organ, person, organisation, group, agent, people, city };
std::string_view name_of(ActorKind);

// Whom a mention was resolved to.
struct Resolution {
  std::string id;       // "IRN", "IRN.GOV.MFA", "IRN.GOV.raisi", "ORG.NATO", "GRP.MEK", "IRN.MIL" (an agent of Iran)
  std::string country;  // the country it belongs to or acts for; empty for organisations and nationless groups
  std::string name;
  ActorKind kind = ActorKind::state;
  std::vector<std::string> sectors;  // most telling first
  double score = 0;                  // 0..1
  std::string
      why;  // "name of a state", "adjective of Iran + agent 'troops'", "head of government of ALB since 2013-09-15"
  std::vector<int>
      words;  // indices of the words of the sentence that make the mention, in order; empty for a bare name
};

struct PlaceRecord {
  std::string name, country;
  std::optional<double> latitude, longitude;  // degrees, WGS 84
  int people = 0;                             // who live there; 0 where the files do not say
};

// What two actors have to do with each other over a span of time, whoever reports it.
struct Tie {
  std::string kind;      // "member", "alliance", "host", "patron", "opposes", "relations-severed" ...
  std::string from, to;  // ids: from hosts to, from is a member of to, from opposes to
  Validity when;
  std::string source;  // where the fact stands: a title or address
  std::string file;    // the knowledge file and line it was read from: "groups.world:120"
};

// A name by which an actor is also known, accents folded.
struct OtherName {
  std::string name;
  std::string_view kind;  // "also", "adjective", "people", "metonym", "spelling"
};

// Who held an office, and when.
struct Tenure {
  std::string person, name;   // id and name of the holder
  std::string owner, office;  // "ALB" "head-of-government"; "ORG.NATO" "head"; "GRP.MEK" "leader"
  Validity when;
};

class World {
 public:
  class Tables;  // of src/world alone (tables.h)

  // `own`: a user's files. A stanza of a *.world file takes the place of ours with the same kind and id; dictionaries
  // of the older coders (dictionary.h) are read as they are and win over our names; what cannot be read in them is told
  // to `problem` and left out.
  static Result<World> load(const std::filesystem::path& folder, std::span<const std::filesystem::path> own = {},
                            const std::function<void(const Error&)>& problem = {});

  // Every mistake in these files (a user's, or our own where none is given), beside ours: unknown keys, kinds, codes
  // and sectors, spans that end before they begin, ids that nobody has, two in one office at a time.
  static void check(const std::filesystem::path& folder, std::span<const std::filesystem::path> own,
                    const std::function<void(const Error&)>& problem);

  // The actor that the noun phrase headed by tokens[head] names, on a day (absent: whoever bore the name at any time,
  // with a lower score). Uses the words and the tree: names, titles and offices ("the Iranian foreign minister"),
  // agents with a nation ("Turkish troops", "a court in Minsk"), possessives, apposition. Nothing where it is no actor
  // that the world knows: never a silent guess.
  std::optional<Resolution> resolve(const Sentence& sentence, int head, std::optional<Date> on) const;

  // The same, but one for each nation where a phrase coordinates several before one agent ("Iranian and Russian
  // officials"), which resolve reads as the first nation's; the agent's words are among the last one's alone. Conjuncts
  // with heads of their own ("Iran and Russia") are the caller's to ask for one by one.
  std::vector<Resolution> resolve_all(const Sentence& sentence, int head, std::optional<Date> on) const;

  // The same for a name by itself, as a user types it: "ALB", "Albania", "Edi Rama", "NATO", "Iranian foreign
  // minister".
  std::optional<Resolution> resolve(std::string_view name, std::optional<Date> on) const;

  // How often a text names each state, by name, adjective, people, capital or metonym; most often first.
  std::vector<std::pair<std::string, int>> states_in(std::string_view text) const;

  // The one of these states (those of a document) that a word may stand for which is no name of it: misspelt, in
  // another language, or put for it by a machine translator. Nothing where none or several may be meant, or where the
  // word is somebody's own ("Arab" where Arab states are among them). The score is low and `why` says so.
  std::optional<Resolution> slip(std::string_view word, std::span<const std::string> states,
                                 std::optional<Date> on) const;

  // Whether one of the names of a state holds this word, in lower case: "kingdom", "emirates".
  bool calls_itself(std::string_view state, std::string_view noun) const;

  // The agent that the noun phrase names when nothing in it says whose ("police", "the foreign minister"): id is what
  // stands behind a state ("COP", "GOV.MFA"), country is empty. For callers that know the country from elsewhere in the
  // document.
  std::optional<Resolution> agent(const Sentence& sentence, int head) const;

  // What a user's dictionaries say of a text with such words: code it, leave it out, or leave out its whole document.
  enum class Discard : std::uint8_t { no, sentence, document };
  Discard discard(std::string_view text) const;
  bool discards() const;  // whether there are any such words

  // The place that the noun phrase headed by tokens[head] names: a state or a city.
  std::optional<PlaceRecord> place(const Sentence& sentence, int head) const;

  // The cities of a name in the gazetteer, at most one for each state, the largest first.
  std::vector<PlaceRecord> cities_named(std::string_view name) const;

  // Whether a word (lemma, lower case) can be the head of an actor by its trade: "troops", "minister", "court".
  bool is_agent_word(std::string_view lemma) const;

  // The id of the country that a code or id belongs to: "IRN.GOV.MFA" -> "IRN"; empty for "ORG.NATO" and for "GRP.MEK".
  std::string country_of(std::string_view id) const;
  // When the state, organisation or group of this id existed, as far as the files say; open where they do not.
  Validity existence_of(std::string_view id) const;
  // The written name of any id the world knows; the id itself otherwise.
  std::string name_of(std::string_view id) const;
  // ISO 3166 alpha-3 (or the project's code) of a state by any of its codes or names; empty if none. `scheme` ("iso2",
  // "cow", "cameo", "fips") reads the text as a code of that scheme alone: FIPS and ISO use the same letters for
  // different states.
  std::string state_code(std::string_view text, std::string_view scheme = {}) const;
  // The code of the state that an id belongs to, in one of these schemes; empty where it has none.
  std::string code_of(std::string_view id, std::string_view scheme) const;
  // The capital of the state that an id belongs to, with its place on earth where known.
  std::optional<PlaceRecord> capital_of(std::string_view id) const;

  // Ties that touch an id (either end) on a day; all days where absent. In order of kind, from, to, begin.
  std::vector<Tie> ties_of(std::string_view id, std::optional<Date> on) const;
  // Only those that `take` takes, which is quick: a state has hundreds of ties.
  using TakeTie = std::function<bool(std::string_view kind, std::string_view from, std::string_view to)>;
  std::vector<Tie> ties_of(std::string_view id, std::optional<Date> on, const TakeTie& take) const;

  // The other names of a state, organ, organisation, group or person, by kind and then by name. Not quick.
  std::vector<OtherName> other_names(std::string_view id) const;

  // The offices that a person held, or the holders of the offices of a state, organisation or group, on a day; all days
  // where absent. In order of office, then of begin.
  std::vector<Tenure> tenures_of(std::string_view id, std::optional<Date> on) const;

  // 4 hexadecimal digits of the hash of all files read.
  const std::string& version() const;

  World(World&&) noexcept;
  World& operator=(World&&) noexcept;
  ~World();

 private:
  explicit World(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> tables_;
};

}  // namespace demarche
