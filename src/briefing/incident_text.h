// What is told of an incident, in sentences. Internal to src/briefing.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "briefing/briefing.h"

namespace demarche {

struct ToldOfIncident {
  std::string text;
  Basis basis = Basis::known;
  std::vector<RecordRef> sources;
};

std::string name_in_text(const Incident& incident);  // "cyber-attack on Albania of 15 July 2022"

// "reports tell of a cyber-attack on Albania on 15 July 2022 (named as hit: Albanian government)".
ToldOfIncident what_it_was(const Incident& incident, const World& world);
// Aim, effect, means, as the words of its reports tell them; each is only claimed where its report is.
std::vector<ToldOfIncident> aims_and_effects(const Incident& incident, std::span<const Event> events);
// Who lays it to whom: those who say the same on the same day together. `wanted`: which attributions.
std::vector<ToldOfIncident> accusations(const Incident& incident, const World& world,
                                        const std::function<bool(const Attribution&)>& wanted);
std::string told(const Accused& accused, const World& world);  // "HomeLand Justice (Iran)"
// "Iran denies the accusation over the cyber-attack on Albania of July 2022 (on 7 September 2022)".
ToldOfIncident told(const Denial& denial, const Incident& incident, const World& world);

}  // namespace demarche
