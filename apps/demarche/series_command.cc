// demarche series, panel, ties, expected: how relations moved, when they turned, who stands with whom, and whether a
// hostile month was to be expected.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "asked.h"
#include "base/data_folder.h"
#include "command.h"
#include "dealings.h"
#include "ledger_option.h"
#include "series/expectedness.h"
#include "series/pair_facts.h"
#include "series/signed_ties.h"
#include "series/turns.h"

namespace demarche {
namespace {

struct SeriesArguments {
  std::vector<std::string> parties;
  std::string ledger = kLedger, step = "month", measure = "goldstein", from, to, on, known_by, format = "table";
  bool directed = false, claimed = false, undone = false, turns = false;
};

struct Open {
  std::filesystem::path knowledge;
  World world;
  std::unique_ptr<Ledger> ledger;
  std::vector<std::string> parties;
  Step step = Step::month;
  Measure measure = Measure::goldstein;
  std::optional<Date> from, to, on, known_by;
};

Result<Open> open(const SeriesArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return tl::unexpected(folder.error());
  auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return tl::unexpected(world.error());
  auto ledger = open_ledger(arguments.ledger, OpenMode::read);
  if (!ledger) return tl::unexpected(ledger.error());
  Open all{*folder / "knowledge", std::move(*world), std::move(*ledger), {}, {}, {}, {}, {}, {}, {}};
  for (const auto& name : arguments.parties) {
    auto party = party_asked(name, all.world);
    if (!party) return tl::unexpected(party.error());
    all.parties.push_back(std::move(*party));
  }
  all.step = *step_named(arguments.step);
  all.measure = *measure_named(arguments.measure);
  for (const auto& [name, text, day] :
       {std::tuple("--from", &arguments.from, &all.from), std::tuple("--to", &arguments.to, &all.to),
        std::tuple("--on", &arguments.on, &all.on), std::tuple("--known-by", &arguments.known_by, &all.known_by)}) {
    auto read = day_asked(name, *text);
    if (!read) return tl::unexpected(read.error());
    *day = *read;
  }
  return all;
}

Result<Dealings> dealings(const Open& all, const SeriesArguments& arguments, bool of_pair) {
  DealingsQuery query;
  if (of_pair) {
    query.a = all.parties[0];
    query.b = all.parties.size() > 1 ? all.parties[1] : "";
  }
  query.known_by = all.known_by;
  query.include_undone = arguments.undone;
  query.by_month = all.step == Step::month || all.step == Step::year;
  return dealings_of(*all.ledger, query);
}

CodeLookup codes_of(const World& world) {
  return [&world](const std::string& side, std::string_view scheme) {
    return scheme == "iso3" ? world.country_of(side) : world.code_of(side, scheme);
  };
}

const Event* event_of(const Dealings& dealings, const std::string& id) {
  const auto found =
      std::find_if(dealings.told.begin(), dealings.told.end(), [&](const Event& event) { return event.id == id; });
  return found == dealings.told.end() ? nullptr : &*found;
}

int run_series(const SeriesArguments& arguments, const Command& command) {
  const auto all = open(arguments, command);
  if (!all) return give_up(all.error());
  const auto held = dealings(*all, arguments, true);
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
  const auto turns = arguments.turns ? turns_of(*points, held->events, options) : std::vector<Turn>{};
  if (arguments.format == "csv") {
    std::vector<PanelRow> rows;
    for (const auto& point : *points) rows.push_back({options.a, options.b, point});
    fmt::print("{}", panel_csv(rows, options.step, codes_of(all->world)));
    return kDone;
  }
  if (arguments.format == "json") {
    nlohmann::ordered_json out{
        {"a", options.a}, {"b", options.b}, {"step", arguments.step}, {"measure", arguments.measure}};
    out["points"] = nlohmann::ordered_json::array();
    for (const auto& point : *points) {
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
    for (const auto& turn : turns)
      out["turns"].push_back(
          {{"day", turn.day.text()}, {"before", turn.before}, {"after", turn.after}, {"events", turn.events}});
    fmt::print("{}\n", out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return kDone;
  }
  fmt::print("{}{}, by {}, {} score\n\n", all->world.name_of(options.a),
             options.b.empty() ? std::string(" and all others")
                               : (arguments.directed ? " toward " : " and ") + all->world.name_of(options.b),
             arguments.step, arguments.measure);
  fmt::print("{:<10} {:>6} {:>8} {:>8} {:>11} {:>9} {:>9}\n", "from", "events", "sum", "conflict", "cooperation",
             "corrected", "coverage");
  for (const auto& point : *points) {
    if (!point.covered()) {
      fmt::print("{:<10} no coverage\n", point.begin.text());
      continue;
    }
    fmt::print("{:<10} {:>6} {:>8.1f} {:>8.1f} {:>11.1f} {:>9} {:>9}\n", point.begin.text(), point.events, point.sum,
               point.conflict, point.cooperation, point.corrected ? fmt::format("{:.2f}", *point.corrected) : "-",
               point.coverage);
  }
  for (const auto& turn : turns) {
    fmt::print("\nturn for the {} on {}: from {:.2f} to {:.2f}\n", turn.for_the_worse() ? "worse" : "better",
               turn.day.text(), turn.before, turn.after);
    for (const auto& id : turn.events)
      if (const auto* event = event_of(*held, id))
        fmt::print("  {}  {} [{}:{}]\n", event->date ? event->date->begin.text() : "-", event->text, event->document,
                   event->sentence);
  }
  if (arguments.turns && turns.empty()) fmt::print("\nno turn\n");
  return kDone;
}

int run_panel(const SeriesArguments& arguments, const Command& command) {
  const auto all = open(arguments, command);
  if (!all) return give_up(all.error());
  const auto held = dealings(*all, arguments, false);
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

Date last_day(const Dealings& held) {
  Date last;
  for (const auto& event : held.events) last = std::max(last, event.date);
  return last;
}

int run_ties(const SeriesArguments& arguments, const Command& command) {
  const auto all = open(arguments, command);
  if (!all) return give_up(all.error());
  const auto held = dealings(*all, arguments, false);
  if (!held) return give_up(held.error());
  const auto& side = all->parties[0];
  const Date day = all->on ? *all->on : last_day(*held);
  TieOptions options;
  options.measure = all->measure;
  options.include_claimed = arguments.claimed;
  const auto ties = signed_ties(held->events, day, options);
  const auto name = [&](const std::string& id) { return all->world.name_of(id); };
  fmt::print("{} on {}\n\n", name(side), day.text());
  for (const bool friends : {true, false}) {
    fmt::print("{}\n",
               friends ? "Friends, by what was done to one another" : "Enemies, by what was done to one another");
    bool any = false;
    for (const auto& tie : signed_ties_of(side, ties))
      if (tie.friends() == friends) {
        fmt::print("  {:<32} {:>8.1f}  {} acts\n", name(tie.b == side ? tie.a : tie.b), tie.score, tie.acts);
        any = true;
      }
    if (!any) fmt::print("  none\n");
  }
  fmt::print("\nTies that the world knows\n");
  bool any = false;
  for (const auto& tie : all->world.ties_of(side, day)) {
    if (tie.kind == "member") continue;
    fmt::print("  {:<24} {} -> {}  [{}]\n", tie.kind, name(tie.from), name(tie.to), tie.file);
    any = true;
  }
  if (!any) fmt::print("  none\n");
  fmt::print("\nTriads\n");
  any = false;
  for (const auto& triad : triads_of(ties))
    if (triad.first == side || triad.second == side || triad.third == side) {
      fmt::print("  {}{}\n", text_of(triad, name), triad.balanced() ? "" : " (pulled apart)");
      any = true;
    }
  if (!any) fmt::print("  none\n");
  if (all->parties.size() > 1) {
    fmt::print("\nWho took whose side between {} and {} in the 30 days from {}\n", name(side), name(all->parties[1]),
               day.text());
    any = false;
    for (const auto& party : sides_after(held->events, side, all->parties[1], day)) {
      if (party.taken == SideTaken::neither) continue;
      fmt::print("  {:<32} with {}{}\n", name(party.side),
                 name(party.taken == SideTaken::with_a ? side : all->parties[1]),
                 party.as_before ? " (as before)" : "");
      any = true;
    }
    if (!any) fmt::print("  nobody\n");
  }
  return kDone;
}

int run_expected(const SeriesArguments& arguments, const Command& command) {
  const auto all = open(arguments, command);
  if (!all) return give_up(all.error());
  const auto held = dealings(*all, arguments, false);
  if (!held) return give_up(held.error());
  const auto borders = Borders::read(all->knowledge / "world" / "land.borders");
  if (!borders) return give_up(borders.error());
  std::vector<std::string> sides;
  for (const auto& event : held->events)
    for (const auto* side : {&event.actor, &event.recipient}) sides.push_back(*side);
  std::sort(sides.begin(), sides.end());
  sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
  const PairFactsTable facts(all->world, *borders, sides);
  PairMonthOptions options;
  options.measure = all->measure;
  options.from = all->from;
  options.to = all->to;
  const FactsLookup lookup = [&](const std::string& a, const std::string& b, Date day) { return facts.of(a, b, day); };
  const auto months = pair_months(held->events, options, lookup);
  if (!months) return give_up(months.error());
  const auto model = fit(*months);
  if (!model) return give_up(model.error());
  if (all->parties.size() == 2) {
    PairMonthOptions own = options;
    own.pairs = {{all->parties[0], all->parties[1]}};
    const auto of_pair = pair_months(held->events, own, lookup);
    if (!of_pair) return give_up(of_pair.error());
    const Date month = begin_of(Step::month, all->on ? *all->on : last_day(*held));
    const auto found =
        std::find_if(of_pair->begin(), of_pair->end(), [&](const PairMonth& each) { return each.month == month; });
    if (found == of_pair->end())
      return give_up(
          {"the record has no covered month with a full year before it on that day", {}, 0, 0, month.text()});
    fmt::print("{} and {}, {}: a hostile move had a probability of {:.1f} % by what was known before; {}\n\n",
               all->world.name_of(all->parties[0]), all->world.name_of(all->parties[1]), month.text().substr(0, 7),
               100 * probability(*model, *found), found->hostile ? "there was one" : "there was none");
    for (const auto& contribution : contributions(*model, *found)) fmt::print("  {}\n", contribution.text);
    fmt::print("\n");
  }
  const auto calibration = calibrate(*model, *months);
  fmt::print(
      "fitted on {} pair-months, {} of them hostile; Brier score {:.4f}, {:.4f} for always saying the base rate\n\n",
      model->months, model->hostile_months, calibration.brier, calibration.brier_of_base);
  fmt::print("{:>8} {:>10} {:>10}\n", "months", "expected", "observed");
  for (const auto& bin : calibration.deciles)
    fmt::print("{:>8} {:>9.2f}% {:>9.2f}%\n", bin.months, 100 * bin.expected, 100 * bin.observed);
  return kDone;
}

void add_common(CLI::App& verb, SeriesArguments& arguments) {
  add_ledger_option(verb, arguments.ledger);
  verb.add_option("--measure", arguments.measure, "goldstein or plover")->check(CLI::IsMember({"goldstein", "plover"}));
  verb.add_option("--known-by", arguments.known_by, "only what was told up to this day (YYYY-MM-DD)");
  verb.add_flag("--claimed", arguments.claimed, "count also what only a speaker claims");
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

void add_series_commands(CLI::App& app, Command& command) {
  const auto add = [&](const char* name, const char* help, int (*run)(const SeriesArguments&, const Command&)) {
    auto* verb = app.add_subcommand(name, help);
    auto arguments = std::make_shared<SeriesArguments>();
    add_common(*verb, *arguments);
    verb->callback(
        [&command, arguments, run] { command.run = [&command, arguments, run] { return run(*arguments, command); }; });
    return std::pair(verb, arguments);
  };
  const auto [series, of_series] =
      add("series", "conflict and cooperation of two countries over time, and when they turned", run_series);
  series->add_option("parties", of_series->parties, "one country (with all others) or two, by code or name")
      ->required()
      ->expected(1, 2);
  series->add_flag("--turns", of_series->turns, "tell when the level changed for good, and by which events");
  series->add_option("--format", of_series->format, "table, csv or json")
      ->check(CLI::IsMember({"table", "csv", "json"}));
  add_span(*series, *of_series);

  const auto [panel, of_panel] =
      add("panel", "pair-months or pair-years as CSV, zeros told apart from no coverage", run_panel);
  panel->add_option("parties", of_panel->parties, "all pairs of these countries; none: every pair with an event");
  add_span(*panel, *of_panel);

  const auto [ties, of_ties] =
      add("ties", "friends, enemies and patrons on a day; whose friend is whose enemy; who took whose side", run_ties);
  ties->add_option("parties", of_ties->parties, "a country; a second one: who took whose side from that day")
      ->required()
      ->expected(1, 2);
  ties->add_option("--on", of_ties->on, "the day (YYYY-MM-DD; the last of the record otherwise)");

  const auto [expected, of_expected] =
      add("expected", "was a hostile month to be expected? fitted on the ledger itself, with its calibration",
          run_expected);
  expected->add_option("parties", of_expected->parties, "two countries; none: the calibration alone")->expected(0, 2);
  expected->add_option("--on", of_expected->on, "a day of the month (YYYY-MM-DD; the last of the record otherwise)");
}

}  // namespace demarche
