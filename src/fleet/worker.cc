#include "fleet/worker.h"

#include <fmt/format.h>

#include <thread>

#include "fleet/message.h"

namespace demarche {
namespace {

constexpr std::chrono::milliseconds kWait{1000};
constexpr std::chrono::seconds kLater{5};  // until a document that failed is tried again

class Worker {
 public:
  Worker(Broker& broker, const OpenLedger& open, const CodeDocument& code, const WorkerOptions& options,
         const std::atomic<bool>& stop, WorkerCounts& counts, const std::function<void(const Error&)>& problem)
      : broker_(broker), open_(open), code_(code), options_(options), stop_(stop), counts_(counts), problem_(problem) {}

  Result<void> run() {
    auto ledger = open_();
    if (!ledger) return tl::unexpected(ledger.error());
    ledger_ = std::move(*ledger);
    while (!stop_) {
      auto taken = broker_.take(options_.batch, kWait);
      if (!taken) {  // the client goes on looking for a server
        problem_(taken.error());
        std::this_thread::sleep_for(kWait);
        continue;
      }
      if (taken->empty() && options_.drain && all_done()) return {};
      for (std::size_t i = 0; i < taken->size() && !stop_; ++i) {
        handle((*taken)[i]);
        // long documents and a store that is away take longer than the broker waits
        for (std::size_t rest = i + 1; rest < taken->size(); ++rest) (*taken)[rest].under_way();
      }
      for (auto& delivery : *taken)  // stopped: others may have the rest at once
        if (stop_) delivery.again(std::chrono::seconds(0));
    }
    return {};
  }

 private:
  bool all_done() {
    const auto backlog = broker_.backlog();
    return backlog && backlog->waiting == 0 && backlog->under_way == 0;
  }

  void handle(Delivery& delivery) {
    const auto document = document_of_message(delivery.bytes());
    if (!document) return bury(delivery, document.error().describe());
    if (delivery.times() > options_.tries)
      return bury(delivery, fmt::format("handed out {} times without success", delivery.times() - 1));
    const auto coding = code_(*document);
    auto added = ledger_->add(*document, coding, options_.keep);
    while (!added && !alive()) {
      problem_(added.error());
      if (!store_again(delivery)) return delivery.again(std::chrono::seconds(0));
      added = ledger_->add(*document, coding, options_.keep);
    }
    if (!added) {
      problem_({added.error().message, document->id, 0, 0, {}});
      if (delivery.times() >= options_.tries) return bury(delivery, added.error().describe());
      ++counts_.tried_again;
      return delivery.again(kLater);
    }
    delivery.done();
    ++(*added == Added::fresh ? counts_.fresh : *added == Added::unchanged ? counts_.unchanged : counts_.replaced);
    counts_.events += coding.events.size();
  }

  bool alive() { return ledger_ && ledger_->revision().has_value(); }

  // False: stopped while the store was away.
  bool store_again(Delivery& delivery) {
    ++counts_.store_lost;
    ledger_.reset();
    while (!stop_) {
      delivery.under_way();
      auto ledger = open_();
      if (ledger) {
        ledger_ = std::move(*ledger);
        return true;
      }
      std::this_thread::sleep_for(kWait);
    }
    return false;
  }

  void bury(Delivery& delivery, const std::string& reason) {
    problem_({"to the dead letters: " + reason, {}, 0, 0, {}});
    if (const auto buried = broker_.bury(delivery, reason); !buried) return problem_(buried.error());
    ++counts_.dead;
  }

  Broker& broker_;
  const OpenLedger& open_;
  const CodeDocument& code_;
  const WorkerOptions& options_;
  const std::atomic<bool>& stop_;
  WorkerCounts& counts_;
  const std::function<void(const Error&)>& problem_;
  std::unique_ptr<Ledger> ledger_;
};

}  // namespace

Result<void> work(Broker& broker, const OpenLedger& open, const CodeDocument& code, const WorkerOptions& options,
                  const std::atomic<bool>& stop, WorkerCounts& counts,
                  const std::function<void(const Error&)>& problem) {
  return Worker(broker, open, code, options, stop, counts, problem).run();
}

std::string metrics_text(const WorkerCounts& counts, const Backlog& backlog) {
  std::string out;
  const auto add = [&](const char* name, const char* kind, const char* help, std::uint64_t value) {
    out += fmt::format("# HELP demarche_{0} {1}\n# TYPE demarche_{0} {2}\ndemarche_{0} {3}\n", name, help, kind, value);
  };
  add("documents_added_total", "counter", "Documents that the ledger did not hold.", counts.fresh);
  add("documents_unchanged_total", "counter", "Documents that the ledger held already.", counts.unchanged);
  add("documents_replaced_total", "counter", "Documents that took the place of another version.", counts.replaced);
  add("events_total", "counter", "Events coded.", counts.events);
  add("documents_tried_again_total", "counter", "Documents given back to be tried again.", counts.tried_again);
  add("documents_dead_total", "counter", "Documents put to the dead letters.", counts.dead);
  add("store_lost_total", "counter", "Times that the ledger had to be opened again.", counts.store_lost);
  add("queue_waiting", "gauge", "Messages that wait.", backlog.waiting);
  add("queue_under_way", "gauge", "Messages that workers have in hand.", backlog.under_way);
  add("queue_bytes", "gauge", "Bytes in the stream.", backlog.bytes);
  add("queue_dead", "gauge", "Dead letters.", backlog.dead);
  return out;
}

}  // namespace demarche
