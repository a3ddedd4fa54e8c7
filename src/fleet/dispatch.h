// Documents onto the queue, in batches and in the order of the input.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <span>

#include "fleet/broker.h"
#include "text/text.h"

namespace demarche {

struct Dispatched {
  ReadSummary read;
  std::size_t too_long = 0;  // messages that the broker does not take; each is told
};

// Reads the files and sends what they hold. `sent` is called after each batch with the number of documents so far. Done
// twice, or broken off and done again, it changes nothing that was sent before. Fails where `stop` is set while the
// queue is full or away.
Result<Dispatched> dispatch(Broker& broker, std::span<const std::filesystem::path> files, const ReadOptions& options,
                            const std::atomic<bool>& stop, const std::function<void(std::size_t)>& sent,
                            const TakeProblem& problem);

}  // namespace demarche
