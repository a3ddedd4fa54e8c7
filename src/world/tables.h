// What the folder src/world knows, as tables: built once by load.cc, read by resolve.cc and world.cc, never changed
// after.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/stanza_file.h"
#include "world/dictionary.h"
#include "world/gazetteer.h"
#include "world/world.h"

namespace demarche {

struct Entity {
  std::string id, country, name;
  ActorKind kind = ActorKind::state;
  std::vector<std::string> sectors;
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
  NameForm form = NameForm::name;
  int index =
      0;  // into entities; agents: into agents; title: into offices; city: into cities; dictionary: into dictionary
  std::string written;       // accents folded, case as in the file, words joined by one space
  bool plural = false;       // of agents
  bool never_alone = false;  // of family names: an everyday word
};

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class T>
using ByName = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

class World::Tables {
 public:
  std::vector<Entity> entities;
  std::vector<Office> offices;
  std::vector<AgentWord> agents;
  std::vector<City> cities;
  Gazetteer gazetteer;
  std::vector<Tie> ties;
  std::vector<DictionaryActor> dictionary;                            // of a user's own files
  std::vector<std::string> discarded_sentences, discarded_documents;  // keys between blanks: " natural gas "

  ByName<int> by_id;                                 // of entities
  ByName<std::vector<NameEntry>> names;              // key: lower-case words joined by one space
  ByName<int> longest;                               // first word of a key -> words of the longest key that begins so
  ByName<std::vector<int>> offices_of;               // owner -> offices
  ByName<std::vector<Term>> terms_of;                // id of a person -> terms, by begin
  ByName<std::vector<int>> given_names;              // first word of full names -> persons
  ByName<std::vector<int>> persons_by_sound;         // sound of a family name, or of the first of the names -> persons
  ByName<std::vector<std::string>> states_by_sound;  // sound of a long name or adjective of one word -> states
  ByName<std::vector<std::string>> foreign_names;    // state -> keys of its names in other languages
  ByName<std::vector<std::pair<std::string, std::string>>> slips;  // key of a word -> state, and whose word it is
  ByName<std::vector<std::string>> words_of_state;                 // state -> words of its names, lower case: "kingdom"
  std::unordered_map<int, std::vector<std::vector<std::string>>>
      spellings;                                        // person -> words of full names, lower case
  ByName<bool> agent_heads;                             // lemmas
  ByName<std::string> organ_labels;                     // "GOV.MFA" -> "foreign ministry"
  ByName<std::string> adjectives;                       // state -> its first adjective
  ByName<std::string> capitals;                         // state -> its capital
  ByName<std::map<std::string, std::string>> codes;     // scheme -> code -> state
  ByName<std::map<std::string, std::string>> codes_of;  // state -> scheme -> code
  std::string version;

  const Entity* entity(std::string_view id) const {
    const auto found = by_id.find(id);
    return found == by_id.end() ? nullptr : &entities[static_cast<std::size_t>(found->second)];
  }
  std::string country_of(std::string_view id) const;
  std::string name_of(std::string_view id) const;
};

}  // namespace demarche
