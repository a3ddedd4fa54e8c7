// Following feeds and folders: what is new since the last look, as documents.
//
// Feeds of different hosts are fetched side by side, those of one host one behind the other with a pause between. A
// feed that fails is asked less and less often; one that says when to come back is heard. What has been taken is known
// by its content, so an item that was changed comes again and takes the place of the document that it was.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <string>

#include "base/result.h"
#include "feeds/feed_state.h"
#include "feeds/fetch.h"
#include "feeds/following.h"
#include "model/document.h"
#include "text/text.h"

namespace demarche {

struct WatchOptions {
  FetchLimits limits;
  std::chrono::milliseconds pause{2000};  // between two requests to one host
  unsigned hosts = 8;                     // asked side by side
  int longest_wait = 24 * 60;             // minutes between two looks at a feed that fails
};

// What one look at a feed or folder brought.
struct Look {
  std::string name;  // of the feed or folder
  std::size_t fresh = 0, known = 0, left_out = 0;
  std::map<std::string, std::size_t> other_languages;  // left aside, by ISO 639-1
  bool unchanged = false;                              // the server says that nothing changed
};

struct WatchEvents {
  std::function<bool(Document)> take;       // each new document; false: it could not be kept, end
  std::function<void(const Look&)> looked;  // after each feed or folder
  TakeProblem problem;
  const std::atomic<bool>* stop = nullptr;  // set: end soon; null: never
};

// Looks once at all that is due at `now` (seconds since 1970). `take`, `looked` and `problem` are called on the calling
// thread. The state is up to date after each feed whose documents were all taken. False: `take` or `stop` ended it.
bool look_round(const Following& following, WatchState& state, std::int64_t now, const WatchOptions& options,
                const WatchEvents& events);

// When the next feed is due, seconds since 1970; folders are due a minute from `now`.
std::int64_t next_look(const Following& following, const WatchState& state, std::int64_t now);

}  // namespace demarche
