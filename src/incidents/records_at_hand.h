// What is said of a gathered incident: attributions (attributions.cc), denials, responses (responses.cc). Internal to
// src/incidents.
#pragma once

#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "incidents/gather.h"

namespace demarche {

// The records to look in, borrowed, and where in them to look for an incident: what it is told of is few of many.
class RecordsAtHand {
 public:
  RecordsAtHand(std::span<const Event> all_events, std::span<const Claim> all_claims, const IncidentKinds& by_kinds,
                const World& in_world);

  const std::span<const Event> events;
  const std::span<const Claim> claims;
  const IncidentKinds& kinds;
  const World& world;

  // The claims about events or claims of these ids, or (answering) in reply to one; in the order of `claims`.
  std::vector<const Claim*> claims_about(const std::set<std::string>& ids, bool answering = false) const;
  // In the order of `events`.
  const std::vector<const Event*>& events_of(const std::string& document) const;

 private:
  std::unordered_map<std::string, std::vector<const Claim*>> about_, answers_;
  std::unordered_map<std::string, std::vector<const Event*>> of_document_;
};

RecordRef ref_of(const Event& event);
RecordRef ref_of(const Claim& claim);

bool holds(const std::set<std::string>& set, const std::vector<std::string>& list);  // one of them
std::string speaker_of(const Claim& claim);              // the side spoken for, else the words that name the speaker
std::set<std::string> ids_of(const Gathered& incident);  // of its reports
bool before(const std::optional<Period>& a, const std::optional<Period>& b);  // by first day; undated last
void add_source(std::vector<RecordRef>& sources, RecordRef source);           // once

// In order of date, then speaker.
std::vector<Attribution> attributions_of(const Gathered& incident, const RecordsAtHand& told);
std::vector<Denial> denials_of(const Gathered& incident, const RecordsAtHand& told);

// The responses to each of the incidents: an act answers the latest incident before it that it can mean.
std::vector<std::vector<IncidentResponse>> responses_to(std::span<const Gathered> incidents, const RecordsAtHand& told);

}  // namespace demarche
