// How did relations move, when did they turn, and was that to be expected?
//
// This folder reads plain events and gives plain values: the movement of a pair over time (here), the days on which it
// turned (turns.h), how likely a hostile month was (expectedness.h), who was whose friend or enemy (signed_ties.h) and
// what the world says of a pair, whoever reports it (pair_facts.h, the one part that needs src/world).
//
// All functions are pure: they keep nothing, print nothing, own what they return and may be called from any number of
// threads. The result never depends on the order of the events. Errors are Results.
//
// What is not done, and what only a speaker claims, is left out unless asked for. "Nothing happened" and "nobody was
// looking" are told apart: a step in which the whole record holds no event has no coverage.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace demarche {

// One act of one side toward another, on one day. An act of several sides, or that both do to each other (talks),
// stands once for each actor and recipient, each time with the same id and day: it counts once for a pair and once in
// the record.
struct SeriesEvent {
  Date date;
  std::string actor, recipient;       // sides: ISO 3166 alpha-3 of a country, else an id ("GRP.MEK")
  std::string type;                   // PLOVER: "SANCTION"
  double goldstein = 0;               // -10..10 (Goldstein 1992, as CAMEO 1.1b3 carries it over)
  std::optional<double> event_scale;  // PLOVER's conflict-cooperation score, -10..10
  int quad_code = 0;           // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  std::string id;              // of the event or act; empty: one of its own
  std::uint32_t mentions = 1;  // reports that tell it
  bool done = true;            // not planned, demanded, negated ...
  bool claimed = false;        // only a speaker says so
};

enum class Step : std::uint8_t { day, week, month, year };  // a week begins on Monday (ISO 8601)
std::string_view name_of(Step);                             // "day" ...
std::optional<Step> step_named(std::string_view name);

enum class Measure : std::uint8_t { goldstein, plover };
std::string_view name_of(Measure);  // "goldstein", "plover"
std::optional<Measure> measure_named(std::string_view name);

// The first day of the step that holds a day, and the first day of the step after it.
Date begin_of(Step step, Date day);
Date next_begin(Step step, Date begin);

// The value of an event on a scale; nothing where the scale has none for it.
std::optional<double> value_of(const SeriesEvent& event, Measure measure);

// Which events count at all.
struct StandingFilter {
  bool include_claimed = false, include_undone = false;
  bool counts(const SeriesEvent& event) const {
    return (event.done || include_undone) && (!event.claimed || include_claimed);
  }
};

// Events of the record that are counted, but not given.
struct CoveredStep {
  Date day;  // any of the step
  std::uint32_t events = 0;
};

// Events that are counted, not given one by one: those of one type, direction and quad class on a day or in a step.
// They count for a pair with the sign of their sum, where conflict is told from cooperation; they are not in the
// coverage.
struct CountedEvents {
  Date day;  // any of the step
  std::string actor, recipient;
  int quad_code = 0;
  std::uint32_t events = 0, mentions = 0;
  double goldstein = 0, event_scale = 0;  // sums
};

struct SeriesOptions {
  std::string a, b;       // sides; b empty: anybody
  bool directed = false;  // only what a does to b; else both ways, an id counting once
  Step step = Step::month;
  Measure measure = Measure::goldstein;
  std::optional<Date> from, to;  // both included and widened to whole steps; absent: the record's first and last day
  bool include_claimed = false, include_undone = false;
  std::span<const CoveredStep> also_covered = {};  // added to the coverage
  std::span<const CountedEvents> counted = {};     // added to the pair's, but for the days that the record spans
};

struct SeriesPoint {
  Date begin;                              // first day of the step
  std::uint32_t verbal_cooperation = 0;    // events of quad class 1
  std::uint32_t material_cooperation = 0;  // 2
  std::uint32_t verbal_conflict = 0;       // 3
  std::uint32_t material_conflict = 0;     // 4
  std::uint32_t events = 0, mentions = 0;  // of the pair, of any class; the reports that tell them
  double sum = 0;                          // of the measure over the events that it knows
  std::optional<double> mean;              // the same for one event; nothing where there is none
  double conflict = 0, cooperation = 0;    // sums of the negative (as a positive number) and the positive values
  std::uint32_t coverage = 0;              // events of the whole record in this step, whatever their standing
  std::optional<double> corrected;         // see below; nothing where there is no coverage
  bool covered() const { return coverage > 0; }
};

// The series of a pair, one point for each step without gaps. With c(t) the coverage of a step and C the mean of c over
// the covered steps shown,
//
//     corrected(t) = sum(t) / c(t) * C
//
// which is the pair's share in what was reported, on the scale of the sum: twice the news of everything moves it not.
// Fails where a is empty, a and b are the same, the days are the wrong way round or there are more than 100,000 steps.
// No events and no days give no points.
Result<std::vector<SeriesPoint>> series_of(std::span<const SeriesEvent> events, const SeriesOptions& options);

struct PanelOptions {
  std::vector<std::pair<std::string, std::string>> pairs;  // empty: every pair with an event that counts
  bool directed = false;                                   // else the sides of a pair stand in order of the alphabet
  Step step = Step::month;
  Measure measure = Measure::goldstein;
  std::optional<Date> from, to;
  bool include_claimed = false, include_undone = false;
};

struct PanelRow {
  std::string a, b;
  SeriesPoint point;
};

// One row for each pair and step, by pair, then by day; a pair in a step without event is a row of zeros. Fails as
// series_of does, and beyond 5,000,000 rows.
Result<std::vector<PanelRow>> panel_of(std::span<const SeriesEvent> events, const PanelOptions& options);

// The code of a side in a scheme, "iso3" or "cow"; empty where it has none.
using CodeLookup = std::function<std::string(const std::string& side, std::string_view scheme)>;

// The panel as CSV (RFC 4180, UTF-8, lines end in LF): a header, a row for each. A period is "2022", "2022-09" or the
// step's first day. Where there is no coverage, `status` is "no coverage" and the counts and values are empty, not 0.
std::string panel_csv(std::span<const PanelRow> rows, Step step, const CodeLookup& code_of);

}  // namespace demarche
