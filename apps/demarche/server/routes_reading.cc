// What was told: today, events, acts, documents, sentences, actors.
#include "api.h"
#include "base/content_hash.h"
#include "records/records.h"

namespace demarche {
namespace {

Response today(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  TodayAsked asked;
  asked.to = parameters.day("to");
  if (const auto day = parameters.day("day"); day && !asked.to) asked.to = day;
  asked.from = parameters.day("from");
  asked.days = static_cast<int>(parameters.number("days", 1, 3660, 7));
  asked.parties = parameters.parties("country");
  asked.type = parameters.text("type");
  asked.context = parameters.text("context");
  asked.sort = parameters.named("sort", today_sort_named, "weight");
  asked.page = parameters.page(500, 50);
  if (asked.from && asked.to && *asked.to < *asked.from) parameters.wrong("to", "lies before from");
  if (const auto bad = parameters.problem()) return *bad;
  return listing(today_of(*worker.shelf, worker.service.works(), asked), request);
}

EventsAsked events_asked(Parameters& parameters, bool whole) {
  EventsAsked asked;
  asked.parties = parameters.parties("party");
  asked.type = parameters.text("type");
  asked.mode = parameters.text("mode");
  asked.context = parameters.text("context");
  asked.cameo = parameters.text("cameo");
  asked.document = parameters.text("document");
  asked.from = parameters.day("from");
  asked.to = parameters.day("to");
  asked.known_by = parameters.day("known_by");
  asked.standing = parameters.named("status", standing_named, "all");
  asked.moves_only = parameters.yes("moves");
  asked.min_score = parameters.real("min_score", 0, 1, 0);
  const auto order = parameters.text("order");
  if (!order.empty() && order != "newest" && order != "oldest") parameters.wrong("order", "newest or oldest");
  asked.oldest_first = order == "oldest";
  if (whole) return asked;
  const auto page = parameters.page(500, 50);
  asked.limit = page.limit;
  asked.after = page.after;
  return asked;
}

Response events(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  const auto asked = events_asked(parameters, false);
  if (const auto bad = parameters.problem()) return *bad;
  const auto json = events_of(*worker.shelf, worker.service.works(), asked);
  if (!json) return problem(400, json.error().describe(), request.target.text);
  return listing(*json, request);
}

// All that fit, piece by piece: `line_of` writes an event, `head` stands before them.
Response download(const Request& request, Worker& worker, const char* type, const char* name, std::string head,
                  std::string (*line_of)(const Event&)) {
  Parameters parameters(request, worker.service.works().world);
  const auto asked = events_asked(parameters, true);
  if (const auto bad = parameters.problem()) return *bad;
  constexpr std::size_t kPiece = 256 * 1024;  // bytes
  Response response;
  response.type = type;
  response.headers = {
      {"Content-Disposition", std::string("attachment; filename=\"") + name + "\""},
      {"ETag", '"' +
                   hex_id(content_hash({worker.service.ledger_address(), std::to_string(worker.service.revision()),
                                        std::to_string(worker.service.begun()), request.target.text})) +
                   '"'},
      {"Cache-Control", "no-cache"}};
  if (request.if_none_match.find(response.headers[1].second) != std::string::npos) {
    response.status = 304;
    response.type.clear();
    return response;
  }
  response.more = [shelf = worker.shelf, found = events_that_fit(*worker.shelf, asked), at = std::size_t{0},
                   head = std::move(head), line_of](std::string& piece) mutable {
    piece += std::exchange(head, {});
    while (at < found.size() && piece.size() < kPiece) piece += line_of(*found[at++]);
    return at < found.size();
  };
  return response;
}

Response events_csv(const Request& request, const PathValues&, Worker& worker) {
  return download(request, worker, "text/csv; charset=utf-8", "events.csv", event_csv_header() + "\n",
                  [](const Event& event) { return csv_of(event) + "\n"; });
}

Response events_jsonl(const Request& request, const PathValues&, Worker& worker) {
  return download(request, worker, "application/jsonl", "events.jsonl", "",
                  [](const Event& event) { return json_of(event) + "\n"; });
}

Response no_such(const Request& request, const char* what) {
  return problem(404, std::string("there is no such ") + what, request.target.text);
}

Response event(const Request& request, const PathValues& values, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  if (const auto bad = parameters.problem()) return *bad;
  auto json = event_page(*worker.shelf, worker.service.works(), values[0]);
  if (!json) return no_such(request, "event");
  // how it was coded: the coder of today is asked, where it comes to the same event
  const auto* found = worker.shelf->event(values[0]);
  const auto ledger = worker.ledger();
  if (!ledger) return failure(ledger.error(), request);
  const auto document = (*ledger)->document(found->document);
  if (!document) return failure(document.error(), request);
  if (*document) {
    CodeOptions options;
    options.explain = true;
    const auto coding = worker.code(**document, options);
    if (!coding) return failure(coding.error(), request);
    if (coding->explanation)
      for (const auto& each : coding->explanation->events)
        if (each.event == values[0]) (*json)["steps"] = each.steps;
  }
  return json_response(*json);
}

Response act(const Request& request, const PathValues& values, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  if (const auto bad = parameters.problem()) return *bad;
  const auto json = act_page(*worker.shelf, worker.service.works(), values[0]);
  return json ? json_response(*json) : no_such(request, "act");
}

Response documents(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  DocumentsAsked asked;
  asked.words = parameters.text("q");
  asked.from = parameters.day("from");
  asked.to = parameters.day("to");
  asked.page = parameters.page(500, 50);
  if (const auto bad = parameters.problem()) return *bad;
  return listing(documents_of(*worker.shelf, worker.service.works(), asked), request);
}

Response document(const Request& request, const PathValues& values, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  if (const auto bad = parameters.problem()) return *bad;
  const auto ledger = worker.ledger();
  if (!ledger) return failure(ledger.error(), request);
  auto json = document_page(**ledger, *worker.shelf, worker.service.works(), values[0]);
  if (!json) return failure(json.error(), request);
  if (!*json) return no_such(request, "document");
  if ((**json)["has_text"].get<bool>()) {
    const auto text = (*ledger)->document(values[0]);
    const auto coder = worker.service.coder();
    if (!text) return failure(text.error(), request);
    if (!coder) return failure(coder.error(), request);
    if (*text) (**json)["sentences"] = sentences_of(**coder, **text);
  }
  return json_response(**json);
}

Response actors(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  const auto name = parameters.text("name");
  const auto on = parameters.day("on");
  if (name.empty() || name.size() > 200) parameters.wrong("name", "a name of 1 to 200 bytes is needed");
  if (const auto bad = parameters.problem()) return *bad;
  const auto json = actor_page(*worker.shelf, worker.service.works(), name, on);
  return json ? json_response(*json) : no_such(request, "actor: nobody the world knows by that name");
}

Response search(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  const auto words = parameters.text("q");
  const auto limit = static_cast<std::size_t>(parameters.number("limit", 1, 200, 50));
  if (words.empty() || words.size() > 500) parameters.wrong("q", "1 to 500 bytes of words are needed");
  if (const auto bad = parameters.problem()) return *bad;
  const auto ledger = worker.ledger();
  if (!ledger) return failure(ledger.error(), request);
  const auto json = search_page(**ledger, *worker.shelf, worker.service.works(), words, limit);
  return json ? json_response(*json) : failure(json.error(), request);
}

Response rows(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  RowsAsked asked;
  asked.query.a = parameters.country(parameters.text("a"));
  asked.query.b = parameters.country(parameters.text("b"));
  asked.query.from = parameters.day("from");
  asked.query.to = parameters.day("to");
  asked.query.type = parameters.text("type");
  asked.page = parameters.page(500, 50);
  if (const auto bad = parameters.problem()) {
    auto response = *bad;
    return response.status == 404 ? problem(400, "a, b: two countries are needed", request.target.text) : response;
  }
  const auto ledger = worker.ledger();
  if (!ledger) return failure(ledger.error(), request);
  const auto json = rows_page(**ledger, worker.service.works(), asked);
  if (!json) return problem(400, json.error().describe(), request.target.text);
  return listing(*json, request);
}

}  // namespace

Json sentences_of(const CodingPipeline& coder, const Document& document) {
  Json list = Json::array();
  coder.reader().split(document, [&](std::span<Sentence> sentences, std::size_t first) {
    for (const auto& sentence : sentences) {
      const auto& field = sentence.in_title ? document.title : document.text;
      list.push_back({{"index", first++},
                      {"in_title", sentence.in_title},
                      {"begin", sentence.begin},
                      {"end", sentence.end},
                      {"text", field.substr(sentence.begin, sentence.end - sentence.begin)}});
    }
  });
  return list;
}

std::vector<Route> reading_routes() {
  return {{"GET", "/api/v1/today", today},
          {"GET", "/api/v1/events", events},
          {"GET", "/api/v1/events.csv", events_csv, false},
          {"GET", "/api/v1/events.jsonl", events_jsonl, false},
          {"GET", "/api/v1/events/{id}", event},
          {"GET", "/api/v1/acts/{id}", act},
          {"GET", "/api/v1/documents", documents},
          {"GET", "/api/v1/documents/{id}", document},
          {"GET", "/api/v1/actors", actors},
          {"GET", "/api/v1/search", search},
          {"GET", "/api/v1/rows", rows}};
}

}  // namespace demarche
