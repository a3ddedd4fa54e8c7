#include "fleet/dispatch.h"

#include <fmt/format.h>

#include "fleet/message.h"

namespace demarche {
namespace {

constexpr std::size_t kBatch = 256;  // messages
constexpr std::size_t kBatchBytes = 4u << 20;

}  // namespace

Result<Dispatched> dispatch(Broker& broker, std::span<const std::filesystem::path> files, const ReadOptions& options,
                            const std::atomic<bool>& stop, const std::function<void(std::size_t)>& sent,
                            const TakeProblem& problem) {
  Dispatched all;
  std::vector<std::string> batch;
  std::size_t bytes = 0, documents = 0;
  std::optional<Error> broken;
  const auto flush = [&] {
    if (batch.empty()) return true;
    if (const auto done = broker.send(batch, stop); !done) {
      broken = done.error();
      return false;
    }
    documents += batch.size();
    batch.clear();
    bytes = 0;
    sent(documents);
    return true;
  };
  for (const auto& file : files) {
    const auto read = read_documents(
        file, options,
        [&](const Document& document) {
          auto message = message_of(document);
          if (message.size() > broker.longest_message()) {
            problem({fmt::format("a document of {} KiB, more than the broker takes (max_payload); left out",
                                 message.size() >> 10),
                     document.id,
                     0,
                     0,
                     {}});
            ++all.too_long;
            return !stop;
          }
          bytes += message.size();
          batch.push_back(std::move(message));
          return (batch.size() < kBatch && bytes < kBatchBytes) || (flush() && !stop);
        },
        problem);
    all.read.documents += read.documents;
    all.read.left_out += read.left_out;
    all.read.repaired += read.repaired;
    if (broken) return tl::unexpected(*broken);
    if (stop) return fail("stopped; the same command goes on from here");
  }
  if (!flush()) return tl::unexpected(*broken);
  return all;
}

}  // namespace demarche
