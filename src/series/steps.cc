#include "series/steps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <tuple>

namespace demarche {
namespace {

constexpr std::size_t kMostSteps = 100'000;
constexpr std::array<std::string_view, 4> kSteps = {"day", "week", "month", "year"};
constexpr std::array<std::string_view, 2> kMeasures = {"goldstein", "plover"};

template <class Enum, std::size_t n>
std::optional<Enum> named(const std::array<std::string_view, n>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return {};
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view name_of(Step step) { return kSteps[static_cast<std::size_t>(step)]; }
std::optional<Step> step_named(std::string_view name) { return named<Step>(kSteps, name); }
std::string_view name_of(Measure measure) { return kMeasures[static_cast<std::size_t>(measure)]; }
std::optional<Measure> measure_named(std::string_view name) { return named<Measure>(kMeasures, name); }

Date begin_of(Step step, Date day) {
  switch (step) {
    case Step::day:
      return day;
    case Step::week:
      return day.plus_days(-((day.weekday() + 6) % 7));
    case Step::month:
      return Period::of_month(day.year(), day.month()).begin;
    case Step::year:
      return Period::of_year(day.year()).begin;
  }
  return day;
}

Date next_begin(Step step, Date begin) {
  switch (step) {
    case Step::day:
      return begin.plus_days(1);
    case Step::week:
      return begin.plus_days(7);
    case Step::month:
      return begin.plus_months(1);
    case Step::year:
      return begin.plus_months(12);
  }
  return begin;
}

std::optional<double> value_of(const SeriesEvent& event, Measure measure) {
  return measure == Measure::plover ? event.event_scale : std::optional(event.goldstein);
}

bool belongs(const SeriesEvent& event, const SeriesOptions& options) {
  if (!StandingFilter{options.include_claimed, options.include_undone}.counts(event)) return false;
  const auto from_to = [&](const std::string& actor, const std::string& recipient) {
    return (actor.empty() || event.actor == actor) && (recipient.empty() || event.recipient == recipient);
  };
  return from_to(options.a, options.b) || (!options.directed && from_to(options.b, options.a));
}

Result<StepGrid> StepGrid::over(std::span<const SeriesEvent> events, Step step, std::optional<Date> from,
                                std::optional<Date> to) {
  StepGrid grid;
  if (events.empty() && !(from && to)) return grid;
  const auto by_date = [](const SeriesEvent& x, const SeriesEvent& y) { return x.date < y.date; };
  if (!from) from = std::min_element(events.begin(), events.end(), by_date)->date;
  if (!to) to = std::max_element(events.begin(), events.end(), by_date)->date;
  if (*from > *to) return fail("a series that ends before it begins", {}, 0, 0, from->text() + ".." + to->text());
  for (grid.end_ = begin_of(step, *from); grid.end_ <= *to; grid.end_ = next_begin(step, grid.end_)) {
    if (grid.begins_.size() == kMostSteps)
      return fail("more than 100,000 steps; take longer ones", {}, 0, 0, from->text() + ".." + to->text());
    grid.begins_.push_back(grid.end_);
  }
  return grid;
}

std::optional<std::size_t> StepGrid::index_of(Date day) const {
  if (begins_.empty() || day < begins_.front() || day >= end_) return {};
  return static_cast<std::size_t>(std::upper_bound(begins_.begin(), begins_.end(), day) - begins_.begin()) - 1;
}

void in_fixed_order(std::vector<const SeriesEvent*>& events) {
  std::sort(events.begin(), events.end(), [](const SeriesEvent* x, const SeriesEvent* y) {
    return std::tie(x->date, x->id, x->actor, x->recipient, x->goldstein, x->event_scale, x->quad_code, x->mentions) <
           std::tie(y->date, y->id, y->actor, y->recipient, y->goldstein, y->event_scale, y->quad_code, y->mentions);
  });
}

std::vector<std::uint32_t> coverage_of(std::span<const SeriesEvent> events, const StepGrid& grid) {
  std::vector<std::uint32_t> coverage(grid.size());
  SeenActs seen;
  for (const auto& event : events)
    if (const auto step = grid.index_of(event.date); step && seen.first(event)) ++coverage[*step];
  return coverage;
}

std::vector<SeriesPoint> points_of(std::span<const SeriesEvent* const> events, const StepGrid& grid,
                                   std::span<const std::uint32_t> coverage, Measure measure,
                                   std::span<const CountedEvents> counted) {
  std::vector<SeriesPoint> points(grid.size());
  std::vector<std::uint32_t> measured(grid.size());
  SeenActs seen;
  for (const auto* event : events) {
    const auto step = grid.index_of(event->date);
    if (!step || !seen.first(*event)) continue;
    auto& point = points[*step];
    ++point.events;
    point.mentions += event->mentions;
    point.verbal_cooperation += event->quad_code == 1;
    point.material_cooperation += event->quad_code == 2;
    point.verbal_conflict += event->quad_code == 3;
    point.material_conflict += event->quad_code == 4;
    const auto value = value_of(*event, measure);
    if (!value) continue;
    ++measured[*step];
    point.sum += *value;
    (*value < 0 ? point.conflict : point.cooperation) += std::abs(*value);
  }
  for (const auto& each : counted) {
    const auto step = grid.index_of(each.day);
    if (!step) continue;
    auto& point = points[*step];
    point.events += each.events;
    point.mentions += each.mentions;
    if (each.quad_code == 1) point.verbal_cooperation += each.events;
    if (each.quad_code == 2) point.material_cooperation += each.events;
    if (each.quad_code == 3) point.verbal_conflict += each.events;
    if (each.quad_code == 4) point.material_conflict += each.events;
    const double sum = measure == Measure::plover ? each.event_scale : each.goldstein;
    measured[*step] += each.events;
    point.sum += sum;
    (sum < 0 ? point.conflict : point.cooperation) += std::abs(sum);
  }
  const auto covered =
      static_cast<double>(std::count_if(coverage.begin(), coverage.end(), [](auto c) { return c > 0; }));
  const double mean_coverage = covered > 0 ? std::accumulate(coverage.begin(), coverage.end(), 0.0) / covered : 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    auto& point = points[i];
    point.begin = grid.begin(i);
    point.coverage = coverage[i];
    if (measured[i] > 0) point.mean = point.sum / measured[i];
    if (point.covered()) point.corrected = point.sum / point.coverage * mean_coverage;
  }
  return points;
}

}  // namespace demarche
