// When did relations turn? Days on which the level of a series changed for good, and the events that made it.
//
// Method: PELT (Killick, Fearnhead, Eckley 2012, "Optimal detection of changepoints with a linear computational cost",
// JASA 107) with the cost of a normal mean: the exact minimum, over all ways to cut the series, of
//
//     sum over segments of  (squared distances from the segment's mean) / scale^2  +  penalty for each turn
//
// - Values first become signed square roots: what is summed over events varies more where it is larger (Anscombe 1948),
//   and a war would otherwise seem to turn every month.
// - A lone step further than three scales from the median of the five around it is drawn in to that distance: one
//   crisis is no turn.
// - scale is robust to turns, since it looks at differences d between neighbours alone: the larger of
//   median |d| / (0.6745 sqrt 2) and root mean square d / sqrt 2, the second after lone steps were drawn in.
// - penalty = 4 ln n for n covered steps. The modified BIC (Zhang and Siegmund 2007) asks 3 ln n of independent values;
//   news comes in waves and its scatter changes, which asks for more (turns_test.cc measures it).
// - Steps without coverage are left out, so a gap in the record is no turn.
//
// It leaves out slow drifts (told as steps) and takes neighbouring months for independent: in a series with long waves
// it finds more turns than a historian would.
#pragma once

#include "series/series.h"

namespace demarche {

// What of a point is followed.
enum class TurnLevel : std::uint8_t { corrected, sum };

struct TurnOptions {
  TurnLevel level = TurnLevel::corrected;
  double penalty_factor = 4;    // times ln n; higher: fewer turns
  std::size_t min_steps = 3;    // covered steps between two turns, at least 1
  std::size_t most_events = 5;  // told for a turn
};

struct Turn {
  Date day;                      // first day of the first step of the new level
  std::size_t point = 0;         // index of that step
  double before = 0, after = 0;  // mean level from the turn before (or the beginning) to this one, and to the next
  bool for_the_worse() const { return after < before; }
  // Ids of the events that made it: those from one step before to two steps after that point in its direction, the
  // weightiest first (value, then mentions). Empty where the turn is that something ceased.
  std::vector<std::string> events;
};

// The turns of a series, by day. `points` is series_of(events, series); fewer than two times min_steps of them, or a
// series that never moves, has none.
std::vector<Turn> turns_of(std::span<const SeriesPoint> points, std::span<const SeriesEvent> events,
                           const SeriesOptions& series, const TurnOptions& options = {});

// A turn that something else than a series tells, such as the ladder.
struct KnownTurn {
  Date day;
  bool for_the_worse = false;
  bool broken_off = false;  // there are no relations, or no missions, from then until the next
};

// The turns of a series that say more than the known ones, which are by day: none of the direction of one within a
// year, and none for the better while relations are broken off, as less that is hostile is told then only because less
// is told at all.
std::vector<Turn> beside(std::vector<Turn> turns, std::span<const KnownTurn> known);

// The bare method: where new segments begin (indices, ascending, without 0) in values of scale 1. `penalty` > 0.
std::vector<std::size_t> change_points(std::span<const double> values, double penalty, std::size_t min_steps);

}  // namespace demarche
