// What was told lately, the strongest and least expected first.
#include <algorithm>
#include <cmath>
#include <map>

#include "desk/desk.h"

namespace demarche {
namespace {

struct Lately {
  const Act* act = nullptr;
  double strength = 0, expected = 1, surprise = 0;
  std::optional<Date> told;  // last
};

Json counted(const std::map<std::string, int>& counts, const std::function<std::string(const std::string&)>& name) {
  std::vector<std::pair<std::string, int>> list(counts.begin(), counts.end());
  std::stable_sort(list.begin(), list.end(), [](const auto& x, const auto& y) { return x.second > y.second; });
  Json json = Json::array();
  for (const auto& [value, count] : list) json.push_back({{"value", value}, {"name", name(value)}, {"count", count}});
  return json;
}

bool has(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

std::optional<TodaySort> today_sort_named(std::string_view name) {
  if (name.empty() || name == "weight") return TodaySort::weight;
  if (name == "strength") return TodaySort::strength;
  if (name == "surprise") return TodaySort::surprise;
  if (name == "day") return TodaySort::day;
  return {};
}

std::optional<Json> today_of(const Shelf& shelf, const ReferenceWorks& works, const TodayAsked& asked) {
  const Parts parts(shelf, works);
  const Date to = asked.to ? *asked.to : shelf.last_day.value_or(Date());
  const Date from = asked.from ? *asked.from : to.plus_days(1 - asked.days);
  std::vector<Lately> all;
  std::map<std::string, int> types, contexts, countries;
  std::set<const Act*> seen;
  for (const auto& document : shelf.documents) {
    if (!document.date || *document.date > to) continue;
    if (*document.date < from) break;  // latest first
    for (const auto* event : shelf.events_in(document.id)) {
      const auto* act = event->background ? nullptr : shelf.act_of(*event);
      if (!act || !seen.insert(act).second) continue;
      ++types[act->type];
      for (const auto& context : act->first().contexts) ++contexts[context];
      std::set<std::string> sides(act->actors.begin(), act->actors.end());
      sides.insert(act->recipients.begin(), act->recipients.end());
      for (const auto& side : sides) ++countries[side];
      const bool wanted = (asked.type.empty() || act->type == asked.type) &&
                          (asked.context.empty() || has(act->first().contexts, asked.context)) &&
                          std::all_of(asked.parties.begin(), asked.parties.end(),
                                      [&](const std::string& party) { return sides.contains(party); });
      if (!wanted) continue;
      Lately one{act, std::abs(act->first().goldstein), shelf.expectations.share_of(*act), 0, document.date};
      one.surprise = std::max(0.0, std::round(-std::log2(one.expected) * 100) / 100);
      all.push_back(one);
    }
  }
  const auto measure = [&](const Lately& one) {
    switch (asked.sort) {
      case TodaySort::weight:
        return one.strength * one.surprise;
      case TodaySort::strength:
        return one.strength;
      case TodaySort::surprise:
        return one.surprise;
      case TodaySort::day:
        return static_cast<double>(one.told->days_since_epoch());
    }
    return 0.0;
  };
  std::sort(all.begin(), all.end(), [&](const Lately& x, const Lately& y) {
    const double a = measure(x), b = measure(y);
    return a != b ? a > b : x.act->id < y.act->id;
  });
  const auto page = page_of(all.size(), asked.page, [&](std::size_t i) { return all[i].act->id; });
  if (!page) return {};
  static constexpr const char* kSorts[] = {"weight", "strength", "surprise", "day"};
  Json json = {{"from", from.text()}, {"to", to.text()}, {"sort", kSorts[static_cast<int>(asked.sort)]}};
  json["acts"] = Json::array();
  for (std::size_t i = page->first; i < page->end; ++i) {
    Json act = parts.act(*all[i].act);
    act["expected"] = all[i].expected;
    act["surprise"] = all[i].surprise;
    json["acts"].push_back(std::move(act));
  }
  json["total"] = all.size();
  const auto itself = [](const std::string& value) { return value; };
  json["types"] = counted(types, itself);
  json["contexts"] = counted(contexts, itself);
  json["countries"] = counted(countries, [&](const std::string& id) { return works.world.name_of(id); });
  json["next"] = page->more ? Json(all[page->end - 1].act->id) : Json();
  return json;
}

}  // namespace demarche
