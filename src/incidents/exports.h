// Incidents in the exchange formats of the security world. Only what a speaker says of its own confidence becomes a
// confidence there; how sure the coding is never does. Times are the days of documents and claims, never the clock's,
// and identifiers are made from content (UUID version 5), so the same ledger always gives the same bytes.
#pragma once

#include <span>
#include <string>

#include "incidents/incidents.h"

namespace demarche {

// A STIX 2.1 bundle (OASIS, 2021): a campaign for each incident (the standard's own incident object is a stub without
// relationships), identities for victims and speakers, a threat actor for each accused state or organ, an intrusion set
// for each group; one `attributed-to` relationship for each attribution, created by whoever makes it; each denial an
// opinion; all in one report.
std::string stix_of(std::span<const Incident> incidents, const World& world);

// MISP core format (misp-standard.org): {"response": [{"Event": ...}]}, an event for each incident.
std::string misp_of(std::span<const Incident> incidents, const World& world);

// As JSON, one object for each incident, with the fields of docs/records.md.
std::string json_of(const Incident& incident);

// For a reader at a terminal.
std::string text_of(const Incident& incident, const World& world);

}  // namespace demarche
