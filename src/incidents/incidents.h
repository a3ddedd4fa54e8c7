// Incidents: what several events and claims, of several documents, describe together: an attack in cyberspace, an
// assassination, a ship seized, a clash at a border.
//
// An incident gathers its reports by victim, day and kind, then what was said of it: who is accused, by whom, on what
// evidence; who denies; who answered it and how. Nothing is overwritten: a later attribution stands beside the earlier,
// and says which it supersedes. Group and state are kept apart: that a state stands behind a group is the word of
// whoever says so.
//
// All functions are pure and may be called from any number of threads. The result does not depend on the order of the
// records. Kinds and words are data: knowledge/incidents.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "model/claim.h"
#include "model/event.h"
#include "world/world.h"

namespace demarche {

// The sentence that a fact rests on.
struct RecordRef {
  std::string record;  // id of the event or claim
  std::string document;
  std::size_t sentence = 0;
  std::string text;  // the sentence
  auto operator<=>(const RecordRef&) const = default;
};

struct Victim {
  std::string who;     // id: "ALB", "ALB.COP"
  std::string sector;  // PLOVER; may be empty
  auto operator<=>(const Victim&) const = default;
};

// Whoever is said to have done it; each part may be empty.
struct Accused {
  std::string state, organ, group, persona;  // ids; persona: a name of no known group, as written
  auto operator<=>(const Accused&) const = default;
};

enum class AccusedLink : std::uint8_t { unsaid, conducted, directed, funded, tolerated };
std::string_view name_of(AccusedLink);  // "" for unsaid

enum class AttributionBy : std::uint8_t { other, victim, ally, vendor, court, media, perpetrator };
std::string_view name_of(AttributionBy);

struct Attribution {
  std::vector<RecordRef> sources;
  Accused accused;
  AccusedLink link = AccusedLink::unsaid;
  std::string by;  // id or country of the speaker; else the words that name it
  AttributionBy by_kind = AttributionBy::other;
  std::string basis;  // the evidence claimed: "indisputable evidence"
  std::optional<Period> date;
  Certainty confidence = Certainty::unsaid;  // as the speaker puts it
  std::optional<std::size_t> supersedes;     // index of an earlier attribution by the same speaker with another accused
};

struct Denial {
  std::vector<RecordRef> sources;
  std::string by;
  std::optional<Period> date;
};

struct IncidentResponse {
  std::string kind;  // knowledge/incidents: "severance" ...
  std::string by, toward;
  std::optional<Period> date;
  std::vector<RecordRef> sources;
};

// A word of the reports that tells aim, effect or means: "destroy", with where it stands.
struct ToldFeature {
  std::string value;
  RecordRef source;
};

struct RelatedIncident {
  std::string id;
  std::string relation;  // "same-author": a report ties the two; "same-accused"
};

struct Incident {
  std::string id;    // "INC.cyber.ALB.2022-07-15": kind, first victim, day; "-2" ... where several would share it
  std::string kind;  // knowledge/incidents
  std::string name;  // "cyber-attack on Albania, July 2022"
  std::optional<Period> started;
  std::optional<Date> disclosed;  // the first document that tells of it
  std::vector<Victim> victims;
  std::vector<ToldFeature> aims, effects, means;
  std::vector<std::string> groups;  // ids of groups named in its reports
  std::vector<Attribution> attributions;
  std::vector<Denial> denials;
  std::vector<IncidentResponse> responses;
  std::vector<RelatedIncident> related;
  std::vector<RecordRef> reports;
};

// The kinds and words of knowledge/incidents.
class IncidentKinds {
 public:
  struct Words {
    std::string name;
    std::vector<std::string> words;  // lower case; phrases of whole words
  };
  struct EventPattern {
    std::string type, mode;  // mode empty: any
  };
  struct Kind {
    std::string name;
    std::vector<EventPattern> events;
    std::vector<std::string> needs;  // one of these stands in the sentence; empty: no matter
    std::vector<std::string> nouns;  // by which a report calls it
    std::string title;               // "cyber-attack on {victim}"
    std::string context;             // PLOVER context that ties an act to it; may be empty
    int days = 1;                    // reports of one incident are dated no further apart
  };
  struct Response {
    std::string name;
    std::vector<MoveKind> moves;
    std::vector<EventPattern> events;
  };

  // Fails, naming file and line, on unknown keys, types and moves.
  static Result<IncidentKinds> load(const std::filesystem::path& file);

  std::vector<Kind> kinds;
  std::vector<Response> responses;
  std::vector<Words> aims, effects, means, links;
  std::vector<std::string> again, same;
};

// `published`: the day of each document, where known.
std::vector<Incident> incidents_of(std::span<const Event> events, std::span<const Claim> claims,
                                   const std::map<std::string, Date>& published, const IncidentKinds& kinds,
                                   const World& world);

}  // namespace demarche
