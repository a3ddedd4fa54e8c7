// One mention read. Internal to src/world: made for one call of World::resolve, on the stack of the calling thread.
#pragma once

#include "world/phrase.h"
#include "world/who.h"

namespace demarche {

class Resolver {
 public:
  Resolver(const World::Tables& tables, const Sentence& sentence, std::optional<Date> on)
      : tables_(tables), sentence_(sentence), on_(on) {}

  std::optional<Resolution> resolve(int head, int depth = 0) const;
  // One for each nation where several are coordinated before one agent; else what resolve gives.
  std::vector<Resolution> resolve_all(int head) const;
  // The agent word alone, without nation: what "police" would be in a country still to be found.
  std::optional<Resolution> agent(int head) const;

 private:
  // The pieces of a phrase, left to right, and what each is in it.
  struct Phrase {
    std::vector<Segment> segments;
    int core = 0;         // index of the segment that holds the head
    int first_title = 0;  // index of the first segment of titles; what stands before may say the nation
    Extent extent;
    std::vector<const Segment*> titles;  // agent words and titles that stand together, left to right
    std::vector<Segment> name_segments;  // a person's name; may lie beyond the extent
    bool former = false, plural = false;
  };
  const Token& token(int i) const { return sentence_.tokens[static_cast<std::size_t>(i)]; }
  const Entity& entity(const NameMatch& match) const {
    return tables_.entities[static_cast<std::size_t>(match.entry->index)];
  }

  // read_phrase.cc
  Phrase read_phrase(int head, bool core_is_agent = false) const;
  void find_person_name(Phrase& phrase, int head) const;
  void find_name_behind(Phrase& phrase, int head) const;
  void find_titles(Phrase& phrase) const;
  bool is_name_word(const Segment& segment) const;

  // resolve.cc: the four readings of a phrase
  // somebody known
  std::optional<Resolution> person(const Phrase& phrase, int head, int depth) const;
  // state, organ, organisation, group, people, city
  std::optional<Resolution> named(const Phrase& phrase, int head, int depth) const;
  // an agent and whose it is
  std::optional<Resolution> titled(const Phrase& phrase, int head, int depth) const;
  std::optional<Resolution> through_apposition(const Phrase& phrase, int head, int depth) const;
  std::optional<Resolution> named_right_behind(int head, int depth) const;
  std::vector<Affiliation> coordinated_behind(const Phrase& phrase, int head) const;
  std::optional<Resolution> misspelt_state(const Phrase& phrase) const;
  std::optional<Resolution> city_of_gazetteer(const Phrase& phrase, int head) const;
  // as a user's own files have it
  std::optional<Resolution> of_dictionary(const Segment& segment) const;
  bool in_place(int head, int first) const;
  std::string text_of(int first, int last) const;
  static void cover(Resolution& resolution, int first, int last);

  // affiliation.cc: whose
  Affiliation affiliation(const Phrase& phrase, int head, int depth) const;
  Affiliation affiliation_before(const Phrase& phrase, int end) const;
  Affiliation affiliation_behind(const Phrase& phrase, int head, int depth) const;
  Affiliation affiliation_of_title(const Phrase& phrase) const;
  Affiliation as_affiliation(const Segment& segment) const;
  bool is_compounded(const Segment& segment) const;

  // agents.cc: what an agent and whose it is make together
  const AgentWord* agent_of(const Segment& segment) const;
  const AgentWord* telling_agent(const std::vector<const Segment*>& titles) const;
  std::optional<Resolution> of_agent(const AgentWord* agent, const std::vector<const Segment*>& titles,
                                     const Affiliation& belongs) const;

  // entities.cc
  Resolution of_entity(const Entity& entity, double score, std::string why) const;
  const NameMatch* best_of_state(const Segment& segment, std::initializer_list<NameForm> forms) const;
  const NameMatch* best_entity(const Segment& segment, const std::string& nation) const;
  std::vector<int> persons_named(const Segment& segment, NameForm form) const;
  std::string capital_of(std::string_view state) const;

  // spelling.cc: names that are not known as written
  PersonChoice similar_person(const Phrase& phrase, const Affiliation& belongs) const;
  PersonChoice holder_spelled_alike(const std::vector<NameWord>& words, const Phrase& phrase,
                                    const Affiliation& belongs) const;
  PersonChoice similar_family(const std::string& family, const Phrase& phrase, const Affiliation& belongs) const;
  const Entity* similar_state(const Segment& segment) const;

  const World::Tables& tables_;
  const Sentence& sentence_;
  std::optional<Date> on_;
};

}  // namespace demarche
