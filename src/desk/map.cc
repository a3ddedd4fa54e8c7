// All countries: how one stands with each, and who is whose friend or enemy.
#include <algorithm>
#include <cmath>

#include "desk/desk.h"
#include "desk/standing.h"

namespace demarche {
namespace {

constexpr std::size_t kMostTriads = 200;

std::vector<SignedTie> all_sums(const Shelf& shelf, Date day, const TieOptions& options) {
  return merged(shelf.ties.sums(day, options), shelf.rows->sums(day, options));
}

double rounded(double value) { return std::round(value * 100) / 100; }

}  // namespace

Json world_page(const Shelf& shelf, const ReferenceWorks& works, const std::string& country, Date day) {
  const Parts parts(shelf, works);
  const TieOptions options;
  std::map<std::string, SignedTie> sums;
  for (auto& tie : merged(shelf.ties.sums_of(country, day, options), shelf.rows->sums_of(country, day, options)))
    sums.emplace(tie.b, tie);
  Json json = {{"country", parts.name(country)}, {"day", day.text()}, {"relations", Json::array()}};
  for (const auto& other : works.states) {
    if (other == country || !works.world.existence_of(other).covers(day)) continue;
    const PairActs acts(shelf, works, country, other);
    const auto state = acts.state(day);
    const Act* last = nullptr;
    for (const auto& act : acts.up_to(day)) last = &act;
    const auto sum = sums.find(other);
    const bool known = sum != sums.end();
    const char* stance = !known                                    ? "unknown"
                         : sum->second.score >= options.threshold  ? "friend"
                         : sum->second.score <= -options.threshold ? "enemy"
                                                                   : "neutral";
    json["relations"].push_back({{"other", parts.name(other)},
                                 {"rung", state.rung},
                                 {"rung_note", state.rung_note},
                                 {"how", name_of(state.relations.how)},
                                 {"since", json_or_null(state.relations.since)},
                                 {"score", known ? Json(rounded(sum->second.score)) : Json()},
                                 {"acts", known ? sum->second.acts : 0},
                                 {"stance", stance},
                                 {"last", parts.brief_or_null(last)}});
  }
  return json;
}

Json network_page(const Shelf& shelf, const ReferenceWorks& works, const NetworkAsked& asked) {
  auto ties = all_sums(shelf, asked.day, asked.ties);
  std::erase_if(ties, [&](const SignedTie& tie) {
    const auto chosen = [&](const std::string& side) {
      return std::find(asked.countries.begin(), asked.countries.end(), side) != asked.countries.end();
    };
    return std::abs(tie.score) < asked.ties.threshold || (!asked.countries.empty() && !chosen(tie.a) && !chosen(tie.b));
  });
  struct Node {
    int friends = 0, enemies = 0;
  };
  std::map<std::string, Node> nodes;
  Json json = {{"day", asked.day.text()},
               {"measure", name_of(asked.ties.measure)},
               {"half_life_days", asked.ties.half_life_days},
               {"threshold", asked.ties.threshold},
               {"nodes", Json::array()},
               {"ties", Json::array()},
               {"triads", Json::array()}};
  for (const auto& tie : ties) {
    json["ties"].push_back({{"a", tie.a}, {"b", tie.b}, {"score", rounded(tie.score)}, {"acts", tie.acts}});
    for (const auto* side : {&tie.a, &tie.b}) ++(tie.friends() ? nodes[*side].friends : nodes[*side].enemies);
  }
  for (const auto& [id, node] : nodes)
    json["nodes"].push_back({{"id", id},
                             {"name", works.world.name_of(id)},
                             {"state", works.world.country_of(id) == id},
                             {"friends", node.friends},
                             {"enemies", node.enemies}});
  auto triads = triads_of(ties);
  std::stable_sort(triads.begin(), triads.end(),
                   [](const Triad& x, const Triad& y) { return x.balanced() < y.balanced(); });
  json["triads_total"] = triads.size();
  if (triads.size() > kMostTriads) triads.resize(kMostTriads);
  static constexpr const char* kKinds[] = {"friends", "common_enemy", "torn", "enemies"};
  for (const auto& triad : triads)
    json["triads"].push_back(
        {{"kind", kKinds[static_cast<int>(triad.kind)]},
         {"first", triad.first},
         {"second", triad.second},
         {"third", triad.third},
         {"balanced", triad.balanced()},
         {"text", text_of(triad, [&](const std::string& id) { return works.world.name_of(id); })}});
  return json;
}

}  // namespace demarche
