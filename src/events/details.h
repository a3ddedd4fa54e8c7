// The details of an event: what the words around it say of persons, rank, notice, place and context.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/match.h"
#include "events/tree.h"
#include "lexicon/lexicon.h"
#include "model/event.h"
#include "world/world.h"

namespace demarche {

// A move of this kind with what its clause says: how many, of what rank, how soon, in answer to what.
Move move_of(const Tree& tree, const Match& match, MoveKind kind, const Lexicon& lexicon);

// Where an event of this PLOVER type and with these recipients is done: the town that an ASSAULT hits, else the place
// that the clause names behind "in", "at", "near".
std::optional<Place> place_of(const Tree& tree, const Match& match, const std::string& type,
                              const std::vector<Mention>& recipients, const World& world);

// PLOVER contexts of the code and of the words under the predicate, each once, in that order.
std::vector<std::string> contexts_of(const Tree& tree, const Match& match, const EventCode& code,
                                     const Lexicon& lexicon);

}  // namespace demarche
