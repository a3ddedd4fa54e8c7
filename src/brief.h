// The read side in one place: ledger -> relations -> briefing. It never parses text.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "briefing/briefing.h"
#include "ledger/ledger.h"

namespace demarche {

// All that the ledger tells of either country up to a day.
struct PairRecord {
  std::vector<Event> events;
  std::vector<Claim> claims;
  std::vector<Act> acts;                                                              // borrow from events
  std::vector<const Act*> between(const std::string& a, const std::string& b) const;  // those with both as sides

  PairRecord() = default;
  PairRecord(PairRecord&&) = default;  // the acts' pointers hold when vectors are moved
  PairRecord& operator=(PairRecord&&) = default;
};

// `known_by`: only what documents of that day or before tell.
Result<PairRecord> read_pair(Ledger& ledger, const std::string& a, const std::string& b, Date until,
                             std::optional<Date> known_by = {});

// `data`: the folder that holds knowledge/ (base/data_folder.h).
Result<Briefing> brief_pair_from(Ledger& ledger, const std::string& a, const std::string& b, Date day,
                                 const World& world, const std::filesystem::path& data,
                                 std::optional<Date> known_by = {});

// The briefing on the incident of that id (`demarche incidents`). Fails where the ledger holds none such.
Result<Briefing> brief_incident_from(Ledger& ledger, const std::string& id, const World& world,
                                     const std::filesystem::path& data, std::optional<Date> known_by = {});

}  // namespace demarche
