// What people say of events that the program coded: the queue, the corrections, and both as labelled data.
#include <algorithm>

#include "base/content_hash.h"
#include "desk/desk.h"
#include "record/record.h"
#include "records/records.h"

namespace demarche {
namespace {

// What a person may say otherwise; where an event stands in its document, and who coded it, stays.
constexpr std::string_view kFields[] = {
    "event",     "mode",       "context",   "cameo",     "date",        "enddate",     "date_precision", "actor",
    "recipient", "reciprocal", "modality",  "negated",   "background",  "asserted_by", "disputed",       "outcome",
    "move",      "reasons",    "event_loc", "goldstein", "event_scale", "quad_code",   "joint"};

std::string_view name_of_decision(const Correction& correction) {
  return correction.accepted ? "accept" : correction.by_hand ? "correct" : "reject";
}

// What can be wrong with an event that is put together by hand.
Result<void> check(const Json& json, const Event& event, const ReferenceWorks& works) {
  const auto wrong = [](const char* field, const std::string& why, const std::string& value) {
    return fail(std::string("event.") + field + ": " + why, {}, 0, 0, value);
  };
  if (!works.ontology.plover(event.type, event.mode)) return wrong("event", "no such PLOVER type", event.type);
  if (!event.cameo.empty() && !works.ontology.nearest(event.cameo)) return wrong("cameo", "no such code", event.cameo);
  if (event.actors.empty()) return wrong("actor", "somebody must act", "");
  for (const auto* side : {&event.actors, &event.recipients})
    for (const auto& mention : *side) {
      if (mention.id.empty() && mention.country.empty() && mention.text.empty())
        return wrong("actor", "needs an id, a country or a text", "");
      if (!mention.country.empty() && works.world.country_of(mention.country) != mention.country)
        return wrong("actor", "no such country", mention.country);
    }
  for (const char* key : {"modality", "outcome", "date"})
    if (json.contains(key) && !json[key].is_string()) return wrong(key, "not a text", json[key].dump());
  if (json.contains("modality") && !modality_named(json["modality"].get<std::string>()))
    return wrong("modality", "no such modality", json["modality"].get<std::string>());
  if (json.contains("outcome") && !outcome_named(json["outcome"].get<std::string>()))
    return wrong("outcome", "no such outcome", json["outcome"].get<std::string>());
  if (json.contains("date") && !event.date)
    return wrong("date", "not a day (YYYY-MM-DD)", json["date"].get<std::string>());
  if (event.date && event.date->end < event.date->begin) return wrong("enddate", "lies before date", "");
  if (json.contains("move") && (!json["move"].is_object() || !move_named(json["move"].value("kind", std::string()))))
    return wrong("move", "no such move", json["move"].dump().substr(0, 40));
  return {};
}

}  // namespace

std::optional<Decision> decision_named(std::string_view name) {
  if (name == "accept") return Decision::accept;
  if (name == "correct") return Decision::correct;
  if (name == "reject") return Decision::reject;
  return {};
}

Result<Correction> correction_of(const Event& machine, Decision decision, const std::string& who,
                                 const std::string& when, const Json& patch, const ReferenceWorks& works) {
  Correction correction{machine.id, machine, {}, decision == Decision::accept, who, when};
  if (decision != Decision::correct) return correction;
  if (!patch.is_object() || patch.empty()) return fail("event: the fields that are otherwise are needed");
  for (const auto& [key, value] : patch.items())
    if (std::find(std::begin(kFields), std::end(kFields), key) == std::end(kFields))
      return fail("event: this field cannot be corrected", {}, 0, 0, key);
  Json json = parsed(machine);
  try {
    json.merge_patch(patch);
  } catch (const Json::exception& error) {
    return fail(std::string("event: ") + error.what());
  }
  auto event = event_of_json(json.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (!event) return fail("event: " + event.error().message);
  if (auto sound = check(json, *event, works); !sound) return tl::unexpected(sound.error());
  // the scores follow the code where nobody says otherwise
  const bool recoded = patch.contains("event") || patch.contains("mode");
  if (const auto* plover = works.ontology.plover(event->type, event->mode); plover && recoded) {
    if (!patch.contains("event_scale")) event->event_scale = plover->event_scale;
    if (!patch.contains("quad_code")) event->quad_code = plover->quad_code;
    if (!patch.contains("cameo"))
      if (const auto* cameo = works.ontology.cameo_for(event->type, event->mode, event->contexts))
        event->cameo = cameo->code;
  }
  if ((recoded || patch.contains("cameo")) && !patch.contains("goldstein"))
    if (const auto* cameo = works.ontology.nearest(event->cameo)) event->goldstein = cameo->goldstein;
  event->coder = "by hand: " + who;
  event->score = 1;
  event->id.clear();
  event->id = hex_id(content_hash({"by hand", machine.id, json_of(*event)}));
  correction.by_hand = std::move(*event);
  return correction;
}

std::optional<Json> review_page(const Shelf& shelf, const ReferenceWorks& works, const ReviewAsked& asked) {
  const Parts parts(shelf, works);
  std::vector<const Event*> found;
  std::size_t accepted = 0, corrected = 0, rejected = 0;
  for (const auto& each : shelf.corrections) ++(each.accepted ? accepted : each.by_hand ? corrected : rejected);
  const auto fits = [&](const Event& event) {
    return (asked.type.empty() || event.type == asked.type) &&
           std::all_of(asked.parties.begin(), asked.parties.end(),
                       [&](const std::string& party) { return is_party(event, party); });
  };
  std::size_t open = 0;
  for (const auto& event : shelf.events) {
    if (shelf.correction(event.id) || is_recorded(event.document)) continue;  // entries of the record were not coded
    ++open;
    if (!asked.done && fits(event)) found.push_back(&event);
  }
  if (asked.done) {
    for (const auto& each : shelf.corrections)
      if (const auto& event = each.by_hand ? *each.by_hand : each.machine; fits(event)) found.push_back(&event);
  } else {
    std::stable_sort(found.begin(), found.end(), [](const Event* x, const Event* y) { return x->score < y->score; });
  }
  const auto page =
      page_of(found.size(), asked.page, [&](std::size_t i) { return found[i]->id + "~" + found[i]->document; });
  if (!page) return {};
  Json json = {{"events", Json::array()}, {"total", found.size()}};
  for (std::size_t i = page->first; i < page->end; ++i) json["events"].push_back(parts.event(*found[i]));
  json["next"] = page->more ? Json(found[page->end - 1]->id + "~" + found[page->end - 1]->document) : Json();
  json["counts"] = {{"open", open}, {"accepted", accepted}, {"corrected", corrected}, {"rejected", rejected}};
  return json;
}

Json json_of(const Correction& correction) {
  return {{"event", correction.event},
          {"decision", name_of_decision(correction)},
          {"who", correction.who},
          {"when", correction.when},
          {"machine", parsed(correction.machine)},
          {"by_hand", correction.by_hand ? parsed(*correction.by_hand) : Json()}};
}

std::optional<Json> corrections_page(const Shelf& shelf, const PageAsked& asked) {
  const auto& all = shelf.corrections;
  const auto page = page_of(all.size(), asked, [&](std::size_t i) { return all[i].event; });
  if (!page) return {};
  Json json = {{"corrections", Json::array()}, {"total", all.size()}};
  for (std::size_t i = page->first; i < page->end; ++i) json["corrections"].push_back(json_of(all[i]));
  json["next"] = page->more ? Json(all[page->end - 1].event) : Json();
  return json;
}

std::string labelled_data(const Shelf& shelf) {
  std::string lines;
  for (auto at = shelf.corrections.rbegin(); at != shelf.corrections.rend(); ++at) {
    Json line = {{"text", at->machine.text},
                 {"document", at->machine.document},
                 {"sentence", at->machine.sentence},
                 {"decision", name_of_decision(*at)},
                 {"machine", parsed(at->machine)},
                 {"gold", at->accepted  ? parsed(at->machine)
                          : at->by_hand ? parsed(*at->by_hand)
                                        : Json()},
                 {"who", at->who},
                 {"when", at->when}};
    lines += line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  return lines;
}

}  // namespace demarche
