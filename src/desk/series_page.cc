// How two countries, or one with all others, moved over time, and when they turned.
#include <algorithm>
#include <map>

#include "dealings.h"
#include "desk/desk.h"
#include "desk/standing.h"
#include "series/turns.h"

namespace demarche {
namespace {

Json point_json(const SeriesPoint& point) {
  Json json = {{"begin", point.begin.text()}, {"covered", point.covered()}, {"coverage", point.coverage}};
  if (!point.covered()) return json;
  json.update({{"events", point.events},
               {"mentions", point.mentions},
               {"sum", point.sum},
               {"mean", json_or_null(point.mean)},
               {"conflict", point.conflict},
               {"cooperation", point.cooperation},
               {"corrected", json_or_null(point.corrected)},
               {"verbal_cooperation", point.verbal_cooperation},
               {"material_cooperation", point.material_cooperation},
               {"verbal_conflict", point.verbal_conflict},
               {"material_conflict", point.material_conflict}});
  return json;
}

// What of a ledger makes the series, and what others' data cover.
struct Held {
  Dealings dealings;
  std::vector<CountedEvents> counted;  // others' data as sums by month, where that is fine enough
};

bool by_month(const SeriesAsked& asked) { return asked.step == Step::month || asked.step == Step::year; }

DealingsQuery query_of(const SeriesAsked& asked) {
  DealingsQuery query;
  query.a = asked.a;
  query.b = asked.b;
  query.known_by = asked.known_by;
  query.by_month = by_month(asked);
  return query;
}

// Others' rows one by one; they are part of what all rows cover, and are taken out of it.
Result<void> add_single_rows(Dealings& dealings, std::vector<CoveredStep>& covered, Ledger& ledger,
                             const SeriesAsked& asked) {
  DealingsQuery query;
  query.a = asked.a;
  query.b = asked.b;
  Dealings rows;
  if (auto added = add_rows(rows, ledger, query); !added) return added;
  std::map<Date, std::uint32_t> own;
  for (auto& event : rows.events) {
    ++own[event.date];
    dealings.events.push_back(std::move(event));
  }
  for (auto& step : covered)
    if (const auto found = own.find(step.day); found != own.end()) step.events -= std::min(step.events, found->second);
  return {};
}

// From the shelf, or read anew where only what was known by another day counts.
Result<Held> held_of(Ledger& ledger, const Shelf& shelf, const SeriesAsked& asked) {
  Held held;
  if (asked.known_by) {
    auto known = dealings_of(ledger, query_of(asked));
    if (!known) return tl::unexpected(known.error());
    held.dealings = std::move(*known);
    return held;
  }
  held.dealings.events = shelf.dealings;
  auto covered = covered_by_rows(ledger, !by_month(asked));
  if (!covered) return tl::unexpected(covered.error());
  if (by_month(asked)) {
    auto rows = counted_rows(ledger, asked.a, asked.b);
    if (!rows) return tl::unexpected(rows.error());
    held.counted = std::move(*rows);
  } else if (auto added = add_single_rows(held.dealings, *covered, ledger, asked); !added) {
    return tl::unexpected(added.error());
  }
  held.dealings.also_covered = std::move(*covered);
  return held;
}

// From the first that the two did, years of zeros before say nothing; to the last of the record.
void widen(SeriesOptions& options, const Held& held, const SeriesAsked& asked) {
  const auto take_in = [&](Date day, const std::string& actor, const std::string& recipient) {
    const bool own = (actor == asked.a && recipient == asked.b) || (actor == asked.b && recipient == asked.a);
    if (own && !asked.from && (!options.from || day < *options.from)) options.from = day;
    if (!asked.to && (!options.to || day > *options.to)) options.to = day;
  };
  for (const auto& event : held.dealings.events) take_in(event.date, event.actor, event.recipient);
  for (const auto& each : held.counted) take_in(each.day, each.actor, each.recipient);
}

// What can have changed where the two stand: from the shelf, or from what was known by another day.
PairActs acts_of_pair(const Held& held, const Shelf& shelf, const ReferenceWorks& works, const SeriesAsked& asked) {
  return asked.known_by ? PairActs(held.dealings.told.acts, works, asked.a, asked.b, asked.known_by)
                        : PairActs(shelf, works, asked.a, asked.b);
}

// The turns of the ladder in the time asked for; the acts that they borrow are those of `acts`. None where it is not
// two countries that are asked for.
std::vector<LadderTurn> turns_of_ladder(const PairActs& acts, const Shelf& shelf, const ReferenceWorks& works,
                                        const SeriesAsked& asked) {
  const auto is_country = [&](const std::string& id) { return !id.empty() && works.world.country_of(id) == id; };
  const auto until = asked.to ? asked.to : shelf.last_day;
  if (!is_country(asked.a) || !is_country(asked.b) || !until) return {};
  auto turns = acts.turns(*until);
  std::erase_if(turns, [&](const LadderTurn& turn) { return asked.from && turn.day < *asked.from; });
  return turns;
}

Json turn_json(const LadderTurn& turn, const Parts& parts) {
  return {{"day", turn.day.text()},
          {"direction", turn.for_the_worse ? "worse" : "better"},
          {"before", turn.before},
          {"after", turn.after},
          {"act", parts.brief_or_null(turn.act)}};
}

}  // namespace

Result<Json> series_page(Ledger& ledger, const Shelf& shelf, const ReferenceWorks& works, const SeriesAsked& asked) {
  const Parts parts(shelf, works);
  const auto held = held_of(ledger, shelf, asked);
  if (!held) return tl::unexpected(held.error());
  SeriesOptions options;
  options.a = asked.a;
  options.b = asked.b;
  options.directed = asked.directed;
  options.step = asked.step;
  options.measure = asked.measure;
  options.from = asked.from;
  options.to = asked.to;
  options.include_claimed = asked.include_claimed;
  options.also_covered = held->dealings.also_covered;
  options.counted = held->counted;
  widen(options, *held, asked);
  Json json = {{"a", parts.name(asked.a)},    {"b", parts.name_or_null(asked.b)},
               {"step", name_of(asked.step)}, {"measure", name_of(asked.measure)},
               {"directed", asked.directed},  {"points", Json::array()},
               {"turns", Json::array()},      {"ladder_turns", Json::array()}};
  const auto acts = acts_of_pair(*held, shelf, works, asked);
  const auto of_ladder = turns_of_ladder(acts, shelf, works, asked);
  for (const auto& turn : of_ladder) json["ladder_turns"].push_back(turn_json(turn, parts));
  if (!options.from || (options.to && *options.to < *options.from)) return json;
  const auto points = series_of(held->dealings.events, options);
  if (!points) return tl::unexpected(points.error());
  for (const auto& point : *points) json["points"].push_back(point_json(point));
  for (const auto& turn : beside(turns_of(*points, held->dealings.events, options), known_turns(of_ladder)))
    json["turns"].push_back({{"day", turn.day.text()},
                             {"direction", turn.for_the_worse() ? "worse" : "better"},
                             {"before", turn.before},
                             {"after", turn.after},
                             {"acts", parts.briefs(turn.events)}});
  return json;
}

}  // namespace demarche
