// The entries of record files as read: stanzas with their values parsed, mistakes told.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/stanza_file.h"
#include "model/move.h"
#include "record/kinds.h"
#include "world/world.h"

namespace demarche {

// Where an entry stands in its file.
struct EntryPlace {
  std::string file;
  std::size_t line = 0;
};

struct ActEntry {
  const ActKind* kind = nullptr;
  std::string actor, recipient;
  Period date;
  Move details;       // kind is unset for acts that are no moves
  std::string gains;  // of a switch: the rival that relations are taken up with
  std::string reason;
  std::string because;  // key of an incident; empty: none
  std::string source, note;
  EntryPlace place;

  std::string key() const;  // "sever-ALB-IRN-2022-09-07"
};

struct AttributionEntry {
  std::string author, toward;
  Period said;
};

struct IncidentEntry {
  const IncidentKind* kind = nullptr;
  std::string victim;
  Period date;
  std::string name, aim, effect;
  std::vector<std::string> by, groups;
  std::vector<AttributionEntry> attributed, denied;  // toward: of denials empty
  std::vector<ActEntry> responses;
  std::string source, note;
  EntryPlace place;

  std::string key() const;  // "cyber-ALB-2022-07-15"
};

struct Entries {
  std::vector<ActEntry> acts;
  std::vector<IncidentEntry> incidents;
};

using TakeMistake = std::function<void(Error)>;

// Reads all files together. Entries with a mistake are told and left out.
Entries read_entries(const std::vector<StanzaFile>& files, const World& world, const TakeMistake& mistake);

}  // namespace demarche
