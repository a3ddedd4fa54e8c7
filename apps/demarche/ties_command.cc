// demarche ties: who stands with whom on a day.
#include <fmt/format.h>

#include "series/signed_ties.h"
#include "series_request.h"

namespace demarche {
namespace {

int run_ties(const SeriesArguments& arguments, const Command& command) {
  const auto all = open_series(arguments, command);
  if (!all) return give_up(all.error());
  const auto held = dealings_asked(*all, arguments, false);
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

}  // namespace

void add_ties_command(CLI::App& app, Command& command) {
  const auto [verb, arguments] = add_series_verb(
      app, command, "ties", "friends, enemies and patrons on a day; whose friend is whose enemy; who took whose side",
      run_ties);
  verb->add_option("parties", arguments->parties, "a country; a second one: who took whose side from that day")
      ->required()
      ->expected(1, 2);
  verb->add_option("--on", arguments->on, "the day (YYYY-MM-DD; the last of the record otherwise)");
}

}  // namespace demarche
