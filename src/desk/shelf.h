// All that a ledger tells, at one revision, with what is made of it for reading: acts, incidents, ties, look-ups.
//
// Made once whenever the ledger has changed, immutable, read by any number of threads. It grows with what was coded
// (some 4 KB for an event); of others' event data it holds sums by pair and month alone.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "desk/expectations.h"
#include "desk/tie_table.h"
#include "exchange/ontology.h"
#include "incidents/incidents.h"
#include "ledger/ledger.h"
#include "relations/acts.h"
#include "relations/precedents.h"
#include "series/pair_facts.h"
#include "world/world.h"

namespace demarche {

// What the program knows whatever the ledger tells; loaded once, immutable.
struct ReferenceWorks {
  std::filesystem::path data;  // holds knowledge/
  World world;
  IncidentKinds kinds;
  PrecedentWords words;
  Borders borders;
  Ontology ontology;
  std::vector<std::string> states;  // ids, by name

  // `own`: a user's files of the world (World::load).
  static Result<ReferenceWorks> load(const std::filesystem::path& data, std::span<const std::filesystem::path> own = {},
                                     const std::function<void(const Error&)>& problem = {});
};

// Two countries that have to do with one another.
struct PairCount {
  std::string a, b;  // in order of the alphabet
  std::size_t acts = 0;
  std::size_t reports = 0;  // that are not of the project's own record
  const Act* last = nullptr;
};

// How likely a hostile month was for each pair (series/expectedness.h), fitted on the ledger's own acts.
struct FittedMonths {
  std::vector<PairMonth> months;
  ExpectednessModel model;
  Calibration calibration;
};

struct Shelf {
  std::vector<Event> events;  // in the ledger's order
  std::vector<Claim> claims;
  std::vector<DocumentRecord> documents;    // latest first, undated last
  std::vector<Act> acts;                    // by date, undated last
  std::vector<Act> moves;                   // those of them that are moves on the ladder
  std::vector<Incident> incidents;          // latest first
  std::vector<Correction> corrections;      // latest first
  std::vector<SeriesEvent> dealings;        // the acts, each side toward each other
  std::vector<PairCount> pairs;             // the most reported on first
  Expectations expectations;                // of the dealings
  TieTable ties;                            // of the dealings
  std::shared_ptr<const TieTable> rows;     // of others' data
  std::int64_t row_count = 0;               // of others' data
  std::optional<Date> first_day, last_day;  // of documents; last_day: of reports, where there are any

  Shelf() = default;
  Shelf(const Shelf&) = delete;  // look-ups point into it
  Shelf& operator=(const Shelf&) = delete;

  const Event* event(const std::string& id) const;
  const Act* act(const std::string& id) const;
  const Act* act_of(const Event& event) const;          // null where it is not told as done
  const Act* act_told_by(const std::string& id) const;  // by the id of an act or of one of its reports
  const DocumentRecord* document(const std::string& id) const;
  const Correction* correction(const std::string& event) const;  // by the id of the machine's event or the one by hand
  std::span<const Act* const> acts_of(const std::string& side) const;
  std::span<const Claim* const> claims_about(const std::string& event) const;
  std::span<const Event* const> events_in(const std::string& document) const;
  std::span<const Claim* const> claims_in(const std::string& document) const;

  // Events that are accepted, corrected or rejected are looked up by what the program coded.
  static Result<std::shared_ptr<const Shelf>> read(Ledger& ledger, const ReferenceWorks& works,
                                                   const Shelf* before = nullptr);
  // Fitted when it is first asked for, which takes seconds. Fails where there are too few months.
  const Result<FittedMonths>& fitted(const ReferenceWorks& works) const;

 private:
  void index();
  Result<void> read_rows(Ledger& ledger, const Shelf* before);

  std::unordered_map<std::string, const Event*> events_;
  std::unordered_map<std::string, const Act*> acts_;
  std::unordered_map<const Event*, const Act*> acts_of_events_;
  std::unordered_map<std::string, const DocumentRecord*> documents_;
  std::unordered_map<std::string, const Correction*> corrections_;
  std::unordered_map<std::string, std::vector<const Act*>> acts_of_sides_;
  std::unordered_map<std::string, std::vector<const Claim*>> claims_about_, claims_in_;
  std::unordered_map<std::string, std::vector<const Event*>> events_in_;
  mutable std::once_flag fitted_once_;
  mutable std::optional<Result<FittedMonths>> fitted_;
  std::string rows_key_;  // what others' data there were when `rows` was made
};

// Of a shelf's dealings; expected.cc.
Result<FittedMonths> fitted_months(const Shelf& shelf, const ReferenceWorks& works);

}  // namespace demarche
