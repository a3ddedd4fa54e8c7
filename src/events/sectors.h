// What the sectors of a mention say of it.
#pragma once

#include <string>
#include <vector>

#include "model/event.h"

namespace demarche {

// Of those who hold power, fight or contend for it; words for everybody else ("people", "company", "scientist") say
// nothing about states.
bool is_political(const std::vector<std::string>& sectors);
// A state itself, or first of all of its government.
bool is_state_power(const Mention& mention);
// The most telling sector is that of the press.
bool is_press(const Mention& mention);
// Neither known nor a name nor a word for somebody.
bool is_thing(const Mention& mention);

}  // namespace demarche
