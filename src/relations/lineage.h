// Which state goes on as which: whose relations count as a party's own, when it ended, and who came after it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "world/world.h"

namespace demarche {

// A party with the states that it continues or that continue it: the Soviet Union and Russia are one line.
struct Lineage {
  std::string id;
  std::vector<std::string> line;   // ids, the party's own among them
  std::optional<Date> begin, end;  // of the line's first state, of the party itself; absent: open or unknown

  bool has(const std::vector<std::string>& sides) const;  // whether one of them is of the line
};
// `known_by`: what came later is not known and left out.
Lineage lineage_of(const std::string& id, const World& world, std::optional<Date> known_by = {});

// A country, the states that are one line with it, and the governments that have claimed to be it, with theirs.
std::set<std::string> family_of(const std::string& id, const World& world, std::optional<Date> known_by = {});

// What became of a state that ended.
struct Succession {
  std::string how;                      // dissolved, merged, annexed
  std::string continued_by;             // who keeps its relations; empty: nobody
  std::vector<std::string> successors;  // others that came out of it, or the state it went into
  std::string tie;                      // knowledge file and line
};
Succession succession_of(const std::string& id, const World& world);

// The other government that claims the same state on that day; empty: none.
std::string rival_of(const std::string& id, Date day, const World& world);

}  // namespace demarche
