// What there is, who somebody is, what was said in which words, what was done before; and others' rows.
#include <algorithm>
#include <charconv>

#include "base/stanza_file.h"
#include "base/text_file.h"
#include "briefing/precedents_text.h"
#include "desk/desk.h"
#include "relations/ladder.h"

namespace demarche {
namespace {

template <class Enum>
Json names_of_all(Enum last) {
  Json list = Json::array();
  for (int i = 0; i <= static_cast<int>(last); ++i)
    if (const auto name = name_of(static_cast<Enum>(i)); !name.empty()) list.push_back(name);
  return list;
}

Json plover_types(const ReferenceWorks& works) {
  Json types = Json::array();
  const auto bytes = read_file(works.data / "knowledge" / "ontology" / "plover.tsv");
  if (!bytes) return types;
  bool header = true;
  for (const auto& line : list_of(*bytes, '\n')) {
    if (std::exchange(header, false)) continue;
    const auto tab = line.find('\t'), next = tab == std::string::npos ? tab : line.find('\t', tab + 1);
    if (next == std::string::npos) continue;
    const auto type = line.substr(0, tab), mode = line.substr(tab + 1, next - tab - 1);
    if (types.empty() || types.back()["type"] != type) types.push_back({{"type", type}, {"modes", Json::array()}});
    if (!mode.empty()) types.back()["modes"].push_back(mode);
  }
  return types;
}

}  // namespace

Json index_of(const Shelf& shelf, const ReferenceWorks& works) {
  std::set<std::string> contexts;
  for (const auto& event : shelf.events) contexts.insert(event.contexts.begin(), event.contexts.end());
  Json moves = Json::array();
  for (int i = 0; i <= static_cast<int>(MoveKind::switch_recognition); ++i) {
    const auto kind = static_cast<MoveKind>(i);
    moves.push_back({{"kind", name_of(kind)}, {"band", band_of(kind)}, {"upward", is_upward(kind)}});
  }
  Json incident_kinds = Json::array(), reasons = Json::array();
  for (const auto& kind : works.kinds.kinds) incident_kinds.push_back(kind.name);
  for (const auto& kind : works.words.kinds()) reasons.push_back(kind);
  return {{"ledger",
           {{"version", ""},
            {"documents", shelf.documents.size()},
            {"events", shelf.events.size()},
            {"claims", shelf.claims.size()},
            {"acts", shelf.acts.size()},
            {"corrections", shelf.corrections.size()},
            {"rows", shelf.row_count},
            {"first_day", json_or_null(shelf.first_day)},
            {"last_day", json_or_null(shelf.last_day)}}},
          {"vocabulary",
           {{"rungs", {"ambassador", "recalled", "charge", "closed", "suspended", "severed", "none", "unknown"}},
            {"moves", std::move(moves)},
            {"types", plover_types(works)},
            {"contexts", contexts},
            {"modalities", names_of_all(Modality::hypothetical)},
            {"outcomes", names_of_all(Outcome::failed)},
            {"stances", names_of_all(Stance::promises)},
            {"measures", {"goldstein", "plover"}},
            {"steps", {"day", "week", "month", "year"}},
            {"incident_kinds", std::move(incident_kinds)},
            {"reason_kinds", std::move(reasons)}}}};
}

Json countries_of(const Shelf& shelf, const ReferenceWorks& works) {
  std::map<std::string, std::size_t> events;
  for (const auto& event : shelf.events) {
    std::set<std::string> sides;
    for (const auto* side : {&event.actors, &event.recipients})
      for (const auto& mention : *side) sides.insert(mention.country);
    for (const auto& side : sides) ++events[side];
  }
  Json json = {{"countries", Json::array()}};
  for (const auto& id : works.states)
    json["countries"].push_back({{"id", id},
                                 {"name", works.world.name_of(id)},
                                 {"iso2", works.world.code_of(id, "iso2")},
                                 {"exists", json_of(works.world.existence_of(id))},
                                 {"capital", json_of(works.world.capital_of(id))},
                                 {"events", events[id]},
                                 {"rows", shelf.rows->acts_of(id)}});
  return json;
}

std::optional<Json> actor_page(const Shelf& shelf, const ReferenceWorks& works, const std::string& name,
                               std::optional<Date> on) {
  const auto& world = works.world;
  const auto who = world.resolve(name, on);
  if (!who) return {};
  const Parts parts(shelf, works);
  Json json = {{"id", who->id},
               {"name", who->name},
               {"country", parts.name_or_null(who->country)},
               {"kind", name_of(who->kind)},
               {"sectors", who->sectors},
               {"score", who->score},
               {"why", who->why},
               {"on", json_or_null(on)},
               {"exists", json_of(world.existence_of(who->id))},
               {"capital", who->kind == ActorKind::state ? json_of(world.capital_of(who->id)) : Json()},
               {"offices", Json::array()},
               {"names", Json::array()},
               {"ties", Json::array()}};
  for (const auto& tenure : world.tenures_of(who->id, on))
    json["offices"].push_back({{"office", tenure.office},
                               {"owner", parts.name(tenure.owner)},
                               {"person", {{"id", tenure.person}, {"name", tenure.name}}},
                               {"when", json_of(tenure.when)}});
  for (const auto& other : world.other_names(who->id))
    json["names"].push_back({{"kind", other.kind}, {"name", other.name}});
  for (const auto& tie : world.ties_of(who->id, on)) json["ties"].push_back(parts.tie(tie));
  json["events"] = std::count_if(shelf.events.begin(), shelf.events.end(),
                                 [&](const Event& event) { return is_party(event, who->id); });
  return json;
}

Result<Json> search_page(Ledger& ledger, const Shelf& shelf, const ReferenceWorks& works, const std::string& words,
                         std::size_t limit) {
  const auto told = ledger.search(words, limit);
  if (!told) return tl::unexpected(told.error());
  const Parts parts(shelf, works);
  Json json = {{"q", words}, {"sentences", Json::array()}, {"actors", Json::array()}};
  for (const auto& sentence : *told) {
    Json events = Json::array();
    for (const auto* event : shelf.events_in(sentence.document))
      if (event->sentence == sentence.sentence && event->text == sentence.text)
        events.push_back({{"id", event->id},
                          {"told", parts.told_of(*event)},
                          {"day", event->date ? Json(event->date->begin.text()) : Json()}});
    json["sentences"].push_back({{"document", parts.document(sentence.document)},
                                 {"sentence", sentence.sentence},
                                 {"text", sentence.text},
                                 {"events", std::move(events)}});
  }
  if (const auto who = works.world.resolve(words, {})) json["actors"].push_back({{"id", who->id}, {"name", who->name}});
  return json;
}

Json precedents_page(const Shelf& shelf, const ReferenceWorks& works, const PrecedentQuery& query, std::size_t most) {
  const Parts parts(shelf, works);
  const auto answer = precedents(query, shelf.acts, works.words, works.world);
  Json moves = Json::array();
  for (const auto kind : query.moves) moves.push_back(name_of(kind));
  Json json = {{"query",
                {{"moves", std::move(moves)},
                 {"type", query.type},
                 {"mode", query.mode},
                 {"why", query.why},
                 {"actor", query.actor},
                 {"recipient", query.recipient},
                 {"from", json_or_null(query.from)},
                 {"before", json_or_null(query.before)},
                 {"within_days", query.within_days ? Json(*query.within_days) : Json()}}},
               {"cases", Json::array()},
               {"total", answer.cases.size()},
               {"acts", answer.acts},
               {"with_reason", answer.with_reason},
               {"first_day", json_or_null(answer.first_day)},
               {"last_day", json_or_null(answer.last_day)},
               {"reasons", Json::array()}};
  for (std::size_t i = 0; i < std::min(most, answer.cases.size()); ++i) {
    const auto& each = answer.cases[i];
    json["cases"].push_back({{"act", parts.act(*each.act)},
                             {"reasons", each.reasons},
                             {"cause", parts.brief_or_null(each.cause)},
                             {"days_after_cause", each.days_after_cause ? Json(*each.days_after_cause) : Json()}});
  }
  for (const auto& kind : works.words.kinds())
    json["reasons"].push_back({{"kind", kind}, {"name", works.words.name_of_reason(kind)}});
  json["text"] = precedents_text(query, answer, most, works.words, works.world, [&](const std::string& id) {
    const auto name = parts.name_of_document(id);
    return name.empty() ? id : name;
  });
  return json;
}

Result<Json> rows_page(Ledger& ledger, const ReferenceWorks& works, const RowsAsked& asked) {
  // the key: a day, and how many of its rows were shown
  FlatQuery query = asked.query;
  std::size_t skip = 0;
  if (!asked.page.after.empty()) {
    const auto mark = asked.page.after.find('~');
    const auto day = Date::parse(asked.page.after.substr(0, mark));
    if (mark == std::string::npos || !day) return fail("after: not a key of this listing", {}, 0, 0, asked.page.after);
    const char* end = asked.page.after.data() + asked.page.after.size();
    if (std::from_chars(asked.page.after.data() + mark + 1, end, skip).ptr != end)
      return fail("after: not a key of this listing", {}, 0, 0, asked.page.after);
    query.from = *day;
  }
  query.limit = skip + asked.page.limit + 1;
  std::vector<FlatEvent> rows;
  const auto read = ledger.flat_events(query, [&](const FlatEvent& row) {
    rows.push_back(row);
    rows.back().line.clear();
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  std::stable_sort(rows.begin(), rows.end(), [](const FlatEvent& x, const FlatEvent& y) { return x.date < y.date; });
  Json json = {{"rows", Json::array()}};
  const auto name = [&](const std::string& id) { return Json{{"id", id}, {"name", works.world.name_of(id)}}; };
  std::size_t at = std::min(skip, rows.size());
  const std::size_t end = std::min(rows.size(), at + asked.page.limit);
  for (; at < end; ++at) {
    const auto& row = rows[at];
    json["rows"].push_back({{"id", row.id},
                            {"origin", row.origin},
                            {"date", row.date.text()},
                            {"actor", name(row.actor)},
                            {"recipient", name(row.recipient)},
                            {"type", row.type},
                            {"cameo", row.cameo},
                            {"quad_code", row.quad_code},
                            {"goldstein", row.goldstein},
                            {"event_scale", json_or_null(row.event_scale)},
                            {"mentions", row.mentions}});
  }
  json["next"] = nullptr;
  if (end < rows.size() && end > 0) {
    const Date day = rows[end - 1].date;
    const auto first =
        std::partition_point(rows.begin(), rows.end(), [&](const FlatEvent& row) { return row.date < day; });
    json["next"] = day.text() + "~" + std::to_string(end - static_cast<std::size_t>(first - rows.begin()));
  }
  return json;
}

}  // namespace demarche
