// The service itself: what it serves, how it fares, what is new.
#include <fmt/format.h>

#include "api.h"

namespace demarche {
namespace {

Response index(const Request& request, const PathValues&, Worker& worker) {
  auto& service = worker.service;
  Parameters parameters(request, service.works().world);
  if (const auto bad = parameters.problem()) return *bad;
  const Json of_shelf = index_of(*worker.shelf, service.works());
  const auto* coder = service.coder_if_loaded();
  Json json = {{"name", "demarche"},
               {"version", DEMARCHE_VERSION},
               {"coder", coder ? Json(coder->version()) : Json()},
               {"read_only", service.guard().read_only},
               {"ledger", of_shelf["ledger"]},
               {"vocabulary", of_shelf["vocabulary"]}};
  json["ledger"]["version"] = std::to_string(service.revision());
  return json_response(json);
}

Response openapi(const Request&, const PathValues&, Worker& worker) {
  return respond(200, kJson, worker.service.api_description());
}

Response countries(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  if (const auto bad = parameters.problem()) return *bad;
  return json_response(countries_of(*worker.shelf, worker.service.works()));
}

Response health(const Request& request, const PathValues&, Worker& worker) {
  const auto ledger = worker.ledger();
  if (!ledger) return failure(ledger.error(), request);
  const auto months = (*ledger)->coverage();  // a question that is quick and needs the store
  if (!months) return failure(months.error(), request);
  const auto version = std::to_string(worker.service.revision());
  return json_response({{"status", "ok"},
                        {"ledger_version", version},
                        {"uptime_seconds", worker.service.uptime()},
                        {"snapshot_version", version}});
}

Response metrics(const Request&, const PathValues&, Worker& worker) {
  auto& service = worker.service;
  const auto counts = service.server ? service.server->counts() : HttpCounts{};
  std::string text;
  const auto tell = [&](const char* name, const char* kind, const char* help, auto value) {
    text +=
        fmt::format("# HELP demarche_{0} {1}\n# TYPE demarche_{0} {2}\ndemarche_{0} {3}\n", name, help, kind, value);
  };
  tell("requests_total", "counter", "Requests that reached a handler.", counts.requests);
  tell("refused_total", "counter", "Connections and requests that were refused before.", counts.refused);
  text += "# HELP demarche_responses_total Answers by class of status.\n# TYPE demarche_responses_total counter\n";
  for (int i = 1; i <= 5; ++i)
    text += fmt::format("demarche_responses_total{{class=\"{}xx\"}} {}\n", i, counts.by_class[i]);
  tell("connections", "gauge", "Open connections.", counts.connections);
  tell("feeds", "gauge", "Open event feeds.", counts.feeds);
  tell("cache_hits_total", "counter", "Answers that were kept.", service.cache().hits());
  tell("cache_bytes", "gauge", "Bytes of kept answers.", service.cache().bytes());
  tell("ledger_documents", "gauge", "Documents of the ledger.", worker.shelf->documents.size());
  tell("ledger_events", "gauge", "Events of the ledger.", worker.shelf->events.size());
  tell("ledger_claims", "gauge", "Claims of the ledger.", worker.shelf->claims.size());
  tell("ledger_rows", "gauge", "Rows of others' event data.", worker.shelf->row_count);
  tell("uptime_seconds", "gauge", "Since the server began.", service.uptime());
  return respond(200, "text/plain; version=0.0.4; charset=utf-8", std::move(text));
}

Response stream(const Request&, const PathValues&, Worker& worker) {
  const auto version = std::to_string(worker.service.revision());
  const Json hello = {{"version", version},
                      {"documents", worker.shelf->documents.size()},
                      {"events", worker.shelf->events.size()},
                      {"claims", worker.shelf->claims.size()}};
  auto response = respond(200, "text/event-stream",
                          "retry: 5000\nid: " + version + "\nevent: hello\ndata: " + hello.dump() + "\n\n");
  response.feed = true;
  return response;
}

}  // namespace

std::vector<Route> service_routes() {
  return {{"GET", "/api/v1", index},
          {"GET", "/api/v1/openapi.json", openapi},
          {"GET", "/api/v1/countries", countries},
          {"GET", "/api/v1/health", health, false},
          {"GET", "/api/v1/metrics", metrics, false},
          {"GET", "/api/v1/stream", stream, false}};
}

}  // namespace demarche
