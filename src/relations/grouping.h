// Reports of one act come together, and make the act. Internal to src/relations.
#pragma once

#include <vector>

#include "relations/acts.h"
#include "relations/same_act.h"

namespace demarche {

// Reports of one act, in the order in which they joined; borrowed.
using Group = std::vector<const Report*>;

// Groups reports of one family.
std::vector<Group> grouped(std::vector<const Report*> reports);

// What the reports of a group tell together.
Act act_of(const Group& group);

}  // namespace demarche
