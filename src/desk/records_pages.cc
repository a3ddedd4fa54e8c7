// Events, acts and documents: listings and single ones.
#include <algorithm>

#include "base/letters.h"
#include "desk/desk.h"
#include "relations/ladder.h"

namespace demarche {
namespace {

bool below(const std::string& id, const std::string& party) {
  return id == party || (id.size() > party.size() && id.starts_with(party) && id[party.size()] == '.');
}

// Where an event stands in a listing: undated behind all days.
struct PlaceInOrder {
  std::string day, document;
  std::size_t sentence = 0;
  std::string id;
};

PlaceInOrder place_in_order(const Event& event) {
  return {event.date ? event.date->begin.text() : "", event.document, event.sentence, event.id};
}

bool comes_before(const PlaceInOrder& x, const PlaceInOrder& y, bool oldest_first) {
  if (x.day != y.day) {
    if (x.day.empty() || y.day.empty()) return y.day.empty();
    return oldest_first ? x.day < y.day : x.day > y.day;
  }
  return std::tie(x.document, x.sentence, x.id) < std::tie(y.document, y.sentence, y.id);
}

Result<PlaceInOrder> place_of_key(const std::string& key) {
  const auto first = key.find('~'), second = first == std::string::npos ? first : key.find('~', first + 1);
  const auto third = second == std::string::npos ? second : key.find('~', second + 1);
  const auto bad = [&] { return fail("after: not a key of this listing", {}, 0, 0, key.substr(0, 40)); };
  if (third == std::string::npos) return bad();
  PlaceInOrder place{key.substr(0, first), key.substr(third + 1), 0, key.substr(second + 1, third - second - 1)};
  const auto number = key.substr(first + 1, second - first - 1);
  if (number.empty() || number.size() > 9 || number.find_first_not_of("0123456789") != std::string::npos) return bad();
  place.sentence = std::stoul(number);
  return place;
}

bool stands(const Event& event, StandingAsked standing) {
  switch (standing) {
    case StandingAsked::all:
      return true;
    case StandingAsked::done:
      return told_as_done(event);
    case StandingAsked::undone:
      return !told_as_done(event);
    case StandingAsked::claimed:
      return event.claimed;
    case StandingAsked::disputed:
      return event.disputed;
  }
  return true;
}

// Ids and codes of an answer with their names.
void note_names(const Event& event, const World& world, Json& names) {
  const auto note = [&](const std::string& id) {
    if (!id.empty()) names[id] = world.name_of(id);
  };
  for (const auto* side : {&event.actors, &event.recipients})
    for (const auto& mention : *side) {
      note(mention.id);
      note(mention.country);
    }
  if (event.place) note(event.place->country);
  for (const auto& reason : event.reasons) note(reason.given_by);
}

struct ActReports {
  Json reports = Json::array(), why = Json::array(), claims = Json::array();
};

ActReports reports_of(const Act& act, const Parts& parts) {
  ActReports all;
  Provenances provenances;
  std::set<std::string> seen;
  for (const auto* report : act.reports) {
    all.reports.push_back(parts.event(*report));
    if (const auto* record = parts.shelf().document(report->document))
      provenances[record->id] = {record->source, record->date, record->fingerprint};
    for (const auto* claim : parts.shelf().claims_about(report->id))
      if (seen.insert(claim->document + claim->id).second) all.claims.push_back(parts.claim(*claim));
  }
  for (const auto& line : why_one_act(act, provenances)) all.why.push_back(line);
  return all;
}

}  // namespace

std::optional<StandingAsked> standing_named(std::string_view name) {
  if (name.empty() || name == "all") return StandingAsked::all;
  if (name == "done") return StandingAsked::done;
  if (name == "undone") return StandingAsked::undone;
  if (name == "claimed") return StandingAsked::claimed;
  if (name == "disputed") return StandingAsked::disputed;
  return {};
}

bool is_party(const Event& event, const std::string& party) {
  for (const auto* side : {&event.actors, &event.recipients})
    for (const auto& mention : *side)
      if (below(mention.id, party) || below(mention.country, party)) return true;
  return false;
}

std::string key_of(const Event& event) {
  const auto place = place_in_order(event);
  return place.day + "~" + std::to_string(place.sentence) + "~" + place.id + "~" + place.document;
}

std::vector<const Event*> events_that_fit(const Shelf& shelf, const EventsAsked& asked) {
  std::vector<const Event*> found;
  for (const auto& event : shelf.events) {
    const bool fits =
        (asked.type.empty() || event.type == asked.type) && (asked.mode.empty() || event.mode == asked.mode) &&
        (asked.cameo.empty() || event.cameo.starts_with(asked.cameo)) &&
        (asked.document.empty() || event.document == asked.document) &&
        (!asked.from || (event.date && event.date->end >= *asked.from)) &&
        (!asked.to || (event.date && event.date->begin <= *asked.to)) && (!asked.moves_only || event.move) &&
        event.score >= asked.min_score && stands(event, asked.standing) &&
        (asked.context.empty() ||
         std::find(event.contexts.begin(), event.contexts.end(), asked.context) != event.contexts.end()) &&
        std::all_of(asked.parties.begin(), asked.parties.end(),
                    [&](const std::string& party) { return is_party(event, party); });
    if (!fits) continue;
    if (asked.known_by) {
      const auto* record = shelf.document(event.document);
      if (!record || !record->date || *record->date > *asked.known_by) continue;
    }
    found.push_back(&event);
  }
  if (!asked.oldest_first)  // the ledger gives the oldest first
    std::stable_sort(found.begin(), found.end(), [](const Event* x, const Event* y) {
      const auto day = [](const Event* each) { return each->date ? std::optional(each->date->begin) : std::nullopt; };
      return day(x) > day(y);
    });
  return found;
}

Result<Json> events_of(const Shelf& shelf, const ReferenceWorks& works, const EventsAsked& asked) {
  const auto found = events_that_fit(shelf, asked);
  auto first = found.begin();
  if (!asked.after.empty()) {
    const auto after = place_of_key(asked.after);
    if (!after) return tl::unexpected(after.error());
    first = std::upper_bound(found.begin(), found.end(), *after, [&](const PlaceInOrder& place, const Event* event) {
      return comes_before(place, place_in_order(*event), asked.oldest_first);
    });
  }
  const auto end = found.end() - first > static_cast<std::ptrdiff_t>(asked.limit)
                       ? first + static_cast<std::ptrdiff_t>(asked.limit)
                       : found.end();
  const Parts parts(shelf, works);
  Json json = {{"events", Json::array()}, {"total", found.size()}};
  for (auto at = first; at != end; ++at) json["events"].push_back(parts.event(**at));
  json["next"] = end == found.end() || end == first ? Json() : Json(key_of(**std::prev(end)));
  return json;
}

std::optional<Json> event_page(const Shelf& shelf, const ReferenceWorks& works, const std::string& id) {
  const auto* event = shelf.event(id);
  if (!event) return {};
  const Parts parts(shelf, works);
  Json names = Json::object();
  note_names(*event, works.world, names);
  Json json = {{"event", parts.event(*event)}, {"names", {}}, {"sentence", event->text}, {"steps", Json::array()}};
  const auto* act = shelf.act_of(*event);
  json["act"] = act ? parts.act(*act) : Json();
  if (act) {
    for (const auto* report : act->reports) note_names(*report, works.world, names);
    auto of_act = reports_of(*act, parts);
    json["reports"] = std::move(of_act.reports);
    json["why_one_act"] = std::move(of_act.why);
    json["claims"] = std::move(of_act.claims);
  } else {
    json["reports"] = json["why_one_act"] = json["claims"] = Json::array();
    for (const auto* claim : shelf.claims_about(event->id)) json["claims"].push_back(parts.claim(*claim));
  }
  json["answers"] = parts.brief_or_null(event->answers.empty() ? nullptr : shelf.act_told_by(event->answers));
  const auto* correction = shelf.correction(id);
  json["machine"] = correction && correction->by_hand ? parsed(correction->machine) : Json();
  json["names"] = names.empty() ? Json::object() : std::move(names);
  return json;
}

std::optional<Json> act_page(const Shelf& shelf, const ReferenceWorks& works, const std::string& id) {
  const auto* act = shelf.act_told_by(id);
  if (!act) return {};
  const Parts parts(shelf, works);
  auto of_act = reports_of(*act, parts);
  const int band = band_of(act->move);
  return Json{{"act", parts.act(*act)},
              {"reports", std::move(of_act.reports)},
              {"why_one_act", std::move(of_act.why)},
              {"claims", std::move(of_act.claims)},
              {"severity", band > 0 ? text_of(severity_of(*act, shelf.moves), *act) : std::string()}};
}

std::optional<Json> documents_of(const Shelf& shelf, const ReferenceWorks& works, const DocumentsAsked& asked) {
  const Parts parts(shelf, works);
  const std::string words = lower_ascii(asked.words);
  std::vector<const DocumentRecord*> found;
  for (const auto& each : shelf.documents)
    if ((!asked.from || (each.date && *each.date >= *asked.from)) &&
        (!asked.to || (each.date && *each.date <= *asked.to)) &&
        (words.empty() ||
         lower_ascii(each.title + "\n" + each.source + "\n" + each.id).find(words) != std::string::npos))
      found.push_back(&each);
  const auto page = page_of(found.size(), asked.page, [&](std::size_t i) { return found[i]->id; });
  if (!page) return {};
  Json json = {{"documents", Json::array()}, {"total", found.size()}};
  for (std::size_t i = page->first; i < page->end; ++i)
    json["documents"].push_back({{"document", parts.document(*found[i])},
                                 {"events", found[i]->events},
                                 {"claims", found[i]->claims},
                                 {"has_text", found[i]->has_text}});
  json["next"] = page->more ? Json(found[page->end - 1]->id) : Json();
  return json;
}

Result<std::optional<Json>> document_page(Ledger& ledger, const Shelf& shelf, const ReferenceWorks& works,
                                          const std::string& id) {
  const auto* record = shelf.document(id);
  if (!record) return std::nullopt;
  const auto document = ledger.document(id);
  if (!document) return tl::unexpected(document.error());
  const Parts parts(shelf, works);
  Json json = {{"document", parts.document(*record)}, {"has_text", document->has_value()}};
  json["marked"] = *document ? marked_text(**document, shelf.events_in(id), shelf.claims_in(id)) : Json();
  json["sentences"] = json["events"] = json["claims"] = Json::array();
  for (const auto* event : shelf.events_in(id)) json["events"].push_back(parts.event(*event));
  for (const auto* claim : shelf.claims_in(id)) json["claims"].push_back(parts.claim(*claim));
  return json;
}

}  // namespace demarche
