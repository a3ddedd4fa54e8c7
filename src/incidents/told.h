// What is said of a gathered incident: attributions, denials, responses. Internal to src/incidents.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "incidents/gather.h"

namespace demarche {

// The records to look in, and the documents' days. Borrowed.
struct Told {
  std::span<const Event> events;
  std::span<const Claim> claims;
  const IncidentKinds& kinds;
  const World& world;
};

RecordRef ref_of(const Event& event);
RecordRef ref_of(const Claim& claim);

// In order of date, then speaker.
std::vector<Attribution> attributions_of(const Gathered& incident, const Told& told);
std::vector<Denial> denials_of(const Gathered& incident, const Told& told);

// The responses to each of the incidents: an act answers the latest incident before it that it can mean.
std::vector<std::vector<IncidentResponse>> responses_to(std::span<const Gathered> incidents, const Told& told);

}  // namespace demarche
