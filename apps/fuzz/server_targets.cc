#include <sqlite3.h>

#include "sample_ledger.h"
#include "scratch.h"
#include "server/api.h"
#include "targets.h"

namespace demarche {
namespace {

const Router& router() {
  static const Router made(api_routes());
  return made;
}

constexpr const char* kToken = "0123456789abcdef0123456789abcdef";

// A server over a copy of the sample, whose ledger is put back when something was written: each input meets the same.
class FreshService {
 public:
  FreshService() : path_((scratch_.path() / "served.ledger").string()) {
    std::filesystem::copy_file(sample_ledger(), path_);
    ServiceOptions options;
    options.ledger = path_;
    options.data = DEMARCHE_SOURCE_DIR;
    options.guard.token = kToken;
    auto opened = Service::open(std::move(options), [](const Error&) {});
    demand(opened.has_value(), "a service");
    service_ = std::move(*opened);
    worker_ = std::make_unique<Worker>(*service_);
  }
  Worker& worker() { return *worker_; }
  void put_back() {
    sqlite3 *from = nullptr, *to = nullptr;
    demand(sqlite3_open_v2(sample_ledger().c_str(), &from, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK, "the sample");
    demand(sqlite3_open(path_.c_str(), &to) == SQLITE_OK, "its copy");
    auto* copying = sqlite3_backup_init(to, "main", from, "main");
    demand(copying && sqlite3_backup_step(copying, -1) == SQLITE_DONE, "all pages copied");
    sqlite3_backup_finish(copying);
    sqlite3_close(to);
    sqlite3_close(from);
    demand(service_->look().has_value(), "the server sees the sample again");
  }

 private:
  Scratch scratch_;
  std::string path_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<Worker> worker_;
};

// "@e0" -> the id of an event, "@d0" of a document, "@a0" of an act, "@i0" of an incident: seeds need not know them.
std::string with_ids(std::string_view text, const Shelf& shelf) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto id = [&](const auto& all) {
      if (!all.empty()) out += url_escaped(all[static_cast<unsigned char>(text[i + 2] - '0') % all.size()].id);
      i += 2;
    };
    if (text[i] != '@' || i + 2 >= text.size())
      out += text[i];
    else if (text[i + 1] == 'e')
      id(shelf.events);
    else if (text[i + 1] == 'd')
      id(shelf.documents);
    else if (text[i + 1] == 'a')
      id(shelf.acts);
    else if (text[i + 1] == 'i')
      id(shelf.incidents);
    else
      out += text[i];
  }
  return out;
}

}  // namespace

void fuzz_request(std::string_view bytes) {
  static const auto world = World::load(DEMARCHE_SOURCE_DIR "/knowledge/world");
  auto target = parse_target(bytes);
  if (!target) return;
  for (const auto& segment : target->path) {
    demand(segment != "." && segment != ".." && segment.find('\0') == std::string::npos,
           "a segment that leaves its place");
    if (segment.empty()) continue;
    const auto again = parse_target("/" + url_escaped(segment));
    demand(again && again->path == std::vector<std::string>{segment}, "an escaped segment does not come back");
  }
  router().find("GET", target->path);
  router().find("POST", target->path);
  Request request;
  request.target = std::move(*target);
  Parameters parameters(request, *world);
  parameters.day("from");
  parameters.yes("moves");
  parameters.number("limit", 1, 500, 50);
  parameters.real("min_score", 0, 1, 0);
  parameters.parties("party");
  parameters.named("step", step_named, "month");
  parameters.problem();
  const auto link = next_link(request, std::string(request.target.value("after")));
  demand(link.size() > kLongestTarget || parse_target(link).has_value(), "a link to a next page that is none");
}

// Requests parted by lines of "---": "METHOD ADDRESS", and behind that line the body.
void fuzz_service(std::string_view bytes) {
  static FreshService fresh;
  bool written = false;
  for (int requests = 0; !bytes.empty() && requests < 4; ++requests) {
    constexpr std::string_view kNext = "\n---\n";
    const auto end = std::min(bytes.find(kNext), bytes.size());
    auto each = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + kNext.size(), bytes.size()));
    const auto line = each.substr(0, each.find('\n'));
    each.remove_prefix(std::min(line.size() + 1, each.size()));
    auto& worker = fresh.worker();
    const auto blank = std::min(line.find(' '), line.size());
    auto target = parse_target(with_ids(line.substr(std::min(blank + 1, line.size())), *worker.service.shelf()));
    if (!target) continue;
    Request request;
    request.method = line.substr(0, blank);
    request.target = std::move(*target);
    request.host = "localhost";
    request.content_type = "application/json";
    request.authorization = std::string("Bearer ") + kToken;
    request.body = each;
    auto response = answer(request, worker, router());
    demand(response.status >= 200 && response.status < 600, "a status");
    demand(response.status != 500, "an answer of 500: something threw");
    for (std::string piece; response.more && response.more(piece);) piece.clear();
    written = written || (request.method == "POST" && (response.status == 201 || response.status == 200));
  }
  if (written) fresh.put_back();
}

}  // namespace demarche
