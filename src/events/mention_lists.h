// Mentions and lists of them, as events hold them.
#pragma once

#include <string_view>
#include <vector>

#include "model/event.h"
#include "world/world.h"

namespace demarche {

// By id; of those that nobody knows, by their words' place.
bool same_actor(const Mention& a, const Mention& b);
// Adds those that are not there yet.
void add_mentions(std::vector<Mention>& list, const std::vector<Mention>& more);
// Whether one of them is of this country, or has this id; never for an empty one.
bool country_among(const std::vector<Mention>& mentions, const std::string& country);
// The first country named; empty where none is.
std::string_view country_of(const std::vector<Mention>& mentions);
// Whether somebody whom the world knows is among them.
bool any_known(const std::vector<Mention>& mentions);

// Its id, country, sectors and name are now those of another; how sure it is and why stay.
void identify(Mention& mention, const Resolution& who);
// The mention where the text does not write it but it is understood: without its place, `certainty` times as sure.
Mention understood(Mention mention, double certainty, std::string_view why);

}  // namespace demarche
