// What is known of the feeds and folders followed, kept between runs: when to look again, what has been taken.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <string>

#include "base/result.h"
#include "feeds/fetch.h"

namespace demarche {

struct FeedState {
  Validators validators;
  std::int64_t due = 0;           // seconds since 1970; 0: at once
  int failures = 0;               // one behind the other
  std::deque<std::string> taken;  // hashes of items with their content, oldest first, at most kMostTaken
  bool operator==(const FeedState&) const = default;
};

inline constexpr std::size_t kMostTaken = 20'000;

struct WatchState {
  std::map<std::string, FeedState> feeds;    // by address
  std::map<std::string, std::string> files;  // of folders: path -> size and time of change
};

// One JSON file, written whole. No file: nothing is known. Fails on one that cannot be read.
Result<WatchState> load_watch_state(const std::filesystem::path& path);
Result<void> save_watch_state(const std::filesystem::path& path, const WatchState& state);

}  // namespace demarche
