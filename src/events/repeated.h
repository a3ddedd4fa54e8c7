// Deeds told by reference to one told before: "France responded in kind", "Latvia followed suit".
#pragma once

#include <string>
#include <vector>

#include "events/story.h"
#include "lexicon/lexicon.h"

namespace demarche {

// The last deed told that a side (country or id) can have repeated: turned, one that was done to it by others; same,
// one by others on others. Deeds are moves on the ladder and acts of quad class 4 that are done or announced; what is
// turned may be a verbal conflict, too. Null where none is; holds until the next event is added.
const Event* deed_to_repeat(const Story& story, const std::string& side, Repeats how);

// Whom it is done to when a side repeats it, understood.
std::vector<Mention> recipients_of_repeated(const Event& deed, Repeats how);

}  // namespace demarche
