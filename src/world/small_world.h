// A small world for the tests of this folder: the real states, agents, organs and cities, with a few offices,
// organisations and groups of its own, so that the tests do not change as leaders do. And sentences as compact tables.
#pragma once

#include <string>
#include <string_view>

#include "model/sentence.h"
#include "world/world.h"

namespace demarche {

const World& small_world();

// "Albanian/ADJ/3 Prime/ADJ/3 Minister/PROPN/0/root Edi/PROPN/3/flat": form/UPOS/head/deprel, heads from 1 as in
// CoNLL-U.
Sentence tree(std::string_view compact);

// A folder of its own under the temporary folder, with one file *.world; for tests of loading.
std::filesystem::path folder_with(std::string_view file, std::string_view text);

}  // namespace demarche
