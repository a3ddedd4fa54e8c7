// demarche series, panel: how relations moved, and when they turned.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "series/turns.h"
#include "series_request.h"

namespace demarche {
namespace {

CodeLookup codes_of(const World& world) {
  return [&world](const std::string& side, std::string_view scheme) {
    return scheme == "iso3" ? world.country_of(side) : world.code_of(side, scheme);
  };
}

const Event* event_of(const Dealings& dealings, const std::string& id) {
  const auto& told = dealings.told.events;
  const auto found = std::find_if(told.begin(), told.end(), [&](const Event& event) { return event.id == id; });
  return found == told.end() ? nullptr : &*found;
}

// When relations turned: by the ladder, of two countries, and by the series where that says more.
struct Turns {
  std::vector<LadderTurn> of_ladder;
  std::vector<Turn> of_series;
};

Turns turns_asked(const OpenSeries& all, const Dealings& held, const SeriesOptions& options,
                  const std::vector<SeriesPoint>& points) {
  Turns turns{{}, turns_of(points, held.events, options)};
  const bool of_countries = !options.b.empty() && all.world.country_of(options.a) == options.a &&
                            all.world.country_of(options.b) == options.b;
  if (points.empty() || !of_countries) return turns;
  const Date end = next_begin(options.step, points.back().begin);
  for (auto& turn : ladder_turns(options.a, options.b, end.plus_days(-1), held.told.acts, all.world, all.known_by))
    if (turn.day >= points.front().begin) turns.of_ladder.push_back(std::move(turn));
  turns.of_series = beside(std::move(turns.of_series), known_turns(turns.of_ladder));
  return turns;
}

void print_json(const SeriesArguments& arguments, const SeriesOptions& options, const std::vector<SeriesPoint>& points,
                const Turns& turns) {
  nlohmann::ordered_json out{
      {"a", options.a}, {"b", options.b}, {"step", arguments.step}, {"measure", arguments.measure}};
  out["points"] = nlohmann::ordered_json::array();
  for (const auto& point : points) {
    nlohmann::ordered_json one{
        {"begin", point.begin.text()}, {"covered", point.covered()}, {"coverage", point.coverage}};
    if (point.covered())
      one.update({{"events", point.events},
                  {"mentions", point.mentions},
                  {"sum", point.sum},
                  {"conflict", point.conflict},
                  {"cooperation", point.cooperation},
                  {"verbal_cooperation", point.verbal_cooperation},
                  {"material_cooperation", point.material_cooperation},
                  {"verbal_conflict", point.verbal_conflict},
                  {"material_conflict", point.material_conflict}});
    if (point.corrected) one["corrected"] = *point.corrected;
    out["points"].push_back(std::move(one));
  }
  out["turns"] = nlohmann::ordered_json::array();
  for (const auto& turn : turns.of_series)
    out["turns"].push_back(
        {{"day", turn.day.text()}, {"before", turn.before}, {"after", turn.after}, {"events", turn.events}});
  out["ladder_turns"] = nlohmann::ordered_json::array();
  for (const auto& turn : turns.of_ladder)
    out["ladder_turns"].push_back({{"day", turn.day.text()},
                                   {"direction", turn.for_the_worse ? "worse" : "better"},
                                   {"before", turn.before},
                                   {"after", turn.after},
                                   {"act", turn.act ? turn.act->id : std::string()}});
  fmt::print("{}\n", out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

void print_table(const SeriesArguments& arguments, const OpenSeries& all, const Dealings& held,
                 const SeriesOptions& options, const std::vector<SeriesPoint>& points, const Turns& turns) {
  fmt::print("{}{}, by {}, {} score\n\n", all.world.name_of(options.a),
             options.b.empty() ? std::string(" and all others")
                               : (arguments.directed ? " toward " : " and ") + all.world.name_of(options.b),
             arguments.step, arguments.measure);
  fmt::print("{:<10} {:>6} {:>8} {:>8} {:>11} {:>9} {:>9}\n", "from", "events", "sum", "conflict", "cooperation",
             "corrected", "coverage");
  for (const auto& point : points) {
    if (!point.covered()) {
      fmt::print("{:<10} no coverage\n", point.begin.text());
      continue;
    }
    fmt::print("{:<10} {:>6} {:>8.1f} {:>8.1f} {:>11.1f} {:>9} {:>9}\n", point.begin.text(), point.events, point.sum,
               point.conflict, point.cooperation, point.corrected ? fmt::format("{:.2f}", *point.corrected) : "-",
               point.coverage);
  }
  const auto print_event = [](const Event& event) {
    fmt::print("  {}  {} [{}:{}]\n", event.date ? event.date->begin.text() : "-", event.text, event.document,
               event.sentence);
  };
  for (const auto& turn : turns.of_ladder) {
    fmt::print("\nturn for the {} on {}, by the ladder: {}{}\n", turn.for_the_worse ? "worse" : "better",
               turn.day.text(), turn.before.empty() ? "to " : "from " + turn.before + " to ", turn.after);
    if (turn.act) print_event(turn.act->first());
  }
  for (const auto& turn : turns.of_series) {
    fmt::print("\nturn for the {} on {}: from {:.2f} to {:.2f}\n", turn.for_the_worse() ? "worse" : "better",
               turn.day.text(), turn.before, turn.after);
    for (const auto& id : turn.events)
      if (const auto* event = event_of(held, id)) print_event(*event);
  }
  if (arguments.turns && turns.of_series.empty() && turns.of_ladder.empty()) fmt::print("\nno turn\n");
}

int run_series(const SeriesArguments& arguments, const Command& command) {
  const auto all = open_series(arguments, command);
  if (!all) return give_up(all.error());
  const auto held = dealings_asked(*all, arguments, true);
  if (!held) return give_up(held.error());
  SeriesOptions options;
  options.a = all->parties[0];
  options.b = all->parties.size() > 1 ? all->parties[1] : "";
  options.directed = arguments.directed;
  options.step = all->step;
  options.measure = all->measure;
  options.from = all->from;
  options.to = all->to;
  options.include_claimed = arguments.claimed;
  options.include_undone = arguments.undone;
  options.also_covered = held->also_covered;
  const auto points = series_of(held->events, options);
  if (!points) return give_up(points.error());
  const auto turns = arguments.turns ? turns_asked(*all, *held, options, *points) : Turns{};
  if (arguments.format == "csv") {
    std::vector<PanelRow> rows;
    for (const auto& point : *points) rows.push_back({options.a, options.b, point});
    fmt::print("{}", panel_csv(rows, options.step, codes_of(all->world)));
  } else if (arguments.format == "json") {
    print_json(arguments, options, *points, turns);
  } else {
    print_table(arguments, *all, *held, options, *points, turns);
  }
  return kDone;
}

int run_panel(const SeriesArguments& arguments, const Command& command) {
  const auto all = open_series(arguments, command);
  if (!all) return give_up(all.error());
  const auto held = dealings_asked(*all, arguments, false);
  if (!held) return give_up(held.error());
  PanelOptions options;
  options.directed = arguments.directed;
  options.step = all->step;
  options.measure = all->measure;
  options.from = all->from;
  options.to = all->to;
  options.include_claimed = arguments.claimed;
  options.include_undone = arguments.undone;
  for (std::size_t i = 0; i < all->parties.size(); ++i)
    for (std::size_t k = i + 1; k < all->parties.size(); ++k) {
      options.pairs.emplace_back(all->parties[i], all->parties[k]);
      if (options.directed) options.pairs.emplace_back(all->parties[k], all->parties[i]);
    }
  const auto rows = panel_of(held->events, options);
  if (!rows) return give_up(rows.error());
  fmt::print("{}", panel_csv(*rows, options.step, codes_of(all->world)));
  return kDone;
}

void add_span(CLI::App& verb, SeriesArguments& arguments) {
  verb.add_option("--step", arguments.step, "day, week, month or year")
      ->check(CLI::IsMember({"day", "week", "month", "year"}));
  verb.add_option("--from", arguments.from, "first day (YYYY-MM-DD)");
  verb.add_option("--to", arguments.to, "last day (YYYY-MM-DD)");
  verb.add_flag("--directed", arguments.directed, "only what the first does to the second");
  verb.add_flag("--undone", arguments.undone, "count also what is planned, demanded, negated ...");
}

}  // namespace

void add_series_command(CLI::App& app, Command& command) {
  const auto [verb, arguments] = add_series_verb(
      app, command, "series", "conflict and cooperation of two countries over time, and when they turned", run_series);
  verb->add_option("parties", arguments->parties, "one country (with all others) or two, by code or name")
      ->required()
      ->expected(1, 2);
  verb->add_flag("--turns", arguments->turns, "tell when the level changed for good, and by which events");
  verb->add_option("--format", arguments->format, "table, csv or json")->check(CLI::IsMember({"table", "csv", "json"}));
  add_span(*verb, *arguments);
}

void add_panel_command(CLI::App& app, Command& command) {
  const auto [verb, arguments] = add_series_verb(
      app, command, "panel", "pair-months or pair-years as CSV, zeros told apart from no coverage", run_panel);
  verb->add_option("parties", arguments->parties, "all pairs of these countries; none: every pair with an event");
  add_span(*verb, *arguments);
}

}  // namespace demarche
