// Texts that are coded, or added; events that people look over.
#include <ctime>

#include "api.h"
#include "audit_article.h"
#include "base/letters.h"
#include "briefing/phrases.h"
#include "records/records.h"
#include "relations/ladder.h"
#include "text/text.h"

namespace demarche {
namespace {

constexpr std::size_t kLongestText = 1u << 20;  // bytes
constexpr int kDeepest = 32;                    // of objects in a body

// The body as an object, or why it is none.
tl::expected<Json, Response> body_of(const Request& request) {
  const auto refuse = [&](int status, const std::string& why) {
    return tl::unexpected(problem(status, why, request.target.text));
  };
  const auto type = lower_ascii(request.content_type.substr(0, request.content_type.find(';')));
  if (type != "application/json") return refuse(415, "the body must be application/json");
  bool deep = false;
  const auto json = Json::parse(
      request.body,
      [&](int depth, Json::parse_event_t, Json&) {
        deep = deep || depth > kDeepest;
        return !deep;
      },
      false);
  if (deep) return refuse(400, "the body is nested too deep");
  if (json.is_discarded() || !json.is_object()) return refuse(400, "the body is no JSON object");
  return json;
}

struct Article {
  Document document;
  bool audit = true;
};

tl::expected<Article, Response> article_of(const Request& request) {
  const auto json = body_of(request);
  if (!json) return tl::unexpected(json.error());
  const auto refuse = [&](int status, const std::string& why) {
    return tl::unexpected(problem(status, why, request.target.text));
  };
  const auto text = [&](const char* key) -> std::optional<std::string> {
    const auto found = json->find(key);
    if (found == json->end() || found->is_null()) return std::string();
    return found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
  };
  for (const char* key : {"text", "title", "date", "source", "url", "id"}) {
    const auto value = text(key);
    if (!value) return refuse(400, std::string(key) + ": not a text");
    if (value->size() > (key == std::string_view("text") ? kLongestText : 2000))
      return refuse(key == std::string_view("text") ? 413 : 400, std::string(key) + ": too long");
  }
  for (const auto& [key, value] : json->items())
    if (key != "text" && key != "title" && key != "date" && key != "source" && key != "url" && key != "id" &&
        key != "audit")
      return refuse(400, key.substr(0, 40) + ": no such field here");
  const std::string day = *text("date");
  const auto date = Date::parse(day);
  if (!day.empty() && (!date || day.size() != 10)) return refuse(400, "date: not a day (YYYY-MM-DD)");
  Article article;
  const auto audit = json->find("audit");
  if (audit != json->end() && !audit->is_boolean()) return refuse(400, "audit: neither true nor false");
  article.audit = audit == json->end() || audit->get<bool>();
  auto document = document_of({*text("text"), *text("title"), *text("id"), *text("source"), *text("url"), date});
  if (!document) return refuse(400, "text: " + document.error().message);
  article.document = std::move(*document);
  return article;
}

Json findings_of(const Audit& audit) {
  const Json json = Json::parse(audit_json(audit));
  return {{"counts", json["counts"]}, {"findings", json["findings"]}};
}

void note_names(const std::vector<Mention>& mentions, const World& world, Json& names) {
  for (const auto& mention : mentions)
    for (const auto* id : {&mention.id, &mention.country})
      if (!id->empty()) names[*id] = world.name_of(*id);
}

Response code(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  if (const auto bad = parameters.problem()) return *bad;
  const auto article = article_of(request);
  if (!article) return article.error();
  const auto coder = worker.service.coder();
  if (!coder) return failure(coder.error(), request);
  const auto workspace = worker.workspace();
  if (!workspace) return failure(workspace.error(), request);
  CodeOptions options;
  options.explain = true;
  const auto& document = article->document;
  const auto coding = (*coder)->code(document, **workspace, options);
  std::vector<const Event*> events;
  std::vector<const Claim*> claims;
  for (const auto& event : coding.events) events.push_back(&event);
  for (const auto& claim : coding.claims) claims.push_back(&claim);
  const Parts parts(*worker.shelf, worker.service.works());
  Json names = Json::object();
  Json json = {{"marked", marked_text(document, events, claims)},
               {"sentences", sentences_of(**coder, document)},
               {"events", Json::array()},
               {"claims", Json::array()},
               {"rejections", Json::array()},
               {"audit", nullptr}};
  for (const auto& event : coding.events) {
    Json steps = Json::array();
    if (coding.explanation)
      for (const auto& each : coding.explanation->events)
        if (each.event == event.id) steps = each.steps;
    json["events"].push_back({{"told", parts.told_of(event)},
                              {"record", parsed(event)},
                              {"band", band_of(event.move)},
                              {"steps", std::move(steps)}});
    note_names(event.actors, parts.world(), names);
    note_names(event.recipients, parts.world(), names);
  }
  for (const auto& claim : coding.claims) {
    json["claims"].push_back(parsed(claim));
    note_names({claim.speaker}, parts.world(), names);
  }
  if (coding.explanation)
    for (const auto& each : coding.explanation->rejections)
      json["rejections"].push_back({{"sentence", each.sentence},
                                    {"in_title", each.in_title},
                                    {"words", each.words},
                                    {"rule", each.rule},
                                    {"why", each.why}});
  if (article->audit) {
    const auto ledger = worker.ledger();
    if (!ledger) return failure(ledger.error(), request);
    ArticleAuditor auditor(**coder, worker.service.audit_words(), **ledger, worker.shelf->moves);
    const auto audited = auditor.audit(
        document, **workspace, [&](const AuditedArticle&, const Audit& audit) { json["audit"] = findings_of(audit); });
    if (!audited) return failure(audited.error(), request);
  }
  json["names"] = std::move(names);
  json["coder"] = (*coder)->version();
  return json_response(json);
}

Response add(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  if (const auto bad = parameters.problem()) return *bad;
  const auto article = article_of(request);
  if (!article) return article.error();
  const auto coding = worker.code(article->document);
  if (!coding) return failure(coding.error(), request);
  Added added = Added::fresh;
  const auto done = worker.service.write([&](Ledger& ledger) -> Result<void> {
    const auto put = ledger.add(article->document, *coding);
    if (!put) return tl::unexpected(put.error());
    added = *put;
    return {};
  });
  if (!done) return failure(done.error(), request);
  static constexpr const char* kAdded[] = {"fresh", "unchanged", "replaced"};
  return json_response({{"id", article->document.id},
                        {"added", kAdded[static_cast<int>(added)]},
                        {"events", coding->events.size()},
                        {"claims", coding->claims.size()}},
                       added == Added::unchanged ? 200 : 201);
}

std::string now_text() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

Response review(const Request& request, const PathValues& values, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  if (const auto bad = parameters.problem()) return *bad;
  const auto body = body_of(request);
  if (!body) return body.error();
  const auto text = [&](const char* key) {
    const auto found = body->find(key);
    return found != body->end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto decision = decision_named(text("decision"));
  const auto who = text("who");
  if (!decision) return problem(400, "decision: accept, correct or reject", request.target.text);
  if (who.empty() || who.size() > 200) return problem(400, "who: the reviewer's name is needed", request.target.text);
  // what was corrected before is looked up by what the program coded
  const auto* before = worker.shelf->correction(values[0]);
  const auto* event = before ? &before->machine : worker.shelf->event(values[0]);
  if (!event) return problem(404, "there is no such event", request.target.text);
  const auto patch = body->find("event");
  const auto correction =
      correction_of(*event, *decision, who, now_text(), patch == body->end() ? Json() : *patch, worker.service.works());
  if (!correction) return problem(400, correction.error().describe(), request.target.text);
  const auto done = worker.service.write([&](Ledger& ledger) { return ledger.correct(*correction); });
  return done ? json_response(json_of(*correction)) : failure(done.error(), request);
}

Response review_queue(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  ReviewAsked asked;
  const auto state = parameters.text("state");
  if (!state.empty() && state != "open" && state != "done") parameters.wrong("state", "open or done");
  asked.done = state == "done";
  asked.parties = parameters.parties("party");
  asked.type = parameters.text("type");
  asked.page = parameters.page(500, 50);
  if (const auto bad = parameters.problem()) return *bad;
  return listing(review_page(*worker.shelf, worker.service.works(), asked), request);
}

Response corrections(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  const auto page = parameters.page(500, 50);
  if (const auto bad = parameters.problem()) return *bad;
  return listing(corrections_page(*worker.shelf, page), request);
}

Response corrections_jsonl(const Request& request, const PathValues&, Worker& worker) {
  Parameters parameters(request, worker.service.works().world);
  if (const auto bad = parameters.problem()) return *bad;
  auto response = respond(200, "application/jsonl", labelled_data(*worker.shelf));
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"corrections.jsonl\"");
  return response;
}

}  // namespace

std::vector<Route> coding_routes() {
  return {{"POST", "/api/v1/code", code, false},
          {"POST", "/api/v1/documents", add, false, true},
          {"POST", "/api/v1/events/{id}/review", review, false, true},
          {"GET", "/api/v1/review", review_queue},
          {"GET", "/api/v1/corrections", corrections},
          {"GET", "/api/v1/corrections.jsonl", corrections_jsonl}};
}

}  // namespace demarche
