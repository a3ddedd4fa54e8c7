// One worker of many: takes documents from the queue, codes them, stores what was coded, and only then says that it is
// done. Killed at any moment it loses nothing: what it had not answered for is handed out again, to it or to another.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "fleet/broker.h"
#include "ledger/ledger.h"

namespace demarche {

struct WorkerOptions {
  Keep keep = Keep::text;
  std::uint64_t tries = 10;  // a document that was handed out more often without success goes to the dead letters
  int batch = 64;            // taken at a time, and stored in one transaction
  bool drain = false;        // end when nothing waits and nothing is under way anywhere
};

// What workers did, for whoever watches them; shared by the threads of a program.
struct WorkerCounts {
  std::atomic<std::uint64_t> fresh{0}, unchanged{0}, replaced{0}, events{0}, tried_again{0}, dead{0}, store_lost{0};
};

using CodeDocument = std::function<Coding(const Document&)>;
using OpenLedger = std::function<Result<std::unique_ptr<Ledger>>()>;

// Works until `stop` is set (what is coded by then is stored, the rest given back) or, with `drain`, until all is done.
// A store that fails is opened again and again while the work waits; a document that the store refuses although it
// answers is the document's fault. `problem` takes what goes wrong on the way. Fails where broker or store cannot be
// reached at the beginning.
Result<void> work(Broker& broker, const OpenLedger& open, const CodeDocument& code, const WorkerOptions& options,
                  const std::atomic<bool>& stop, WorkerCounts& counts,
                  const std::function<void(const Error&)>& problem);

// The counts, and the backlog where the broker tells it, in Prometheus' text format (version 0.0.4). `worker` labels
// them: a machine's workers are gathered together, and of counts that look the same only one is taken.
std::string metrics_text(const WorkerCounts& counts, const std::optional<Backlog>& backlog, const std::string& worker);

}  // namespace demarche
