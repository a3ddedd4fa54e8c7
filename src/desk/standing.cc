#include "desk/standing.h"

#include <algorithm>
#include <unordered_set>

#include "briefing/ladder_text.h"
#include "desk/desk.h"

namespace demarche {
namespace {

constexpr std::size_t kMostChanges = 400;  // of a pair's rung that are looked at

bool touches(const Act& act, const std::set<std::string>& family) {
  const auto is = [&](const std::string& side) { return family.contains(side); };
  return std::any_of(act.actors.begin(), act.actors.end(), is) ||
         std::any_of(act.recipients.begin(), act.recipients.end(), is);
}

Json part_json(const char* name, const Part& part, const Parts& parts) {
  return {{"part", name},
          {"value", part.value},
          {"how", name_of(part.how)},
          {"since", json_or_null(part.since)},
          {"last_confirmed", json_or_null(part.last_confirmed)},
          {"why", part.why},
          {"act", parts.brief_or_null(part.act)},
          {"tie", part.tie}};
}

}  // namespace

PairActs::PairActs(const Shelf& shelf, const ReferenceWorks& works, const std::string& a, const std::string& b)
    : works_(works), a_(a), b_(b) {
  const auto of_a = family_of(a, works.world), of_b = family_of(b, works.world);
  std::set<const Act*> found;  // acts of a shelf lie by date
  for (const auto& side : of_a)
    for (const auto* act : shelf.acts_of(side))
      if (act->date && touches(*act, of_b)) found.insert(act);
  for (const auto* act : found) acts_.push_back(*act);
}

PairActs::PairActs(std::span<const Act> acts, const ReferenceWorks& works, const std::string& a, const std::string& b,
                   std::optional<Date> known_by)
    : works_(works), a_(a), b_(b), known_by_(known_by) {
  const auto of_a = family_of(a, works.world, known_by), of_b = family_of(b, works.world, known_by);
  for (const auto& act : acts)
    if (act.date && touches(act, of_a) && touches(act, of_b)) acts_.push_back(act);
}

std::span<const Act> PairActs::up_to(Date day) const {
  const auto end =
      std::partition_point(acts_.begin(), acts_.end(), [&](const Act& act) { return act.date->begin <= day; });
  return {acts_.begin(), end};
}

PairState PairActs::state(Date day) const { return pair_state(a_, b_, day, up_to(day), works_.world, known_by_); }

std::vector<Date> PairActs::days_of_change() const {
  auto days = demarche::days_of_change(a_, b_, acts_, works_.world, known_by_);
  if (days.size() > kMostChanges) days.erase(days.begin(), days.end() - kMostChanges);
  return days;
}

std::vector<LadderTurn> PairActs::turns(Date until) const {
  return ladder_turns(a_, b_, until, acts_, works_.world, known_by_);
}

Json state_json(const PairState& state, std::span<const Act> acts, const Parts& parts) {
  Json json = {{"rung", state.rung}, {"rung_note", state.rung_note}, {"parts", Json::array()}};
  for (const auto& [name, part] :
       {std::pair("relations", &state.relations), std::pair("level", &state.level),
        std::pair("head_of_a", &state.head_of_a), std::pair("head_of_b", &state.head_of_b),
        std::pair("mission_of_a", &state.mission_of_a), std::pair("mission_of_b", &state.mission_of_b),
        std::pair("consular", &state.consular), std::pair("recognised_by_a", &state.recognised_by_a),
        std::pair("recognised_by_b", &state.recognised_by_b), std::pair("government_by_a", &state.government_by_a),
        std::pair("government_by_b", &state.government_by_b), std::pair("protecting_power", &state.protecting_power)})
    json["parts"].push_back(part_json(name, *part, parts));
  json["ended_by"] = parts.name_or_null(state.ended_by);
  json["end"] = nullptr;
  if (state.end)
    json["end"] = {{"party", parts.name(state.end->party)},
                   {"day", state.end->day.text()},
                   {"how", state.end->succession.how},
                   {"continued_by", parts.name_or_null(state.end->succession.continued_by)},
                   {"successors", parts.names(state.end->succession.successors)},
                   {"tie", state.end->succession.tie}};
  json["continues"] = parts.names(state.continues);
  json["contradictions"] = state.contradictions;
  json["text"] = ladder_text(state, acts, parts.world(), [&](const std::string& id) {
    const auto name = parts.name_of_document(id);
    return name.empty() ? id : name;
  });
  return json;
}

Json rungs_json(const PairActs& acts, const Parts& parts) {
  Json spells = Json::array();
  const auto spell = [&](const Json& from, const PairState& state, const Act* act) {
    if (!spells.empty() && spells.back()["rung"] == state.rung && spells.back()["rung_note"] == state.rung_note) return;
    if (!spells.empty()) spells.back()["to"] = Date::parse(from.get<std::string>())->plus_days(-1).text();
    spells.push_back({{"from", from},
                      {"to", nullptr},
                      {"rung", state.rung},
                      {"rung_note", state.rung_note},
                      {"act", parts.brief_or_null(act)}});
  };
  const auto days = acts.days_of_change();
  spell(nullptr, acts.state(days.empty() ? parts.shelf().last_day.value_or(Date()) : days.front().plus_days(-1)),
        nullptr);
  for (const auto day : days) {
    const auto state = acts.state(day);
    const auto began =
        std::find_if(state.moves.rbegin(), state.moves.rend(), [&](const Act* act) { return act->date->begin == day; });
    spell(day.text(), state, began == state.moves.rend() ? nullptr : *began);
  }
  return spells;
}

std::optional<Json> pairs_of(const Shelf& shelf, const ReferenceWorks& works, const std::string& country,
                             const PageAsked& asked) {
  const Parts parts(shelf, works);
  std::vector<const PairCount*> found;
  for (const auto& pair : shelf.pairs)
    if (country.empty() || pair.a == country || pair.b == country) found.push_back(&pair);
  const auto page = page_of(found.size(), asked, [&](std::size_t i) { return found[i]->a + found[i]->b; });
  if (!page) return {};
  Json json = {{"pairs", Json::array()}, {"total", found.size()}};
  for (std::size_t i = page->first; i < page->end; ++i) {
    const auto& pair = *found[i];
    const PairActs acts(shelf, works, pair.a, pair.b);
    json["pairs"].push_back({{"a", parts.name(pair.a)},
                             {"b", parts.name(pair.b)},
                             {"acts", pair.acts},
                             {"reports", pair.reports},
                             {"rung", acts.state(shelf.last_day.value_or(Date())).rung},
                             {"last", parts.brief_or_null(pair.last)}});
  }
  json["next"] = page->more ? Json(found[page->end - 1]->a + found[page->end - 1]->b) : Json();
  return json;
}

}  // namespace demarche
