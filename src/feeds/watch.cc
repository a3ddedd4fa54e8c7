#include "feeds/watch.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include "base/content_hash.h"
#include "base/lines.h"
#include "text/charset.h"
#include "text/feed.h"
#include "text/html.h"
#include "text/language.h"
#include "text/utf8.h"

namespace demarche {
namespace {

constexpr int kFolderSeconds = 60;
constexpr std::chrono::seconds kLongestWish = std::chrono::hours(24 * 31);  // for which a server may send us away
constexpr std::chrono::seconds kSettled{2};  // a file younger than this may still be being written

std::string key_of(const FeedItem& item) {
  return hex_id(content_hash({item.id, item.link, item.title, item.content}));
}

// A host is asked again only after a pause. One for each host, used by one thread.
class Polite {
 public:
  Polite(std::chrono::milliseconds pause, const std::atomic<bool>* stop) : pause_(pause), stop_(stop) {}

  bool wait() {  // false: stopped
    const auto until = last_ + pause_;
    while (last_.time_since_epoch().count() != 0 && std::chrono::steady_clock::now() < until) {
      if (stop_ && *stop_) return false;
      std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(
          std::chrono::milliseconds(100), until - std::chrono::steady_clock::now()));
    }
    last_ = std::chrono::steady_clock::now();
    return !(stop_ && *stop_);
  }

 private:
  std::chrono::milliseconds pause_;
  const std::atomic<bool>* stop_;
  std::chrono::steady_clock::time_point last_{};
};

// One look at one feed, made on a thread of its host: documents and what to remember, nothing shared.
struct Visit {
  const FollowedFeed* feed = nullptr;
  Look look;
  FeedState state;  // after the look, if all documents are taken
  std::vector<Document> documents;
  std::vector<Error> problems;
};

class Visitor {
 public:
  Visitor(const WatchOptions& options, const WatchEvents& events, std::int64_t now)
      : options_(options),
        stop_(events.stop),
        now_(now),
        fetcher_(options.limits),
        polite_(options.pause, events.stop) {}

  std::optional<Visit> visit(const FollowedFeed& feed, const FeedState& before) {
    Visit visit{&feed, {feed.name.empty() ? feed.address : feed.name, 0, 0, 0, {}, false}, before, {}, {}};
    public_only_ = !is_private_host(host_of(feed.address));
    if (!polite_.wait()) return {};
    auto fetched = fetcher_.get(feed.address, before.validators, public_only_);
    if (!fetched) return failed(std::move(visit), fetched.error(), {});
    if (fetched->status == 304) {
      visit.look.unchanged = true;
      return done(std::move(visit));
    }
    if (fetched->status != 200)
      return failed(std::move(visit),
                    {"answers with status " + std::to_string(fetched->status), feed.address, 0, 0, {}},
                    fetched->retry_after);
    if (fetched->moved_for_good)
      visit.problems.push_back({"has moved for good to " + fetched->address, feed.address, 0, 0, {}});
    auto read = read_feed(std::move(fetched->body), fetched->charset, feed.address);
    if (!read) return failed(std::move(visit), read.error(), {});
    if (!feed.name.empty()) read->title = feed.name;
    visit.look.left_out = read->left_out;
    // of an answer that broke off the last item is not whole: the next look asks for all of it again
    if (read->cut)
      read->items.pop_back();
    else
      visit.state.validators = fetched->validators;
    const std::set<std::string> taken(before.taken.begin(), before.taken.end());
    for (const auto& item : read->items) {
      if (stop_ && *stop_) return {};
      const auto key = key_of(item);
      if (taken.contains(key)) {
        ++visit.look.known;
        continue;
      }
      take(item, *read, fetched->address, visit);
      visit.state.taken.push_back(key);
    }
    while (visit.state.taken.size() > kMostTaken) visit.state.taken.pop_front();
    return done(std::move(visit));
  }

 private:
  void take(const FeedItem& item, const Feed& read, const std::string& address, Visit& visit) {
    auto document = document_of(item, read);
    if (const auto link = resolved(item.link, address); !item.link.empty() && !link.empty())
      document.id = document.url = link;
    if (visit.feed->articles && !document.url.empty()) read_article(document, visit);
    document.repaired_bytes = sanitize(document);
    auto language = other_language(document.text);
    if (language.empty() && language_of(document.text).empty() && document.language != "en")
      language = document.language;  // too short to tell: as the feed says
    if (!language.empty())
      ++visit.look.other_languages[language];
    else
      visit.documents.push_back(std::move(document));
  }

  // The page in place of what the feed told; where it cannot be had the feed's own text stays.
  void read_article(Document& document, Visit& visit) {
    if (!polite_.wait()) return;
    auto page = fetcher_.get(document.url, {}, public_only_);
    if (!page) return visit.problems.push_back(page.error());
    if (page->status != 200)
      return visit.problems.push_back({"answers with status " + std::to_string(page->status), document.url, 0, 0, {}});
    if (page->content_type.find("html") == std::string::npos) return;
    const auto charset = page->charset.empty() ? charset_named_in(page->body) : page->charset;
    auto article = read_html(to_utf8(std::move(page->body), charset));
    if (article.text.size() <= document.text.size()) return;  // a wall or an empty shell
    document.text = std::move(article.text);
    document.paragraphs = std::move(article.paragraphs);
    if (document.title.empty()) document.title = article.title;
    if (!document.date) document.date = article.date;
    if (document.language.empty()) document.language = article.language;
  }

  Visit done(Visit visit) const {
    visit.state.failures = 0;
    visit.state.due = now_ + visit.feed->every * 60;
    return visit;
  }

  Visit failed(Visit visit, Error error, std::optional<std::chrono::seconds> retry_after) const {
    ++visit.look.left_out;
    visit.state.failures = std::min(visit.state.failures, 1000) + 1;
    const std::int64_t minutes =
        std::min<std::int64_t>(std::int64_t{visit.feed->every} << std::min(visit.state.failures, 20),
                               std::max(options_.longest_wait, visit.feed->every));
    const auto wished = std::min(retry_after.value_or(std::chrono::seconds(0)), kLongestWish);
    visit.state.due = now_ + std::max<std::int64_t>(minutes * 60, wished.count());
    error.message = one_line(error.message);
    visit.problems.push_back(std::move(error));
    return visit;
  }

  const WatchOptions& options_;
  const std::atomic<bool>* const stop_;
  const std::int64_t now_;
  Fetcher fetcher_;
  Polite polite_;
  bool public_only_ = false;
};

// Visits made by several threads, handed over to one; at most a few wait, so memory is bounded.
class Visits {
 public:
  void add(Visit visit) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return waiting_.size() < 4 || ended_; });
    if (ended_) return;
    waiting_.push_back(std::move(visit));
    some_.notify_one();
  }
  void one_less() {
    const std::lock_guard lock(mutex_);
    --visitors_;
    some_.notify_one();
  }
  std::optional<Visit> next() {  // nothing: all visitors are done
    std::unique_lock lock(mutex_);
    some_.wait(lock, [&] { return !waiting_.empty() || visitors_ == 0; });
    if (waiting_.empty()) return {};
    auto visit = std::move(waiting_.front());
    waiting_.pop_front();
    room_.notify_one();
    return visit;
  }
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    room_.notify_all();
  }
  bool ended() {
    const std::lock_guard lock(mutex_);
    return ended_;
  }
  explicit Visits(unsigned visitors) : visitors_(visitors) {}

 private:
  std::mutex mutex_;
  std::condition_variable room_, some_;
  std::deque<Visit> waiting_;
  unsigned visitors_;
  bool ended_ = false;
};

bool look_at_feeds(const Following& following, WatchState& state, std::int64_t now, const WatchOptions& options,
                   const WatchEvents& events) {
  std::map<std::string, std::vector<std::pair<const FollowedFeed*, FeedState>>> hosts;
  for (const auto& feed : following.feeds)
    if (const auto& known = state.feeds[feed.address]; known.due <= now)
      hosts[host_of(feed.address)].push_back({&feed, known});
  if (hosts.empty()) return true;
  std::vector<const std::vector<std::pair<const FollowedFeed*, FeedState>>*> work;
  for (const auto& [host, feeds] : hosts) work.push_back(&feeds);
  const unsigned threads = std::min<unsigned>(std::max(1u, options.hosts), static_cast<unsigned>(work.size()));
  Visits visits(threads);
  std::atomic<std::size_t> at{0};
  std::vector<std::thread> visitors;
  for (unsigned t = 0; t < threads; ++t)
    visitors.emplace_back([&] {
      for (std::size_t host = at++; host < work.size() && !visits.ended(); host = at++) {
        Visitor visitor(options, events, now);
        for (const auto& [feed, known] : *work[host]) {
          auto visit = visitor.visit(*feed, known);
          if (!visit || visits.ended()) break;
          visits.add(std::move(*visit));
        }
      }
      visits.one_less();
    });
  bool going = true;
  while (auto visit = visits.next()) {
    if (!going) continue;
    for (const auto& error : visit->problems) events.problem(error);
    for (auto& document : visit->documents) {
      going = going && events.take(std::move(document)) && !(events.stop && *events.stop);
      visit->look.fresh += going;
    }
    if (going) {
      state.feeds[visit->feed->address] = std::move(visit->state);
      events.looked(visit->look);
    } else {
      visits.end();
    }
  }
  for (auto& visitor : visitors) visitor.join();
  return going && !(events.stop && *events.stop);
}

bool look_at_folder(const FollowedFolder& folder, WatchState& state, const WatchEvents& events) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path, error))
    if (entry.is_regular_file(error) && !entry.path().filename().string().starts_with('.'))
      files.push_back(entry.path());
  if (error) {
    events.problem({"cannot be read: " + error.message(), folder.path.string(), 0, 0, {}});
    return true;
  }
  std::sort(files.begin(), files.end());
  Look look{folder.name.empty() ? folder.path.string() : folder.name, 0, 0, 0, {}, false};
  for (const auto& path : files) {
    const auto changed = std::filesystem::last_write_time(path, error);
    const auto size = std::filesystem::file_size(path, error);
    if (error || std::filesystem::file_time_type::clock::now() - changed < kSettled) continue;
    const auto stamp = std::to_string(size) + " " + std::to_string(changed.time_since_epoch().count());
    auto& known = state.files[path.string()];
    if (known == stamp) {
      ++look.known;
      continue;
    }
    bool going = true;
    const auto read = read_documents(
        path, {},
        [&](Document document) {
          if (document.source.empty()) document.source = folder.name;
          going = events.take(std::move(document)) && !(events.stop && *events.stop);
          look.fresh += going;
          return going;
        },
        events.problem);
    if (!going) return false;
    look.left_out += read.left_out;
    for (const auto& [language, documents] : read.other_languages) look.other_languages[language] += documents;
    known = stamp;
  }
  if (look.fresh + look.left_out + look.other_languages.size() > 0) events.looked(look);
  return true;
}

}  // namespace

bool look_round(const Following& following, WatchState& state, std::int64_t now, const WatchOptions& options,
                const WatchEvents& events) {
  for (const auto& folder : following.folders)
    if (!look_at_folder(folder, state, events)) return false;
  return look_at_feeds(following, state, now, options, events);
}

std::int64_t next_look(const Following& following, const WatchState& state, std::int64_t now) {
  std::int64_t next = following.folders.empty() ? now + 24 * 60 * 60 : now + kFolderSeconds;
  for (const auto& feed : following.feeds) {
    const auto known = state.feeds.find(feed.address);
    next = std::min(next, known == state.feeds.end() ? now : known->second.due);
  }
  return std::max(next, now);
}

}  // namespace demarche
