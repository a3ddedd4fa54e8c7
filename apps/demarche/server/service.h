// What the workers of one server share: knowledge, the shelf of the moment, kept answers, the coder, the one who
// writes.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>

#include "answer_cache.h"
#include "audit/audit.h"
#include "code.h"
#include "desk/desk.h"
#include "guard.h"
#include "http_server.h"
#include "pages.h"

namespace demarche {

struct ServiceOptions {
  std::string ledger;  // address
  std::filesystem::path data;
  std::vector<std::filesystem::path> world;   // a user's own files
  std::vector<std::filesystem::path> coding;  // and those that coding takes: of the world and of the lexicon
  Guard guard;
  std::size_t cache_bytes = 64u << 20;
};

class Service {
 public:
  // Loads what is known, opens the ledger and reads it.
  static Result<std::unique_ptr<Service>> open(ServiceOptions options, const TakeProblem& problem);

  const ReferenceWorks& works() const { return works_; }
  const Guard& guard() const { return options_.guard; }
  const Pages& pages() const { return pages_; }
  const std::string& api_description() const { return api_description_; }
  const std::string& ledger_address() const { return options_.ledger; }
  AnswerCache& cache() { return cache_; }
  int uptime() const;                                                       // seconds
  std::int64_t begun() const { return begun_.time_since_epoch().count(); }  // tells one run from another

  std::shared_ptr<const Shelf> shelf() const;  // of the last look
  std::int64_t revision() const { return revision_; }
  // Looks whether the ledger has changed, and reads it anew where it has: called once a second, and after each write.
  // Tells open feeds what is new. For any thread; a second caller waits for the first.
  Result<void> look();

  // The coder, loaded when it is first asked for.
  Result<const CodingPipeline*> coder();
  const CodingPipeline* coder_if_loaded() const { return coder_ready_; }
  const AuditWords& audit_words() const { return *audit_words_; }

  // Runs on the one connection that writes, one at a time, and looks again.
  Result<void> write(const std::function<Result<void>(Ledger&)>& change);

  HttpServer* server = nullptr;  // for its counts; set before it runs

 private:
  Service(ServiceOptions options, ReferenceWorks works)
      : options_(std::move(options)), works_(std::move(works)), cache_(options_.cache_bytes) {}
  void publish_news(const Shelf& before, const Shelf& now);

  ServiceOptions options_;
  ReferenceWorks works_;
  Pages pages_;
  std::string api_description_;
  AnswerCache cache_;
  std::optional<AuditWords> audit_words_;
  const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();

  mutable std::mutex shelf_mutex_;
  std::shared_ptr<const Shelf> shelf_;
  std::atomic<std::int64_t> revision_{0};

  std::mutex look_mutex_;
  std::unique_ptr<Ledger> looking_;

  std::mutex coder_mutex_;
  std::optional<CodingPipeline> coder_;
  std::atomic<const CodingPipeline*> coder_ready_{nullptr};

  std::mutex write_mutex_;
  std::unique_ptr<Ledger> writing_;
};

// What one thread answers with.
class Worker {
 public:
  explicit Worker(Service& service_in) : service(service_in) {}
  // Opened when it is first needed.
  Result<Ledger*> ledger();
  Result<SentenceReader::Workspace*> workspace();
  Result<Coding> code(const Document& document, const CodeOptions& options = {});  // by the service's coder

  Service& service;
  std::shared_ptr<const Shelf> shelf;  // of the request in hand

 private:
  std::unique_ptr<Ledger> ledger_;
  std::optional<std::unique_ptr<SentenceReader::Workspace, void (*)(SentenceReader::Workspace*)>> workspace_;
};

}  // namespace demarche
