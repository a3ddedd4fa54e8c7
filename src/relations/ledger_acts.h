// What a ledger tells, read and merged: all who ask a ledger for acts ask here, so that they get the same acts.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "base/result.h"
#include "ledger/ledger.h"
#include "relations/acts.h"

namespace demarche {

struct LedgerActs {
  std::vector<Event> events;  // in the ledger's order: by date, undated last, then document, sentence
  std::vector<Act> acts;      // borrow from `events`

  LedgerActs() = default;
  LedgerActs(LedgerActs&&) = default;  // the acts' pointers hold when vectors are moved
  LedgerActs& operator=(LedgerActs&&) = default;
};

using KeepEvent = std::function<bool(const Event&)>;  // empty: all

// The events that any of the queries asks for, each once, in the ledger's order.
Result<std::vector<Event>> read_events(Ledger& ledger, std::span<const EventQuery> queries, const KeepEvent& keep = {});

// Publisher, day and fingerprint of the documents that these events are told in.
Result<Provenances> provenances_of(Ledger& ledger, std::span<const Event> events);

// These events, and the acts that they tell of.
Result<LedgerActs> merged(Ledger& ledger, std::vector<Event> events);
Result<LedgerActs> read_acts(Ledger& ledger, std::span<const EventQuery> queries, const KeepEvent& keep = {});
Result<LedgerActs> read_acts(Ledger& ledger, const EventQuery& query);

}  // namespace demarche
