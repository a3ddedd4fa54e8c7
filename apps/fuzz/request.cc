// Any bytes as the target of a request: what is read is refused, or routed, and its parameters read.
#include <cstdio>
#include <cstdlib>

#include "server/api.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace demarche;
  static const auto world = World::load(DEMARCHE_SOURCE_DIR "/knowledge/world");
  static const Router router(api_routes());
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto target = parse_target(text);
  if (!target) return 0;
  const auto demand = [&](bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
  };
  for (const auto& segment : target->path) {
    demand(segment != "." && segment != ".." && segment.find('\0') == std::string::npos,
           "a segment that leaves its place");
    if (segment.empty()) continue;
    const auto again = parse_target("/" + url_escaped(segment));
    demand(again && again->path == std::vector<std::string>{segment}, "an escaped segment does not come back");
  }
  router.find("GET", target->path);
  router.find("POST", target->path);
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
  return 0;
}
