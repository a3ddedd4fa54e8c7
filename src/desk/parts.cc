#include "desk/parts.h"

#include <algorithm>
#include <cmath>

#include "briefing/phrases.h"
#include "record/record.h"
#include "records/records.h"

namespace demarche {
namespace {

// Others' addresses are shown as links: nothing but the web.
std::string web_address(const std::string& url) {
  return url.starts_with("https://") || url.starts_with("http://") ? url : std::string();
}

}  // namespace

Json json_or_null(const std::optional<Date>& day) { return day ? Json(day->text()) : Json(); }
Json json_or_null(const std::optional<double>& number) { return number ? Json(*number) : Json(); }
Json json_of(const Validity& when) { return {{"from", json_or_null(when.from)}, {"to", json_or_null(when.to)}}; }
Json json_of(const std::optional<PlaceRecord>& place) {
  if (!place) return nullptr;
  return {{"name", place->name},
          {"latitude", json_or_null(place->latitude)},
          {"longitude", json_or_null(place->longitude)}};
}

template <class Value>
Json parsed(const Value& record) {
  return Json::parse(json_of(record));
}
template Json parsed(const Event&);
template Json parsed(const Claim&);
int band_of(const std::optional<Move>& move) { return move ? band_of(move->kind) : 0; }

Json Parts::name(const std::string& id) const { return {{"id", id}, {"name", works_.world.name_of(id)}}; }
Json Parts::name_or_null(const std::string& id) const { return id.empty() ? Json() : name(id); }

Json Parts::names(const std::vector<std::string>& ids) const {
  Json list = Json::array();
  for (const auto& id : ids) list.push_back(name(id));
  return list;
}

std::string Parts::name_of_document(const std::string& id) const {
  const auto* record = shelf_.document(id);
  if (!record || record->source.empty()) return {};
  return is_recorded(id) || !record->date ? record->source : record->source + ", " + day_of(*record->date);
}

Json Parts::document(const DocumentRecord& record) const {
  Json json = {{"id", record.id},
               {"title", record.title},
               {"source", record.source},
               {"url", web_address(record.url)},
               {"date", json_or_null(record.date)},
               {"recorded", is_recorded(record.id)}};
  if (const auto name = name_of_document(record.id); !name.empty()) json["name"] = name;
  return json;
}

Json Parts::document(const std::string& id) const {
  if (const auto* record = shelf_.document(id)) return document(*record);
  DocumentRecord unknown;
  unknown.id = id;
  return document(unknown);
}

Json Parts::brief(const Act& act) const {
  return {{"id", act.id},
          {"told", capitalised(told(act, works_.world))},
          {"day", act.date ? Json(act.date->begin.text()) : Json()}};
}

Json Parts::brief_or_null(const Act* act) const { return act ? brief(*act) : Json(); }

Json Parts::briefs(const std::vector<std::string>& ids) const {
  Json list = Json::array();
  for (const auto& id : ids)
    if (const auto* found = shelf_.act_told_by(id)) list.push_back(brief(*found));
  return list;
}

Json Parts::act(const Act& act) const {
  const Event& first = act.first();
  Json json = {{"id", act.id},
               {"told", capitalised(told(act, works_.world))},
               {"day", act.date ? Json(act.date->begin.text()) : Json()},
               {"date", act.date ? Json(act.date->text()) : Json()},
               {"type", act.type},
               {"mode", act.mode},
               {"contexts", first.contexts},
               {"cameo", first.cameo},
               {"quad_code", first.quad_code},
               {"goldstein", first.goldstein},
               {"actors", names(act.actors)},
               {"recipients", names(act.recipients)},
               {"basis", act.disputed  ? "disputed"
                         : act.claimed ? "claimed"
                                       : "known"},
               {"band", band_of(act.move)},
               {"upward", act.move && is_upward(act.move->kind)},
               {"reports", act.reports.size()},
               {"sources", act.sources}};
  Json reasons = Json::array();
  std::set<std::string> seen;
  std::optional<Date> last_told;
  const Place* place = nullptr;
  for (const auto* report : act.reports) {
    for (const auto& reason : report->reasons)
      if (!reason.text.empty() && seen.insert(reason.text).second) reasons.push_back(reason.text);
    if (const auto* record = shelf_.document(report->document); record && record->date)
      last_told = std::max(last_told, record->date);
    if (!place && report->place) place = &*report->place;
  }
  json["reasons"] = std::move(reasons);
  json["event"] = first.id;
  json["document"] = document(first.document);
  json["sentence"] = first.sentence;
  json["text"] = first.text;
  if (act.move) {
    Event of_move;
    of_move.move = act.move;
    json["move"] = parsed(of_move)["move"];
  }
  json["strength"] = std::abs(first.goldstein);
  json["last_told"] = json_or_null(last_told);
  if (place)
    json["place"] = {{"name", place->name.empty() ? place->text : place->name},
                     {"country", place->country},
                     {"latitude", json_or_null(place->latitude)},
                     {"longitude", json_or_null(place->longitude)}};
  return json;
}

std::string Parts::told_of(const Event& event) const {
  std::string text = capitalised(told(act_alone(event), works_.world));
  if (event.negated)
    text += " (said not to be so)";
  else if (!happens(event.modality))
    text += " (" + std::string(name_of(event.modality)) + ")";
  return text;
}

Json Parts::event(const Event& event) const {
  const auto* act = shelf_.act_of(event);
  Json review;
  if (const auto* correction = shelf_.correction(event.id))
    review = {{"decision", correction->accepted  ? "accept"
                           : correction->by_hand ? "correct"
                                                 : "reject"},
              {"who", correction->who},
              {"when", correction->when}};
  return {{"told", told_of(event)},
          {"record", parsed(event)},
          {"document", document(event.document)},
          {"band", band_of(event.move)},
          {"act", act ? Json(act->id) : Json()},
          {"review", std::move(review)}};
}

Json Parts::claim(const Claim& claim) const {
  const std::string who = !claim.speaker.id.empty()     ? claim.speaker.id
                          : !claim.on_behalf_of.empty() ? claim.on_behalf_of
                                                        : claim.speaker.country;
  Json speaker = name(who);
  if (who.empty()) speaker = {{"id", ""}, {"name", claim.speaker.text.empty() ? "the author" : claim.speaker.text}};
  return {{"record", parsed(claim)}, {"speaker", std::move(speaker)}, {"document", document(claim.document)}};
}

Json Parts::tie(const Tie& tie) const {
  return {{"kind", tie.kind},          {"from", name(tie.from)}, {"to", name(tie.to)},
          {"when", json_of(tie.when)}, {"source", tie.source},   {"file", tie.file}};
}

}  // namespace demarche
