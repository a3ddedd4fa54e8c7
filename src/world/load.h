// Builds the tables of the world from stanzas. Internal to src/world.
#pragma once

#include <map>
#include <set>
#include <utility>

#include "world/name_words.h"
#include "world/tables.h"

namespace demarche {

class WorldBuilder {
 public:
  explicit WorldBuilder(World::Tables& tables) : tables_(&tables) {}

  // The stanzas of all files; the first mistake ends it.
  Result<void> add(const std::vector<StanzaFile>& files);
  // The same, but goes on after a mistake, and looks closer: codes, sectors, offices held by two at a time.
  void check(const std::vector<StanzaFile>& files, const std::function<void(const Error&)>& problem);
  // A user's dictionary; after `add`.
  void add(Dictionary dictionary);

 private:
  // load.cc
  Failure mistake(std::string message, const StanzaLine& line, std::string_view part = {}) const;
  Failure mistake(std::string message, const Stanza& stanza) const;
  void add_name(std::string_view name, NameForm form, int index, bool plural = false, bool never_alone = false);
  int add_entity(Entity entity);
  Result<void> known_keys(const Stanza& stanza, std::initializer_list<std::string_view> keys) const;
  Result<Validity> span(const StanzaLine& line, std::string_view text) const;
  Result<int> named_entity(const Stanza& stanza, ActorKind kind, std::string country, std::string_view sector);
  Result<void> must_exist(const StanzaLine& line, std::string_view id) const;
  Result<void> add_tie(const Stanza& stanza, const StanzaLine& line, std::string kind, bool from_other);
  std::string place_of(const StanzaLine& line) const;
  Result<void> add_state(const Stanza& stanza);
  Result<void> add_organ(const Stanza& stanza);
  Result<void> add_organisation(const Stanza& stanza);
  Result<void> add_organisation_ties(const Stanza& stanza);
  Result<void> add_group(const Stanza& stanza);
  Result<void> add_group_ties(const Stanza& stanza);
  Result<void> add_ties(const Stanza& stanza);
  Result<void> add_city(const Stanza& stanza);
  Result<void> add_foreign(const Stanza& stanza);
  void add_state_word(std::string_view name, const std::string& state);
  void check_offices(const std::function<void(const Error&)>& problem) const;
  Result<void> check_words(const Stanza& stanza) const;
  Result<void> add_agent(const Stanza& stanza);
  void add_agent_phrase(const std::string& phrase, NameForm form, int index);

  // persons.cc
  struct Person {
    std::string name;  // as the first file in order of name writes it
    std::set<std::string> spellings;
    std::vector<Term> terms;  // Term::person is set once ids are given
  };
  Result<void> add_office(const Stanza& stanza);
  Result<void> add_heads(const Stanza& stanza, std::string_view key, std::string kind);
  Result<void> add_naming(const Stanza& stanza);
  Result<void> add_holder(const StanzaLine& line, int office);
  int add_office_of(std::string owner, std::string kind, std::vector<std::string> titles);
  void name_persons();
  void add_sound(const std::string& name, int person);
  void name_person(int index, const std::set<std::string>& spellings, const std::string& country);
  std::vector<std::string> family_of(const std::vector<NameWord>& words, const std::string& country) const;

  World::Tables* tables_;
  const std::function<void(const Error&)>* problem_ = nullptr;  // takes the mistakes where they do not end the work
  const std::vector<StanzaFile>* files_ = nullptr;
  const StanzaFile* file_ = nullptr;
  std::map<std::pair<std::string, std::string>, Person> persons_;  // owner and key of the name
  std::map<std::pair<std::string, std::string>, std::string>
      spelling_of_;                                      // owner and key of a spelling -> key of the name
  std::map<std::string, std::set<std::string>> naming_;  // kind -> countries; kind + "/families" -> names in lower case
  std::map<std::string, std::set<std::string>> kept_ids_;  // key of a name -> the ids that persons of that name keep
  std::set<std::string> kept_;                             // all of them: no other person gets one
};

}  // namespace demarche
