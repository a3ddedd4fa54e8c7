#include "series/series.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/lines.h"
#include "series/steps.h"

namespace demarche {
namespace {

constexpr std::size_t kMostRows = 5'000'000;

std::string number(std::optional<double> value) { return value ? fmt::format("{:.10g}", *value) : ""; }

std::string period_text(Step step, Date begin) {
  const auto text = begin.text();
  return step == Step::year    ? text.substr(0, text.size() - 6)
         : step == Step::month ? text.substr(0, text.size() - 3)
                               : text;
}

}  // namespace

Result<std::vector<SeriesPoint>> series_of(std::span<const SeriesEvent> events, const SeriesOptions& options) {
  if (options.a.empty()) return fail("a series of nobody");
  if (options.a == options.b) return fail("a series of a side with itself", {}, 0, 0, options.a);
  const auto grid = StepGrid::over(events, options.step, options.from, options.to);
  if (!grid) return tl::unexpected(grid.error());
  std::vector<const SeriesEvent*> own;
  for (const auto& event : events)
    if (belongs(event, options)) own.push_back(&event);
  in_fixed_order(own);
  auto coverage = coverage_of(events, *grid);
  for (const auto& covered : options.also_covered)
    if (const auto step = grid->index_of(covered.day)) coverage[*step] += covered.events;
  std::vector<CountedEvents> counted;
  for (const auto& each : options.counted)
    if ((each.actor == options.a && (options.b.empty() || each.recipient == options.b)) ||
        (!options.directed && each.recipient == options.a && (options.b.empty() || each.actor == options.b)))
      counted.push_back(each);
  return points_of(own, *grid, coverage, options.measure, counted);
}

Result<std::vector<PanelRow>> panel_of(std::span<const SeriesEvent> events, const PanelOptions& options) {
  const auto grid = StepGrid::over(events, options.step, options.from, options.to);
  if (!grid) return tl::unexpected(grid.error());
  const auto coverage = coverage_of(events, *grid);

  using Pair = std::pair<std::string, std::string>;
  const auto pair_of = [&](const std::string& a, const std::string& b) {
    return options.directed || a <= b ? Pair(a, b) : Pair(b, a);
  };
  std::map<Pair, std::vector<const SeriesEvent*>> by_pair;
  for (const auto& [a, b] : options.pairs) {
    if (a.empty() || b.empty()) return fail("a pair with nobody", {}, 0, 0, a + " " + b);
    if (a == b) return fail("a pair of a side with itself", {}, 0, 0, a);
    by_pair[pair_of(a, b)];
  }
  const StandingFilter standing{options.include_claimed, options.include_undone};
  for (const auto& event : events) {
    if (!standing.counts(event) || event.actor.empty() || event.recipient.empty() || event.actor == event.recipient ||
        !grid->index_of(event.date))
      continue;
    auto pair = pair_of(event.actor, event.recipient);
    if (const auto wanted = by_pair.find(pair); wanted != by_pair.end())
      wanted->second.push_back(&event);
    else if (options.pairs.empty())
      by_pair[std::move(pair)].push_back(&event);
  }
  if (by_pair.size() * grid->size() > kMostRows)
    return fail("more than 5,000,000 rows; take fewer pairs or longer steps");

  std::vector<PanelRow> rows;
  rows.reserve(by_pair.size() * grid->size());
  for (auto& [pair, own] : by_pair) {
    in_fixed_order(own);
    for (const auto& point : points_of(own, *grid, coverage, options.measure))
      rows.push_back({pair.first, pair.second, point});
  }
  return rows;
}

std::string panel_csv(std::span<const PanelRow> rows, Step step, const CodeLookup& code_of) {
  std::string csv =
      "side_a,iso_a,cow_a,side_b,iso_b,cow_b,period,status,verbal_cooperation,material_cooperation,verbal_conflict,"
      "material_conflict,events,mentions,sum,mean,conflict,cooperation,corrected,coverage\n";
  for (const auto& [a, b, point] : rows) {
    for (const auto* side : {&a, &b})
      csv +=
          fmt::format("{},{},{},", csv_cell(*side), csv_cell(code_of(*side, "iso3")), csv_cell(code_of(*side, "cow")));
    csv += period_text(step, point.begin);
    if (point.covered())
      csv += fmt::format(",covered,{},{},{},{},{},{},{},{},{},{},{},{}\n", point.verbal_cooperation,
                         point.material_cooperation, point.verbal_conflict, point.material_conflict, point.events,
                         point.mentions, number(point.sum), number(point.mean), number(point.conflict),
                         number(point.cooperation), number(point.corrected), point.coverage);
    else
      csv += ",no coverage,,,,,,,,,,,,0\n";
  }
  return csv;
}

}  // namespace demarche
