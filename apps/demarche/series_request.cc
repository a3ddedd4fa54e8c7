#include "series_request.h"

#include <algorithm>
#include <tuple>

#include "asked.h"
#include "base/data_folder.h"

namespace demarche {

Result<OpenSeries> open_series(const SeriesArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return tl::unexpected(folder.error());
  auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return tl::unexpected(world.error());
  auto ledger = open_ledger(arguments.ledger, OpenMode::read);
  if (!ledger) return tl::unexpected(ledger.error());
  OpenSeries all{*folder / "knowledge", std::move(*world), std::move(*ledger), {}, {}, {}, {}, {}, {}, {}};
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

Result<Dealings> dealings_asked(const OpenSeries& all, const SeriesArguments& arguments, bool of_pair) {
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

Date last_day(const Dealings& held) {
  Date last;
  for (const auto& event : held.events) last = std::max(last, event.date);
  return last;
}

SeriesVerb add_series_verb(CLI::App& app, Command& command, const char* name, const char* help,
                           int (*run)(const SeriesArguments&, const Command&)) {
  auto* verb = app.add_subcommand(name, help);
  auto arguments = std::make_shared<SeriesArguments>();
  add_ledger_option(*verb, arguments->ledger);
  verb->add_option("--measure", arguments->measure, "goldstein or plover")
      ->check(CLI::IsMember({"goldstein", "plover"}));
  verb->add_option("--known-by", arguments->known_by, "only what was told up to this day (YYYY-MM-DD)");
  verb->add_flag("--claimed", arguments->claimed, "count also what only a speaker claims");
  verb->callback(
      [&command, arguments, run] { command.run = [&command, arguments, run] { return run(*arguments, command); }; });
  return {verb, arguments};
}

}  // namespace demarche
