#include "feeds/feed_state.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json_number.h"
#include "base/text_file.h"

namespace demarche {

using Json = nlohmann::json;

namespace {

constexpr std::int64_t kMostFailures = 1000;  // in a row; pauses grow no more long before

}  // namespace

Result<WatchState> load_watch_state(const std::filesystem::path& path) {
  WatchState state;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return state;
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  const Json json = Json::parse(*bytes, nullptr, false);
  if (!json.is_object()) return fail("is no state of watched feeds; remove it to begin anew", path.string());
  try {
    for (const auto& [address, value] : json.at("feeds").items()) {
      auto& feed = state.feeds[address];
      feed.validators = {value.at("etag").get<std::string>(), value.at("last_modified").get<std::string>()};
      feed.due = whole_number<std::int64_t>(value.at("due"));
      feed.failures = static_cast<int>(
          std::clamp<std::int64_t>(whole_number<std::int64_t>(value.at("failures")), 0, kMostFailures));
      feed.taken = value.at("taken").get<std::deque<std::string>>();
    }
    state.files = json.at("files").get<std::map<std::string, std::string>>();
  } catch (const Json::exception& broken) {
    return fail("is no state of watched feeds; remove it to begin anew", path.string(), 0, 0, broken.what());
  }
  return state;
}

Result<void> save_watch_state(const std::filesystem::path& path, const WatchState& state) {
  Json json = {{"feeds", Json::object()}, {"files", state.files}};
  for (const auto& [address, feed] : state.feeds)
    json["feeds"][address] = {{"etag", feed.validators.etag},
                              {"last_modified", feed.validators.last_modified},
                              {"due", feed.due},
                              {"failures", feed.failures},
                              {"taken", feed.taken}};
  return write_file(path, json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace demarche
