// Where countries stand: pairs, the world, the network, incidents, precedents, the briefing.
#include "api.h"
#include "brief.h"
#include "incidents/exports.h"
#include "precedents_request.h"

namespace demarche {
namespace {

// The two countries of a path.
struct Two {
  std::string a, b;
};
Two two_of(Parameters& parameters, const PathValues& values) {
  Two two{parameters.country(values[0]), parameters.country(values[1])};
  if (!two.a.empty() && two.a == two.b) parameters.wrong("countries", "both are the same");
  return two;
}

Date day_or_last(const std::optional<Date>& asked, const Worker& worker) {
  return asked ? *asked : worker.shelf->last_day.value_or(Date());
}

Response pairs(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  const auto name = parameters.text("country");
  const auto country = name.empty() ? name : parameters.country(name);
  const auto page = parameters.page(500, 50);
  if (const auto bad = parameters.problem()) return *bad;
  return listing(pairs_of(*worker.shelf, worker.service.works(), country, page), request);
}

Response pair(const Request& request, const PathValues& values, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  const auto two = two_of(parameters, values);
  const PairAsked asked{two.a, two.b, day_or_last(parameters.day("as_of"), worker), parameters.day("known_by")};
  if (const auto bad = parameters.problem()) return *bad;
  const auto ledger = worker.ledger();
  if (!ledger) return failure(ledger.error(), request);
  const auto json = pair_page(**ledger, *worker.shelf, worker.service.works(), asked);
  return json ? json_response(*json) : failure(json.error(), request);
}

Response series(const Request& request, const PathValues& values, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  const auto two = two_of(parameters, values);
  SeriesAsked asked;
  asked.a = two.a;
  asked.b = two.b;
  asked.step = parameters.named("step", step_named, "month");
  asked.measure = parameters.named("measure", measure_named, "goldstein");
  asked.directed = parameters.yes("directed");
  asked.include_claimed = parameters.yes("claimed");
  asked.from = parameters.day("from");
  asked.to = parameters.day("to");
  asked.known_by = parameters.day("known_by");
  if (asked.from && asked.to && *asked.to < *asked.from) parameters.wrong("to", "lies before from");
  if (const auto bad = parameters.problem()) return *bad;
  const auto ledger = worker.ledger();
  if (!ledger) return failure(ledger.error(), request);
  const auto json = series_page(**ledger, *worker.shelf, worker.service.works(), asked);
  return json ? json_response(*json) : problem(400, json.error().describe(), request.target.text);
}

Response expected(const Request& request, const PathValues& values, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  const auto two = two_of(parameters, values);
  const auto day = day_or_last(parameters.day("on"), worker);
  if (const auto bad = parameters.problem()) return *bad;
  const auto json = expected_page(*worker.shelf, worker.service.works(), two.a, two.b, day);
  return json ? json_response(*json) : problem(404, json.error().describe(), request.target.text);
}

Response world(const Request& request, const PathValues& values, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  const auto country = parameters.country(values[0]);
  const auto day = day_or_last(parameters.day("on"), worker);
  if (const auto bad = parameters.problem()) return *bad;
  return json_response(world_page(*worker.shelf, worker.service.works(), country, day));
}

Response network(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  NetworkAsked asked;
  asked.day = day_or_last(parameters.day("on"), worker);
  asked.ties.measure = parameters.named("measure", measure_named, "goldstein");
  asked.ties.half_life_days = parameters.real("half_life_days", 1, 100'000, 180);
  asked.ties.threshold = parameters.real("threshold", 0.1, 1e9, 5);
  asked.countries = parameters.parties("country");
  if (const auto bad = parameters.problem()) return *bad;
  return json_response(network_page(*worker.shelf, worker.service.works(), asked));
}

Response incidents(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  IncidentsAsked asked;
  asked.kind = parameters.text("kind");
  asked.parties = parameters.parties("party");
  asked.from = parameters.day("from");
  asked.to = parameters.day("to");
  asked.page = parameters.page(500, 50);
  if (const auto bad = parameters.problem()) return *bad;
  return listing(incidents_of(*worker.shelf, worker.service.works(), asked), request);
}

Response incident(const Request& request, const PathValues& values, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  const auto format = parameters.text("format");
  if (!format.empty() && format != "json" && format != "stix" && format != "misp")
    parameters.wrong("format", "json, stix or misp");
  if (const auto bad = parameters.problem()) return *bad;
  const auto* found = incident_of(*worker.shelf, values[0]);
  if (!found) return problem(404, "there is no such incident", request.target.text);
  const auto& works = worker.service.works();
  if (format == "stix") return respond(200, "application/stix+json", stix_of({found, 1}, works.world));
  if (format == "misp") return respond(200, kJson, misp_of({found, 1}, works.world));
  return json_response(incident_page(*worker.shelf, works, *found));
}

Response precedents_answer(const Request& request, const PathValues&, Worker& worker) {
  const auto& works = worker.service.works();
  Parameters parameters(request, works.world);
  PrecedentsAsked asked;
  asked.question = parameters.text("q");
  asked.what = parameters.text("what");
  asked.why = parameters.text("why");
  asked.by = parameters.text("by");
  asked.to = parameters.text("to");
  if (const auto from = parameters.text("from"); !from.empty()) asked.from = from;
  asked.before = parameters.text("before");
  asked.within_days = static_cast<int>(parameters.number("within_days", 0, 1'000'000, -1));
  const auto limit = static_cast<std::size_t>(parameters.number("limit", 1, 500, 100));
  for (const auto* part : {&asked.question, &asked.what, &asked.why, &asked.by, &asked.to})
    if (part->size() > 500) parameters.wrong("q, what, why, by, to", "longer than 500 bytes");
  if (const auto bad = parameters.problem()) return *bad;
  const auto query = precedents_asked(asked, works.words, works.world);
  if (!query) return problem(400, query.error().describe(), request.target.text);
  return json_response(precedents_page(*worker.shelf, works, *query, limit));
}

Response briefing(const Request& request, const PathValues& values, Worker& worker) {
  const auto& works = worker.service.works();
  Parameters parameters(request, works.world);
  const auto two = two_of(parameters, values);
  const auto day = day_or_last(parameters.day("as_of"), worker);
  const auto known_by = parameters.day("known_by");
  const auto format = parameters.text("format");
  if (!format.empty() && format != "json" && format != "text" && format != "markdown" && format != "html")
    parameters.wrong("format", "json, text, markdown or html");
  if (const auto bad = parameters.problem()) return *bad;
  const auto ledger = worker.ledger();
  if (!ledger) return failure(ledger.error(), request);
  const auto briefing_of_pair = brief_pair_from(**ledger, two.a, two.b, day, works.world, works.data, known_by);
  if (!briefing_of_pair) return failure(briefing_of_pair.error(), request);
  if (format == "text") return respond(200, "text/plain; charset=utf-8", as_text(*briefing_of_pair, 100));
  if (format == "markdown") return respond(200, "text/markdown; charset=utf-8", as_markdown(*briefing_of_pair));
  if (format != "html") return respond(200, kJson, as_json(*briefing_of_pair));
  auto page = respond(200, "text/html; charset=utf-8", as_html(*briefing_of_pair));
  // it brings its style along, and stands in a frame of our own pages
  page.headers.emplace_back("Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'");
  return page;
}

}  // namespace

std::vector<Route> relation_routes() {
  return {{"GET", "/api/v1/pairs", pairs},
          {"GET", "/api/v1/pair/{a}/{b}", pair},
          {"GET", "/api/v1/pair/{a}/{b}/series", series},
          {"GET", "/api/v1/pair/{a}/{b}/expected", expected},
          {"GET", "/api/v1/world/{country}", world},
          {"GET", "/api/v1/network", network},
          {"GET", "/api/v1/incidents", incidents},
          {"GET", "/api/v1/incidents/{id}", incident},
          {"GET", "/api/v1/precedents", precedents_answer},
          {"GET", "/api/v1/briefing/{a}/{b}", briefing}};
}

}  // namespace demarche
