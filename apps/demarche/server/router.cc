#include "router.h"

#include <algorithm>

#include "base/stanza_file.h"

namespace demarche {

Router::Router(std::vector<Route> routes) {
  for (auto& route : routes) {
    auto segments = list_of(route.pattern, '/');
    for (auto& segment : segments)
      if (segment.starts_with('{')) segment.clear();
    entries_.push_back({std::move(route), std::move(segments)});
  }
}

Router::Found Router::find(const std::string& method, const std::vector<std::string>& path) const {
  Found found;
  const std::string wanted = method == "HEAD" ? "GET" : method;
  for (const auto& entry : entries_) {
    if (entry.segments.size() != path.size()) continue;
    PathValues values;
    bool fits = true;
    for (std::size_t i = 0; i < path.size() && fits; ++i) {
      if (entry.segments[i].empty())
        values.push_back(path[i]);
      else
        fits = entry.segments[i] == path[i];
    }
    if (!fits || std::find(values.begin(), values.end(), "") != values.end()) continue;
    found.methods += (found.methods.empty() ? "" : ", ") + entry.route.method;
    if (entry.route.method == "GET") found.methods += ", HEAD";
    if (entry.route.method == wanted && !found.route) {
      found.route = &entry.route;
      found.values = std::move(values);
    }
  }
  if (!found.methods.empty()) found.methods += ", OPTIONS";
  return found;
}

}  // namespace demarche
