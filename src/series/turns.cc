#include "series/turns.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "series/steps.h"

namespace demarche {
namespace {

constexpr double kMadToScale = 0.6745;  // the median absolute deviation of a normal variable of scale 1
constexpr double kLoneStep = 3;         // scales
constexpr int kSameTurnDays = 366;      // a year, whatever the step
constexpr std::size_t kStepsBefore = 1, kStepsAfter = 2;  // around a turn, where its events are looked for

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

// Typical differences between neighbours, as the scale of independent values; the root mean square sees the noisy
// stretches of a series too.
double median_scale(std::span<const double> values) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < values.size(); ++i) steps.push_back(std::abs(values[i] - values[i - 1]));
  return steps.empty() ? 0 : median(std::move(steps)) / (kMadToScale * std::sqrt(2.0));
}
double square_scale(std::span<const double> values) {
  double squares = 0;
  for (std::size_t i = 1; i < values.size(); ++i) squares += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
  return values.size() < 2 ? 0 : std::sqrt(squares / static_cast<double>(values.size() - 1) / 2);
}

// Neighbours two to each side; at the ends, the five that are there.
std::vector<double> without_lone_steps(std::span<const double> values, double scale) {
  std::vector<double> calm(values.begin(), values.end());
  if (values.size() < 5) return calm;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto first = std::min(i < 2 ? 0 : i - 2, values.size() - 5);
    const double middle = median(
        {values.begin() + static_cast<std::ptrdiff_t>(first), values.begin() + static_cast<std::ptrdiff_t>(first + 5)});
    calm[i] = std::clamp(values[i], middle - kLoneStep * scale, middle + kLoneStep * scale);
  }
  return calm;
}

double level_of(const SeriesPoint& point, TurnLevel level) {
  return level == TurnLevel::corrected ? point.corrected.value_or(0) : point.sum;
}

std::vector<std::string> events_of(Date from, Date before, bool worse, std::span<const SeriesEvent> events,
                                   const SeriesOptions& series, std::size_t most) {
  std::vector<const SeriesEvent*> near;
  for (const auto& event : events) {
    const auto value = value_of(event, series.measure);
    if (!value || event.id.empty() || event.date < from || event.date >= before || !belongs(event, series)) continue;
    if (worse ? *value < 0 : *value > 0) near.push_back(&event);
  }
  std::sort(near.begin(), near.end(), [&](const SeriesEvent* x, const SeriesEvent* y) {
    const double of_x = -std::abs(*value_of(*x, series.measure)), of_y = -std::abs(*value_of(*y, series.measure));
    return std::tie(of_x, y->mentions, x->date, x->id) < std::tie(of_y, x->mentions, y->date, y->id);
  });
  std::vector<std::string> ids;
  for (const auto* event : near) {
    if (ids.size() == most) break;
    if (std::find(ids.begin(), ids.end(), event->id) == ids.end()) ids.push_back(event->id);
  }
  return ids;
}

}  // namespace

std::vector<std::size_t> change_points(std::span<const double> values, double penalty, std::size_t min_steps) {
  const std::size_t n = values.size(), shortest = std::max<std::size_t>(min_steps, 1);
  if (n < 2 * shortest) return {};
  std::vector<double> sums(n + 1), squares(n + 1);
  for (std::size_t i = 0; i < n; ++i) {
    sums[i + 1] = sums[i] + values[i];
    squares[i + 1] = squares[i] + values[i] * values[i];
  }
  const auto cost = [&](std::size_t begin, std::size_t end) {
    const double sum = sums[end] - sums[begin];
    return squares[end] - squares[begin] - sum * sum / static_cast<double>(end - begin);
  };

  // best[t]: the least cost of the first t values. A last segment may begin at a candidate; one that already costs more
  // than best[t] can, once the segment from t on is long enough, never be the better beginning, and is dropped then.
  struct Candidate {
    std::size_t begin, usable_until;
  };
  constexpr auto kEver = std::numeric_limits<std::size_t>::max();
  std::vector<double> best(n + 1, std::numeric_limits<double>::infinity());
  std::vector<std::size_t> last(n + 1, 0);
  std::vector<Candidate> candidates;
  best[0] = -penalty;
  for (std::size_t t = shortest; t <= n; ++t) {
    if (const auto begin = t - shortest; begin == 0 || begin >= shortest) candidates.push_back({begin, kEver});
    std::erase_if(candidates, [&](const Candidate& each) { return each.usable_until <= t; });
    for (const auto& [begin, until] : candidates)
      if (const double whole = best[begin] + cost(begin, t) + penalty; whole < best[t]) {
        best[t] = whole;
        last[t] = begin;
      }
    for (auto& each : candidates)
      if (best[each.begin] + cost(each.begin, t) > best[t])
        each.usable_until = std::min(each.usable_until, t + shortest);
  }
  std::vector<std::size_t> found;
  for (std::size_t t = last[n]; t > 0; t = last[t]) found.push_back(t);
  std::reverse(found.begin(), found.end());
  return found;
}

std::vector<Turn> turns_of(std::span<const SeriesPoint> points, std::span<const SeriesEvent> events,
                           const SeriesOptions& series, const TurnOptions& options) {
  std::vector<std::size_t> covered;
  std::vector<double> levels, values;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points[i].covered()) continue;
    covered.push_back(i);
    levels.push_back(level_of(points[i], options.level));
    values.push_back(std::copysign(std::sqrt(std::abs(levels.back())), levels.back()));
  }
  const double typical = median_scale(values);
  values = without_lone_steps(values, typical > 0 ? typical : square_scale(values));
  const double scale = std::max(typical, square_scale(values));
  if (scale <= 0) return {};
  for (auto& value : values) value /= scale;
  const double penalty = options.penalty_factor * std::log(static_cast<double>(values.size()));
  const auto found = change_points(values, penalty, options.min_steps);

  const auto mean = [&](std::size_t begin, std::size_t end) {
    double sum = 0;
    for (auto i = begin; i < end; ++i) sum += levels[i];
    return sum / static_cast<double>(end - begin);
  };
  std::vector<Turn> turns;
  for (std::size_t i = 0; i < found.size(); ++i) {
    Turn turn;
    turn.point = covered[found[i]];
    turn.day = points[turn.point].begin;
    turn.before = mean(i == 0 ? 0 : found[i - 1], found[i]);
    turn.after = mean(found[i], i + 1 < found.size() ? found[i + 1] : levels.size());
    const auto first = points[turn.point - kStepsBefore].begin;
    const auto behind = points[std::min(turn.point + kStepsAfter, points.size() - 1)].begin;
    turn.events =
        events_of(first, next_begin(series.step, behind), turn.for_the_worse(), events, series, options.most_events);
    turns.push_back(std::move(turn));
  }
  return turns;
}

std::vector<Turn> beside(std::vector<Turn> turns, std::span<const KnownTurn> known) {
  std::erase_if(turns, [&](const Turn& turn) {
    const KnownTurn* last = nullptr;
    for (const auto& each : known) {
      if (each.day <= turn.day) last = &each;
      if (each.for_the_worse == turn.for_the_worse() && std::abs(each.day.days_since(turn.day)) <= kSameTurnDays)
        return true;
    }
    return !turn.for_the_worse() && last && last->broken_off;
  });
  return turns;
}

}  // namespace demarche
