// A pair's place on the ladder as plain text: every part with its value, how it is known, since when, and its source.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "relations/ladder.h"

namespace demarche {

// What is known of a document, for naming it: "BBC, 7 September 2022"; empty: its id.
using NameDocument = std::function<std::string(const std::string& document)>;

std::string ladder_text(const PairState& state, std::span<const Act> acts, const World& world,
                        const NameDocument& name_document);

}  // namespace demarche
