// Time cut into steps, and the events of each. Internal to src/series.
#pragma once

#include <set>

#include "series/series.h"

namespace demarche {

// The steps from the one that holds `from` to the one that holds `to`, numbered from 0.
class StepGrid {
 public:
  static Result<StepGrid> over(std::span<const SeriesEvent> events, Step step, std::optional<Date> from,
                               std::optional<Date> to);

  std::size_t size() const { return begins_.size(); }
  Date begin(std::size_t step) const { return begins_[step]; }
  std::optional<std::size_t> index_of(Date day) const;  // nothing outside

 private:
  std::vector<Date> begins_;
  Date end_;  // the first day after the last step
};

// Tells the first sight of an act from the later ones (its other direction, its other sides); an empty id is always a
// first.
class SeenActs {
 public:
  bool first(const SeriesEvent& event) { return event.id.empty() || seen_.emplace(event.date, event.id).second; }

 private:
  std::set<std::pair<Date, std::string_view>> seen_;  // ids of events that outlive this
};

// By day, then by all that can differ: sums are the same to the last bit whatever the order in which the events came.
void in_fixed_order(std::vector<const SeriesEvent*>& events);

// Events of the whole record in each step, an id counting once.
std::vector<std::uint32_t> coverage_of(std::span<const SeriesEvent> events, const StepGrid& grid);

// The points of a pair's events, which are already chosen; each id once.
std::vector<SeriesPoint> points_of(std::span<const SeriesEvent* const> events, const StepGrid& grid,
                                   std::span<const std::uint32_t> coverage, Measure measure,
                                   std::span<const CountedEvents> counted = {});

// Whether an event is of the pair asked for and of a standing that counts.
bool belongs(const SeriesEvent& event, const SeriesOptions& options);

}  // namespace demarche
