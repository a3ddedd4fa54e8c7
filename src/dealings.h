// What the ledger holds, as plain dealings of one side toward another on one day: the acts of its documents, merged,
// and others' event data row by row. src/series reads them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "relations/ladder_turns.h"
#include "relations/ledger_acts.h"
#include "series/series.h"
#include "series/turns.h"

namespace demarche {

struct DealingsQuery {
  std::string a, b;  // countries: of others' data only rows between these; both empty: all rows, which may be many
  std::optional<Date> known_by;  // told in documents of that day or before
  bool include_undone = false;   // planned, demanded, negated ... too, each report for itself
  bool by_month = true;          // what others' data cover is counted by month (else day by day: all rows are read)
};

struct Dealings {
  std::vector<SeriesEvent> events;
  std::vector<CoveredStep> also_covered;  // by events of others' data that are not among `events`
  LedgerActs told;                        // the ledger's own events and acts, which the ids of events lead to
};

// Acts that are of several sides stand once for each actor and recipient, with one id; undated ones are left out.
std::vector<SeriesEvent> dealings_of(std::span<const Act> acts);
// Turns of the ladder as those of a series are held against them (series/turns.h).
std::vector<KnownTurn> known_turns(std::span<const LadderTurn> turns);
// Adds others' data to dealings that have none yet.
Result<void> add_rows(Dealings& dealings, Ledger& ledger, const DealingsQuery& query);

// Others' data of two countries as sums by month; and what all of them cover. Quick however many rows there are.
// `spread`: a month's cover lies evenly on its days, for series by day and week.
Result<std::vector<CountedEvents>> counted_rows(Ledger& ledger, const std::string& a, const std::string& b);
Result<std::vector<CoveredStep>> covered_by_rows(Ledger& ledger, bool spread);

// Both, for acts merged from what the ledger tells.
Result<Dealings> dealings_of(Ledger& ledger, const DealingsQuery& query);

}  // namespace demarche
