// What the folder src/world knows, as tables: built once by load.cc, read by resolve.cc and world.cc, never changed
// after.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/among.h"
#include "base/stanza_file.h"
#include "world/by_name.h"
#include "world/dictionary.h"
#include "world/gazetteer.h"
#include "world/world.h"

namespace demarche {

struct Entity {
  std::string_view id, country, name;                 // in the pool
  const std::vector<std::string>* sectors = nullptr;  // one of the lists that all share; never null
  ActorKind kind = ActorKind::state;
  Validity exists;
};

// One term of one person in one office of a state, or at the head of an organisation or a group.
struct Term {
  int person = 0;  // index into entities
  int office = 0;  // index into offices
  Validity when;
  int file = 0, line = 0;  // where it was read: index into the files, and 1-based
};

struct Office {
  std::string owner, kind;  // "ALB" "head-of-government"; "ORG.NATO" "head"; "GRP.MEK" "leader"
  std::vector<std::string> titles;
  std::vector<Term> terms;  // by begin
  bool shared = false;      // held by several at a time
};

// A tie as it is kept: thousands share their kind, ends and source, which stand once in the pool.
struct HeldTie {
  std::string_view kind, from, to, source, file;  // file: its name, without the folder
  Validity when;
  std::size_t line = 0;  // 1-based
};

struct AgentWord {
  std::string name;                  // id of the stanza
  std::string label;                 // its first word
  std::string sector, organ;         // organ: what the id ends in; the sector where the file says nothing
  std::vector<std::string> offices;  // kinds of office
  bool generic = false, abroad = false, needs_affiliation = false;
};

struct City {
  std::string name, country;
  std::optional<double> latitude, longitude;
};

enum class NameForm : std::uint8_t {
  name,
  also,
  metonym,
  adjective,
  people,
  full_name,
  family_name,
  agent,
  title,
  city,
  dictionary
};

// One thing that a sequence of words may stand for.
struct NameEntry {
  std::string_view written;  // in the pool: accents folded, case as in the file, words joined by one space
  int index =
      0;  // into entities; agents: into agents; title: into offices; city: into cities; dictionary: into dictionary
  NameForm form = NameForm::name;
  bool plural = false;       // of agents
  bool never_alone = false;  // of family names: an everyday word
};

// One full name of a person, cut into words in lower case.
struct Spelling {
  int person = 0;  // index into entities
  std::vector<std::string_view> words;
};

class World::Tables {
 public:
  TextPool texts;
  std::set<std::vector<std::string>> sector_lists;

  std::vector<Entity> entities;
  std::vector<Office> offices;
  std::vector<AgentWord> agents;
  std::vector<City> cities;
  Gazetteer gazetteer;
  std::vector<HeldTie> ties;                                          // by kind, from, to, begin
  std::vector<DictionaryActor> dictionary;                            // of a user's own files
  std::vector<std::string> discarded_sentences, discarded_documents;  // keys between blanks: " natural gas "

  ByName<int> by_id{texts};                                 // of entities
  ByName<std::vector<int>> ties_of{texts};                  // id at either end -> ties, in their order
  ByName<std::vector<NameEntry>> names{texts};              // key: lower-case words joined by one space
  ByName<int> longest{texts};                               // first word of a key -> words of the longest such key
  ByName<std::vector<int>> offices_of{texts};               // owner -> offices
  ByName<std::vector<Term>> terms_of{texts};                // id of a person -> terms, by begin
  ByName<bool> given_names{texts};                          // first words of full names
  ByName<std::vector<int>> persons_by_sound{texts};         // sound of a family name, or of the first of the names
  ByName<std::vector<std::string>> states_by_sound{texts};  // sound of a long name or adjective of one word -> states
  ByName<std::vector<std::string>> foreign_names{texts};    // state -> keys of its names in other languages
  ByName<std::vector<std::pair<std::string, std::string>>> slips{
      texts};                                                  // key of a word -> state, and whose word it is
  ByName<std::vector<std::string>> words_of_state{texts};      // state -> words of its names, lower case: "kingdom"
  std::vector<Spelling> spellings;                             // by person
  ByName<bool> agent_heads{texts};                             // lemmas
  ByName<std::string> organ_labels{texts};                     // "GOV.MFA" -> "foreign ministry"
  ByName<std::string> adjectives{texts};                       // state -> its first adjective
  ByName<std::string> capitals{texts};                         // state -> its capital
  ByName<std::map<std::string, std::string>> codes{texts};     // scheme -> code -> state
  ByName<std::map<std::string, std::string>> codes_of{texts};  // state -> scheme -> code
  std::map<std::string, std::vector<std::string>, std::less<>> classes;  // of words, lower case
  std::string version;

  bool in_class(std::string_view name, std::string_view word) const {
    const auto found = classes.find(name);
    return found != classes.end() && among(found->second, word);
  }
  const Entity* entity(std::string_view id) const {
    const auto found = by_id.find(id);
    return found == by_id.end() ? nullptr : &entities[static_cast<std::size_t>(found->second)];
  }
  std::span<const Spelling> spellings_of(int person) const {
    // not std::ranges: clang 14 does not compile what libstdc++ 12 gives back
    const auto from = std::lower_bound(spellings.begin(), spellings.end(), person,
                                       [](const Spelling& each, int one) { return each.person < one; });
    const auto to = std::upper_bound(from, spellings.end(), person,
                                     [](int one, const Spelling& each) { return one < each.person; });
    return {from, to};
  }
  std::string country_of(std::string_view id) const;
  std::string name_of(std::string_view id) const;
};

}  // namespace demarche
