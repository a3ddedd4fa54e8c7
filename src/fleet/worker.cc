#include "fleet/worker.h"

#include <fmt/format.h>

#include <algorithm>
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
      in_hand_ = std::move(*taken);
      heard_ = Clock::now();
      work_off();
      for (auto& delivery : in_hand_)  // stopped: others may have the rest at once
        if (!delivery.answered()) delivery.again(std::chrono::seconds(0));
      in_hand_.clear();
    }
    return {};
  }

 private:
  using Clock = std::chrono::steady_clock;

  bool all_done() {
    const auto backlog = broker_.backlog();
    return backlog && backlog->waiting == 0 && backlog->under_way == 0;
  }

  // What comes for the first time is stored together. What was handed out before may have ended whoever had it: each
  // of them is done alone, those handed out an odd number of times first, the last of the stream before the others,
  // then the even ones, the first of the stream before the others. Of two that come together twice, in whatever company
  // and however often each came before, either is once before the other: none dies of another more than once so.
  void work_off() {
    std::vector<Delivery*> first, again;
    for (auto& delivery : in_hand_) (delivery.times() == 1 ? first : again).push_back(&delivery);
    handle(first);
    const auto turn = [](const Delivery* delivery) {
      const auto place = static_cast<std::int64_t>(delivery->place());
      return delivery->times() % 2 ? -place : place;
    };
    std::ranges::sort(again, {}, turn);
    for (auto* delivery : again) handle({&delivery, 1});
  }

  void handle(std::span<Delivery* const> deliveries) {
    std::vector<StoredDocument> documents;
    std::vector<Delivery*> of;
    for (auto* delivery : deliveries) {
      if (stop_) break;
      auto document = document_of_message(delivery->bytes());
      if (!document) {
        bury(*delivery, document.error().describe());
      } else if (delivery->times() > options_.tries) {
        bury(*delivery, fmt::format("handed out {} times without success", delivery->times() - 1));
      } else {
        auto coding = code_(*document);
        documents.push_back(stored_document(std::move(*document), std::move(coding), options_.keep));
        of.push_back(delivery);
      }
      still_at_it();
    }
    while (!store(documents, of)) {
      if (!store_again()) return;
    }
  }

  // False: the store is gone; what it did not take is left.
  bool store(std::vector<StoredDocument>& documents, std::vector<Delivery*>& of) {
    std::ptrdiff_t taken = 0;
    bool lost = false;
    put_each(*ledger_, documents, [&](const StoredDocument& document, const Result<Added>& added) {
      lost = !added && !alive();
      if (lost)
        problem_(added.error());
      else
        answer(*of[static_cast<std::size_t>(taken++)], document, added);
      return !lost;
    });
    documents.erase(documents.begin(), documents.begin() + taken);
    of.erase(of.begin(), of.begin() + taken);
    return !lost;
  }

  void answer(Delivery& delivery, const StoredDocument& stored, const Result<Added>& added) {
    if (added) {
      delivery.done();
      ++(*added == Added::fresh ? counts_.fresh : *added == Added::unchanged ? counts_.unchanged : counts_.replaced);
      counts_.events += stored.coding.events.size();
      return;
    }
    problem_({added.error().message, stored.document.id, 0, 0, {}});
    if (delivery.times() >= options_.tries) return bury(delivery, added.error().describe());
    ++counts_.tried_again;
    delivery.again(kLater);
  }

  // Long documents, and a store that is away, take longer than the broker waits.
  void still_at_it() {
    if (Clock::now() - heard_ < broker_.answer_within() / 4) return;
    heard_ = Clock::now();
    for (auto& delivery : in_hand_)
      if (!delivery.answered()) delivery.under_way();
  }

  bool alive() { return ledger_->revision().has_value(); }

  // False: stopped while the store was away.
  bool store_again() {
    ++counts_.store_lost;
    while (!stop_) {
      still_at_it();
      auto ledger = open_();
      if (ledger) {
        ledger_ = std::move(*ledger);
        return true;
      }
      std::this_thread::sleep_for(std::min<std::chrono::milliseconds>(kWait, broker_.answer_within() / 8));
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
  std::vector<Delivery> in_hand_;
  Clock::time_point heard_;  // when the broker heard last of what is in hand
};

}  // namespace

Result<void> work(Broker& broker, const OpenLedger& open, const CodeDocument& code, const WorkerOptions& options,
                  const std::atomic<bool>& stop, WorkerCounts& counts,
                  const std::function<void(const Error&)>& problem) {
  return Worker(broker, open, code, options, stop, counts, problem).run();
}

std::string metrics_text(const WorkerCounts& counts, const std::optional<Backlog>& backlog, const std::string& worker) {
  std::string out, label;
  for (const char c : worker) {
    if (c == '\\' || c == '"') label += '\\';
    label += c == '\n' ? ' ' : c;
  }
  const auto add = [&](const char* name, const char* kind, const char* help, std::uint64_t value) {
    out += fmt::format("# HELP demarche_{0} {1}\n# TYPE demarche_{0} {2}\ndemarche_{0}{{worker=\"{3}\"}} {4}\n", name,
                       help, kind, label, value);
  };
  add("documents_added_total", "counter", "Documents that the ledger did not hold.", counts.fresh);
  add("documents_unchanged_total", "counter", "Documents that the ledger held already.", counts.unchanged);
  add("documents_replaced_total", "counter", "Documents that took the place of another version.", counts.replaced);
  add("events_total", "counter", "Events coded.", counts.events);
  add("documents_tried_again_total", "counter", "Documents given back to be tried again.", counts.tried_again);
  add("documents_dead_total", "counter", "Documents put to the dead letters.", counts.dead);
  add("store_lost_total", "counter", "Times that the ledger had to be opened again.", counts.store_lost);
  if (!backlog) return out;
  add("queue_waiting", "gauge", "Messages that wait.", backlog->waiting);
  add("queue_under_way", "gauge", "Messages that workers have in hand.", backlog->under_way);
  add("queue_bytes", "gauge", "Bytes in the stream.", backlog->bytes);
  add("queue_dead", "gauge", "Dead letters.", backlog->dead);
  return out;
}

}  // namespace demarche
