// Who of several persons is meant, and who held an office on a day. Internal to src/world.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "world/phrase.h"
#include "world/tables.h"

namespace demarche {

// What a title or agent stands beside: "Iranian", "Iran's", "of Iran", "NATO", "the IRGC's".
struct Affiliation {
  std::string id, country;  // country empty: an organisation, a nationless group
  ActorKind kind = ActorKind::state;
  std::vector<std::string> sectors;
  double score = 0;          // how sure it is; 0: none
  std::string how;           // "adjective", "possessive", "of" ...
  int first = 0, last = -1;  // tokens

  explicit operator bool() const { return score > 0; }
};

struct PersonChoice {
  int person = -1;  // index into entities; -1: nobody, or several as likely
  double score = 0;
  std::string why;
  int days_away = 0;  // from the term that decided, to the day
};

// Whether the person held, at any time, an office that one of the titles names ("Prime Minister", "foreign minister").
bool held_titled_office(const World::Tables& tables, int person, const std::vector<const Segment*>& titles);

// Whether a bare name of that day is more likely somebody else's: the person held only offices that no agent word names
// ("governor", "junta-member") and the day lies more than a year before or ten years after all of them.
bool is_out_of_mind(const World::Tables& tables, int person, Date on);

// The one meant among persons that share a name. Titles and affiliation, where given, must fit; of those that fit,
// whoever is in office on the day comes first, then whoever was lately.
PersonChoice choose_person(const World::Tables& tables, const std::vector<int>& persons, const Affiliation& affiliation,
                           const std::vector<const Segment*>& titles, std::optional<Date> on);

// The office of a state or organisation that titles name: by its own title first, else by the kind of office of the
// agent word. Null if none.
const Office* titled_office(const World::Tables& tables, const std::string& owner,
                            const std::vector<const Segment*>& titles);

// Who held an office on a day; -1 if unknown.
int holder_of(const Office& office, Date on);

// "head-of-government of ALB since 2013-09-15"
std::string describe(const World::Tables& tables, const Term& term);

}  // namespace demarche
