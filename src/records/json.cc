// Records as JSON and back. The order of fields is that of docs/records.md; what is empty is left out, so what is
// absent is empty.
#include <simdjson.h>

#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "records/records.h"
#include "records/score.h"

namespace demarche {
namespace {

using Json = nlohmann::ordered_json;

template <class Text>
void put(Json& json, const char* key, const Text& value) {
  if (!value.empty()) json[key] = value;
}

void put(Json& json, const char* key, const std::optional<Content>& content) {
  if (content) json[key] = {{"text", content->text}, {"begin", content->span.begin}, {"end", content->span.end}};
}

std::string text_of(std::string_view name) { return std::string(name); }

Json json_of(const Mention& mention) {
  Json json = Json::object();
  put(json, "text", mention.text);
  if (mention.span) {
    json["begin"] = mention.span->begin;
    json["end"] = mention.span->end;
  }
  if (mention.in_title) json["in"] = "title";
  put(json, "id", mention.id);
  put(json, "country", mention.country);
  put(json, "sector", mention.sectors);
  put(json, "name", mention.name);
  if (mention.score > 0) json["score"] = rounded_score(mention.score);
  put(json, "why", mention.why);
  return json;
}

Json json_of(const std::vector<Mention>& mentions) {
  Json list = Json::array();
  for (const auto& mention : mentions) list.push_back(json_of(mention));
  return list;
}

Json json_of(const std::vector<Span>& words) {
  Json list = Json::array();
  for (const auto& span : words) list.push_back({span.begin, span.end});
  return list;
}

void put_period(Json& json, const char* begin, const char* end, const char* precision,
                const std::optional<Period>& period) {
  if (!period) return;
  json[begin] = period->begin.text();
  if (period->end != period->begin) json[end] = period->end.text();
  json[precision] = name_of(period->precision);
}

Json json_of(const Move& move) {
  Json json = {{"kind", name_of(move.kind)}};
  if (move.count) json["count"] = *move.count;
  put(json, "rank", move.rank);
  if (move.immediate) json["immediate"] = true;
  if (move.notice_hours) json["notice_hours"] = *move.notice_hours;
  if (move.reciprocal) json["reciprocal"] = true;
  put(json, "whose", text_of(name_of(move.whose)));
  put(json, "motive", text_of(name_of(move.motive)));
  put(json, "protecting_power", move.protecting_power);
  if (move.announced) json["announced"] = move.announced->text();
  if (move.effective) json["effective"] = move.effective->text();
  if (move.deadline) json["deadline"] = move.deadline->text();
  return json;
}

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// Reads fields of one object; a missing field leaves the value as it is. The first field of another kind than is wanted
// is kept for whoever reads the record.
class Fields {
 public:
  Fields(simdjson::dom::object object, std::string& wrong) : object_(object), wrong_(wrong) {}
  template <class T>
  void get(const char* key, T& value) const {
    if (const auto found = at(key)) take(key, *found, value);
  }
  template <class T>
  void get(const char* key, std::optional<T>& value) const {
    if (const auto found = at(key)) take(key, *found, value.emplace());
  }
  std::string text(const char* key) const {
    std::string value;
    get(key, value);
    return value;
  }
  // From 0 to 1.
  void score(const char* key, double& value) const {
    get(key, value);
    if (value < 0 || value > 1) not_wanted(key);
  }
  bool is(const char* key, const char* word) const { return text(key) == word; }
  std::optional<Date> date(const char* key) const { return Date::parse(text(key)); }
  template <class Enum, class Named>
  void name(const char* key, Enum& value, Named named) const {
    if (const auto found = named(text(key))) value = *found;
  }
  std::optional<Period> period(const char* begin, const char* end, const char* precision) const {
    const auto first = date(begin);
    if (!first) return {};
    return Period{*first, date(end).value_or(*first), date_precision(text(precision)).value_or(DatePrecision::day)};
  }
  std::optional<Span> span() const {
    Span span;
    if (!at("begin")) return {};
    get("begin", span.begin), get("end", span.end);
    return span;
  }
  // The object under a key.
  template <class Take>
  void object(const char* key, const Take& of) const {
    if (const auto found = at(key)) inside(key, *found, of);
  }
  // Each object of the list under a key.
  template <class Take>
  void objects(const char* key, const Take& of) const {
    each(key, [&](simdjson::dom::element element) { inside(key, element, of); });
  }
  std::vector<Span> spans(const char* key) const {
    std::vector<Span> spans;
    each(key, [&](simdjson::dom::element element) {
      Span span;
      simdjson::dom::array ends;
      if (element.get(ends) != simdjson::SUCCESS || ends.size() != 2) return not_wanted(key);
      take(key, ends.at(0).value(), span.begin), take(key, ends.at(1).value(), span.end);
      spans.push_back(span);
    });
    return spans;
  }

 private:
  std::optional<simdjson::dom::element> at(const char* key) const {
    simdjson::dom::element found;
    return object_[key].get(found) == simdjson::SUCCESS ? std::optional(found) : std::nullopt;
  }
  void not_wanted(const char* key) const {
    if (wrong_.empty()) wrong_ = key;
  }
  template <class Take>
  void inside(const char* key, simdjson::dom::element element, const Take& of) const {
    simdjson::dom::object object;
    if (element.get(object) == simdjson::SUCCESS)
      of(Fields(object, wrong_));
    else
      not_wanted(key);
  }
  template <class Take>
  void each(const char* key, const Take& of) const {
    const auto found = at(key);
    if (!found) return;
    simdjson::dom::array list;
    if (found->get(list) != simdjson::SUCCESS) return not_wanted(key);
    for (const auto element : list) of(element);
  }
  template <class T>
  void take(const char* key, simdjson::dom::element element, T& value) const {
    using Told = std::conditional_t<
        std::is_same_v<T, bool>, bool,
        std::conditional_t<std::is_floating_point_v<T>, double,
                           std::conditional_t<std::is_integral_v<T>, std::int64_t, std::string_view>>>;
    Told told{};
    if (element.get(told) != simdjson::SUCCESS) return not_wanted(key);
    if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>)
      if (!std::in_range<T>(told)) return not_wanted(key);
    value = static_cast<T>(told);
  }
  void take(const char* key, simdjson::dom::element element, std::vector<std::string>& values) const {
    simdjson::dom::array list;
    if (element.get(list) != simdjson::SUCCESS) return not_wanted(key);
    for (const auto each : list) take(key, each, values.emplace_back());
  }

  simdjson::dom::object object_;
  std::string& wrong_;
};

Mention mention_of(const Fields& fields) {
  Mention mention;
  fields.get("text", mention.text);
  mention.span = fields.span();
  mention.in_title = fields.is("in", "title");
  fields.get("id", mention.id);
  fields.get("country", mention.country);
  fields.get("sector", mention.sectors);
  fields.get("name", mention.name);
  fields.score("score", mention.score);
  fields.get("why", mention.why);
  return mention;
}

std::vector<Mention> mentions_of(const Fields& fields, const char* key) {
  std::vector<Mention> mentions;
  fields.objects(key, [&](const Fields& each) { mentions.push_back(mention_of(each)); });
  return mentions;
}

std::string first_of(const Fields& fields, const char* key) {
  std::vector<std::string> list;
  fields.get(key, list);
  return list.empty() ? std::string() : std::move(list.front());
}

Content content_of(const Fields& fields) { return {fields.text("text"), fields.span().value_or(Span{})}; }

Move move_of(const Fields& fields) {
  Move move;
  fields.name("kind", move.kind, move_named);
  fields.get("count", move.count);
  fields.get("rank", move.rank);
  fields.get("immediate", move.immediate);
  fields.get("notice_hours", move.notice_hours);
  fields.get("reciprocal", move.reciprocal);
  fields.name("whose", move.whose, mission_owner_named);
  fields.name("motive", move.motive, motive_named);
  fields.get("protecting_power", move.protecting_power);
  move.announced = fields.date("announced");
  move.effective = fields.date("effective");
  move.deadline = fields.date("deadline");
  return move;
}

Event event_of(const Fields& fields) {
  Event event;
  fields.get("id", event.id);
  fields.get("document", event.document);
  fields.get("sentence", event.sentence);
  event.date = fields.period("date", "enddate", "date_precision");
  fields.name("date_from", event.date_from, date_source_named);
  fields.get("relative_date", event.relative_date);
  event.type = first_of(fields, "event");
  event.mode = first_of(fields, "mode");
  fields.get("context", event.contexts);
  fields.get("cameo", event.cameo);
  fields.get("goldstein", event.goldstein);
  fields.get("event_scale", event.event_scale);
  fields.get("quad_code", event.quad_code);
  event.actors = mentions_of(fields, "actor");
  event.recipients = mentions_of(fields, "recipient");
  fields.get("reciprocal", event.reciprocal);
  fields.get("joint", event.joint);
  fields.name("modality", event.modality, modality_named);
  fields.get("negated", event.negated);
  fields.get("background", event.background);
  event.claimed = fields.is("asserted_by", "claim");
  fields.get("disputed", event.disputed);
  fields.name("outcome", event.outcome, outcome_named);
  fields.object("content", [&](const Fields& content) { event.content = content_of(content); });
  fields.object("move", [&](const Fields& move) { event.move = move_of(move); });
  fields.objects("reasons", [&](const Fields& reason) {
    event.reasons.push_back({reason.text("text"), reason.text("event"), reason.text("given_by")});
  });
  fields.get("answers", event.answers);
  fields.object("event_loc", [&](const Fields& where) {
    auto& place = event.place.emplace();
    place = {where.text("text"), where.span(), where.text("name"), where.text("country"), {}, {}};
    where.get("lat", place.latitude);
    where.get("lon", place.longitude);
  });
  fields.get("text", event.text);
  fields.get("rule", event.rule);
  event.words = fields.spans("words");
  event.in_title = fields.is("in", "title");
  fields.objects("retold", [&](const Fields& again) {
    auto& one = event.retold.emplace_back();
    again.get("sentence", one.sentence);
    one.in_title = again.is("in", "title");
    one.words = again.spans("words");
    one.rule = again.text("rule");
  });
  fields.score("score", event.score);
  fields.get("coder", event.coder);
  return event;
}

Claim claim_of(const Fields& fields) {
  Claim claim;
  fields.get("id", claim.id);
  fields.get("document", claim.document);
  fields.get("sentence", claim.sentence);
  fields.object("speaker", [&](const Fields& speaker) { claim.speaker = mention_of(speaker); });
  fields.get("on_behalf_of", claim.on_behalf_of);
  fields.get("author_is_speaker", claim.author_is_speaker);
  fields.name("stance", claim.stance, stance_named);
  fields.object("toward", [&](const Fields& toward) { claim.toward = mention_of(toward); });
  fields.get("about", claim.about);
  fields.get("answers", claim.answers);
  claim.said = fields.period("said", "said_end", "said_precision");
  fields.get("venue", claim.venue);
  fields.get("quote", claim.quote);
  fields.object("content", [&](const Fields& content) { claim.content = content_of(content); });
  fields.name("certainty", claim.certainty, certainty_named);
  fields.object("evidence", [&](const Fields& shown) {
    auto& evidence = claim.evidence.emplace();
    shown.get("kind", evidence.kind);
    shown.get("disclosed", evidence.disclosed);
    shown.get("shared_with", evidence.shared_with);
    shown.get("text", evidence.text);
  });
  fields.get("text", claim.text);
  claim.words = fields.spans("words");
  claim.in_title = fields.is("in", "title");
  fields.score("score", claim.score);
  return claim;
}

template <class Value, class Make>
Result<Value> read_record(std::string_view text, std::string_view kind, Make make) {
  thread_local simdjson::dom::parser parser;
  const std::string beginning(text.substr(0, 40));
  simdjson::dom::element element;
  if (const auto error = parser.parse(text.data(), text.size()).get(element); error != simdjson::SUCCESS)
    return fail(simdjson::error_message(error), {}, 0, 0, beginning);
  simdjson::dom::object object;
  if (element.get(object) != simdjson::SUCCESS) return fail("not a JSON object", {}, 0, 0, beginning);
  std::string wrong;
  const Fields fields(object, wrong);
  if (const auto record = fields.text("record"); !record.empty() && record != kind)
    return fail("expected the record " + std::string(kind), {}, 0, 0, record);
  Value value = make(fields);
  if (!wrong.empty()) return fail("`" + wrong + "` is of another kind than is wanted here", {}, 0, 0, beginning);
  return value;
}

}  // namespace

std::string json_of(const Event& event) {
  Json json = {{"record", "event"}, {"id", event.id}, {"document", event.document}, {"sentence", event.sentence}};
  if (event.in_title) json["in"] = "title";
  put_period(json, "date", "enddate", "date_precision", event.date);
  put(json, "date_from", text_of(name_of(event.date_from)));
  put(json, "relative_date", event.relative_date);
  json["event"] = Json::array({event.type});
  if (!event.mode.empty()) json["mode"] = Json::array({event.mode});
  put(json, "context", event.contexts);
  put(json, "cameo", event.cameo);
  json["goldstein"] = event.goldstein;
  if (event.event_scale) json["event_scale"] = *event.event_scale;
  json["quad_code"] = event.quad_code;
  json["actor"] = json_of(event.actors);
  if (!event.recipients.empty()) json["recipient"] = json_of(event.recipients);
  json["reciprocal"] = event.reciprocal;
  json["joint"] = event.joint;
  json["modality"] = name_of(event.modality);
  json["negated"] = event.negated;
  json["background"] = event.background;
  json["asserted_by"] = event.claimed ? "claim" : "narrator";
  json["disputed"] = event.disputed;
  put(json, "outcome", text_of(name_of(event.outcome)));
  put(json, "content", event.content);
  if (event.move) json["move"] = json_of(*event.move);
  for (const auto& reason : event.reasons) {
    Json each = Json::object();
    put(each, "text", reason.text);
    put(each, "event", reason.event);
    put(each, "given_by", reason.given_by);
    json["reasons"].push_back(std::move(each));
  }
  put(json, "answers", event.answers);
  if (event.place) {
    Json place = {{"text", event.place->text}};
    if (event.place->span) {
      place["begin"] = event.place->span->begin;
      place["end"] = event.place->span->end;
    }
    put(place, "name", event.place->name);
    put(place, "country", event.place->country);
    if (event.place->latitude) place["lat"] = *event.place->latitude;
    if (event.place->longitude) place["lon"] = *event.place->longitude;
    json["event_loc"] = std::move(place);
  }
  put(json, "text", event.text);
  put(json, "rule", event.rule);
  if (!event.words.empty()) json["words"] = json_of(event.words);
  for (const auto& again : event.retold) {
    Json each = {{"sentence", again.sentence}, {"words", json_of(again.words)}, {"rule", again.rule}};
    if (again.in_title) each["in"] = "title";
    json["retold"].push_back(std::move(each));
  }
  json["score"] = rounded_score(event.score);
  put(json, "coder", event.coder);
  return dumped(json);
}

std::string json_of(const Claim& claim) {
  Json json = {{"record", "claim"}, {"id", claim.id}, {"document", claim.document}, {"sentence", claim.sentence}};
  if (claim.in_title) json["in"] = "title";
  json["speaker"] = json_of(claim.speaker);
  put(json, "on_behalf_of", claim.on_behalf_of);
  json["author_is_speaker"] = claim.author_is_speaker;
  json["stance"] = name_of(claim.stance);
  if (claim.toward) json["toward"] = json_of(*claim.toward);
  put(json, "about", claim.about);
  put(json, "answers", claim.answers);
  put_period(json, "said", "said_end", "said_precision", claim.said);
  put(json, "venue", claim.venue);
  put(json, "quote", claim.quote);
  put(json, "content", claim.content);
  put(json, "certainty", text_of(name_of(claim.certainty)));
  if (claim.evidence) {
    Json evidence = Json::object();
    put(evidence, "kind", claim.evidence->kind);
    if (claim.evidence->disclosed) evidence["disclosed"] = *claim.evidence->disclosed;
    put(evidence, "shared_with", claim.evidence->shared_with);
    put(evidence, "text", claim.evidence->text);
    json["evidence"] = std::move(evidence);
  }
  put(json, "text", claim.text);
  if (!claim.words.empty()) json["words"] = json_of(claim.words);
  json["score"] = rounded_score(claim.score);
  return dumped(json);
}

Result<Event> event_of_json(std::string_view json) { return read_record<Event>(json, "event", event_of); }
Result<Claim> claim_of_json(std::string_view json) { return read_record<Claim>(json, "claim", claim_of); }

}  // namespace demarche
