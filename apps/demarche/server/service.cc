#include "service.h"

#include <malloc.h>

#include "base/text_file.h"

namespace demarche {
namespace {

// A shelf is made by one thread and let go of by another. The C library would keep what it took, for each thread anew:
// several times what the shelf of the moment needs.
void give_memory_back() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace

Result<std::unique_ptr<Service>> Service::open(ServiceOptions options, const TakeProblem& problem) {
  auto works = ReferenceWorks::load(options.data, options.world, problem);
  if (!works) return tl::unexpected(works.error());
  std::unique_ptr<Service> service(new Service(std::move(options), std::move(*works)));
  const auto& data = service->options_.data;
  auto audit_words = AuditWords::load(data);
  if (!audit_words) return tl::unexpected(audit_words.error());
  service->audit_words_ = std::move(*audit_words);
  std::error_code error;
  if (std::filesystem::is_directory(data / "web" / "dist", error)) {
    auto pages = Pages::read(data / "web" / "dist");
    if (!pages) return tl::unexpected(pages.error());
    service->pages_ = std::move(*pages);
  }
  auto description = read_file(data / "docs" / "openapi.json");
  if (!description) return tl::unexpected(description.error());
  service->api_description_ = std::move(*description);
  auto ledger = open_ledger(service->options_.ledger, OpenMode::read);
  if (!ledger) return tl::unexpected(ledger.error());
  service->looking_ = std::move(*ledger);
  if (auto looked = service->look(); !looked) return tl::unexpected(looked.error());
  return service;
}

int Service::uptime() const {
  return static_cast<int>(
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begun_).count());
}

std::shared_ptr<const Shelf> Service::shelf() const {
  const std::lock_guard lock(shelf_mutex_);
  return shelf_;
}

Result<void> Service::look() {
  const std::lock_guard lock(look_mutex_);
  const auto revision = looking_->revision();
  if (!revision) return tl::unexpected(revision.error());
  auto before = shelf();
  if (before && *revision == revision_) return {};
  auto now = Shelf::read(*looking_, works_, before.get());
  if (!now) return tl::unexpected(now.error());
  {
    const std::lock_guard shelf_lock(shelf_mutex_);
    shelf_ = *now;
  }
  revision_ = *revision;
  if (before && server) publish_news(*before, **now);
  cache_.clear();
  before.reset();
  give_memory_back();
  return {};
}

void Service::publish_news(const Shelf& before, const Shelf& now) {
  constexpr std::size_t kMost = 100;
  const Json change = {{"version", std::to_string(revision_)},
                       {"documents", now.documents.size()},
                       {"events", now.events.size()},
                       {"claims", now.claims.size()}};
  std::string news = "id: " + std::to_string(revision_) + "\nevent: change\ndata: " + change.dump() + "\n\n";
  const Parts parts(now, works_);
  std::size_t told = 0;
  for (const auto& event : now.events) {
    if (before.event(event.id) || told == kMost) continue;
    ++told;
    news += "event: event\ndata: " + parts.event(event).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n\n";
  }
  server->publish(std::move(news));
}

Result<const CodingPipeline*> Service::coder() {
  const std::lock_guard lock(coder_mutex_);
  if (!coder_) {
    auto loaded = CodingPipeline::load(options_.data, options_.coding, [](const Error&) {});
    if (!loaded) return tl::unexpected(loaded.error());
    coder_ = std::move(*loaded);
    coder_ready_ = &*coder_;
  }
  return &*coder_;
}

Result<void> Service::write(const std::function<Result<void>(Ledger&)>& change) {
  {
    const std::lock_guard lock(write_mutex_);
    if (!writing_) {
      auto ledger = open_ledger(options_.ledger, OpenMode::write);
      if (!ledger) return tl::unexpected(ledger.error());
      writing_ = std::move(*ledger);
    }
    if (auto done = change(*writing_); !done) return done;
  }
  return look();
}

Result<Ledger*> Worker::ledger() {
  if (!ledger_) {
    auto opened = open_ledger(service.ledger_address(), OpenMode::read);
    if (!opened) return tl::unexpected(opened.error());
    ledger_ = std::move(*opened);
  }
  return ledger_.get();
}

Result<SentenceReader::Workspace*> Worker::workspace() {
  const auto coder = service.coder();
  if (!coder) return tl::unexpected(coder.error());
  if (!workspace_) workspace_ = (*coder)->reader().workspace();
  return workspace_->get();
}

Result<Coding> Worker::code(const Document& document, const CodeOptions& options) {
  const auto coder = service.coder();
  if (!coder) return tl::unexpected(coder.error());
  const auto scratch = workspace();
  if (!scratch) return tl::unexpected(scratch.error());
  return (*coder)->code(document, **scratch, options);
}

}  // namespace demarche
