// demarche pair: where two countries stand on a day, and how they came there.
#include <fmt/format.h>

#include "brief.h"
#include "briefing/phrases.h"
#include "command.h"
#include "pair_request.h"

namespace demarche {
namespace {

void print_part(const char* name, const Part& part) {
  fmt::print("  {:<22} {:<14} {}", name, part.value,
             part.how == Knowledge::unknown ? "" : std::string(name_of(part.how)));
  if (part.since) fmt::print(", since {}", part.since->text());
  if (part.last_confirmed) fmt::print(", last confirmed {}", part.last_confirmed->text());
  if (!part.why.empty()) fmt::print(": {}", part.why);
  if (part.act)
    fmt::print(" [{}:{}]", part.act->first().document, part.act->first().sentence);
  else if (!part.tie.empty())
    fmt::print(" [{}]", part.tie);
  fmt::print("\n");
}

int run_pair(const PairArguments& arguments, const Command& command) {
  const auto open = open_pair(arguments, command);
  if (!open) return give_up(open.error());
  const auto record = read_pair(*open->ledger, open->a, open->b, open->day);
  if (!record) return give_up(record.error());
  const auto state = pair_state(open->a, open->b, open->day, record->acts, open->world);
  const std::string a = open->world.name_of(open->a), b = open->world.name_of(open->b);
  fmt::print("{} and {} on {}: {}\n\n", a, b, open->day.text(), state.rung);
  print_part("relations", state.relations);
  print_part("level", state.level);
  print_part(("head of " + open->a + "'s mission").c_str(), state.head_of_a);
  print_part(("head of " + open->b + "'s mission").c_str(), state.head_of_b);
  print_part((open->a + "'s mission").c_str(), state.mission_of_a);
  print_part((open->b + "'s mission").c_str(), state.mission_of_b);
  print_part("consular relations", state.consular);
  for (const auto& contradiction : state.contradictions) fmt::print("  contradiction          {}\n", contradiction);
  fmt::print("\nMoves that led here\n");
  if (state.moves.empty()) fmt::print("  none in the record\n");
  for (const auto* move : state.moves)
    fmt::print("  {}  {} [{}:{}; {} reports]\n", move->date->begin.text(), capitalised(told(*move, open->world)),
               move->first().document, move->first().sentence, move->reports.size());
  fmt::print("\nTime-line\n");
  for (const auto* act : record->between(open->a, open->b)) {
    if (!act->date) continue;
    const std::string basis = act->disputed ? ", disputed" : act->claimed ? ", claimed" : "";
    fmt::print("  {}  {}{} [{}:{}]\n", act->date->begin.text(), capitalised(told(*act, open->world)), basis,
               act->first().document, act->first().sentence);
  }
  return kDone;
}

}  // namespace

void add_pair_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("pair", "where two countries stand on a day, and how they came there");
  auto arguments = std::make_shared<PairArguments>();
  verb->add_option("countries", arguments->parties, "two countries, by code or name")->required()->expected(2);
  add_ledger_option(*verb, arguments->ledger);
  verb->add_option("--as-of", arguments->as_of, "the day (YYYY-MM-DD; the last day of the record otherwise)");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_pair(*arguments, command); }; });
}

}  // namespace demarche
