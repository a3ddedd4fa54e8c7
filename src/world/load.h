// Builds the tables of the world from stanzas. Internal to src/world.
#pragma once

#include <map>
#include <set>
#include <utility>

#include "world/name_words.h"
#include "world/tables.h"

namespace demarche {

// What is to be known of a name beyond its form.
struct NameMarks {
  bool plural = false, never_alone = false;
};

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
  // load.cc: what all share, and what has an id
  Failure mistake(std::string message, const StanzaLine& line, std::string_view part = {}) const;
  Failure mistake(std::string message, const Stanza& stanza) const;
  void add_name(std::string_view name, NameForm form, int index, NameMarks marks = {});
  void add_name(std::span<const NameWord> name, NameForm form, int index, NameMarks marks = {});
  int add_entity(std::string_view id, std::string_view country, std::string_view name, ActorKind kind,
                 std::vector<std::string> sectors, Validity exists = {});
  Result<void> known_keys(const Stanza& stanza, std::initializer_list<std::string_view> keys) const;
  Result<Validity> span(const StanzaLine& line, std::string_view text) const;
  Result<int> named_entity(const Stanza& stanza, ActorKind kind, std::string country, std::string_view sector);
  Result<void> must_exist(const StanzaLine& line, std::string_view id) const;
  Result<void> add_state(const Stanza& stanza);
  void add_state_word(std::string_view name, const std::string& state);
  Result<void> add_organ(const Stanza& stanza);
  Result<void> add_organisation(const Stanza& stanza);
  Result<void> add_group(const Stanza& stanza);
  Result<void> add_city(const Stanza& stanza);
  Result<void> add_foreign(const Stanza& stanza);
  Result<void> add_class(const Stanza& stanza);

  // load_ties.cc
  Result<void> add_organisation_ties(const Stanza& stanza);
  Result<void> add_group_ties(const Stanza& stanza);
  Result<void> add_ties(const Stanza& stanza);
  Result<void> add_tie(const Stanza& stanza, const StanzaLine& line, std::string_view kind, bool from_other);
  void hold_tie(const Stanza& stanza, const StanzaLine& line, std::string_view kind, std::string_view from,
                std::string_view to, const Validity& when);
  void order_ties();

  // load_agents.cc
  Result<void> add_agent(const Stanza& stanza);
  void add_agent_phrase(const std::string& phrase, NameForm form, int index);

  // check.cc
  Result<void> check_words(const Stanza& stanza) const;
  void check_offices(const std::function<void(const Error&)>& problem) const;

  // persons.cc
  struct Person {
    std::string_view owner, key;              // in the pool; key: of the first of the names it was met under
    std::string_view name;                    // as the first file in order of name writes it
    std::vector<std::string_view> spellings;  // in the files
    std::vector<Term> terms;                  // Term::person is set once ids are given
  };
  Result<void> add_office(const Stanza& stanza);
  Result<void> add_heads(const Stanza& stanza, std::string_view key, std::string kind);
  Result<void> add_naming(const Stanza& stanza);
  Result<void> add_holder(const StanzaLine& line, int office);
  int add_office_of(std::string owner, std::string kind, std::vector<std::string> titles);
  void name_persons();
  void add_sounds(std::span<const NameWord> words, int person);
  void name_person(int index, std::vector<std::string_view> spellings, std::string_view country);
  bool has_naming(std::string_view kind, std::string_view word) const;
  std::vector<std::span<const NameWord>> families_of(std::span<const NameWord> words, std::string_view country) const;

  World::Tables* tables_;
  const std::function<void(const Error&)>* problem_ = nullptr;  // takes the mistakes where they do not end the work
  const std::vector<StanzaFile>* files_ = nullptr;
  const StanzaFile* file_ = nullptr;
  ByName<bool> shared_texts_{tables_->texts};  // texts of the tables that many ties share
  TextPool pool_;                              // of texts for the time of building
  std::vector<NameWord> words_;
  std::vector<Person> persons_;
  ByName<int> person_of_{pool_};    // owner, a blank and the key of a person -> index into persons
  ByName<int> spelling_of_{pool_};  // the same of every spelling of more than one word
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>>
      naming_;  // kind -> countries; kind + "/families" -> names in lower case
  std::map<std::string, std::set<std::string>, std::less<>>
      kept_ids_;                             // key of a name -> the ids that persons of that name keep
  std::set<std::string, std::less<>> kept_;  // all of them: no other person gets one
};

}  // namespace demarche
