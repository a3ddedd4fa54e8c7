// demarche pair: where two countries stand on a day, and how they came there.
#include <fmt/format.h>

#include "asked.h"
#include "brief.h"
#include "briefing/ladder_text.h"
#include "briefing/phrases.h"
#include "command.h"
#include "pair_request.h"

namespace demarche {
namespace {

int run_pair(const PairArguments& arguments, const std::string& known_by_text, const Command& command) {
  const auto known_by = day_asked("--known-by", known_by_text);
  if (!known_by) return give_up(known_by.error());
  const auto open = open_pair(arguments, command);
  if (!open) return give_up(open.error());
  const auto record = read_pair(*open->ledger, open->a, open->b, open->day, *known_by);
  if (!record) return give_up(record.error());
  const auto names = DocumentNames::read(*open->ledger);
  if (!names) return give_up(names.error());
  const auto state = pair_state(open->a, open->b, open->day, record->acts, open->world, *known_by);
  fmt::print("{}", ladder_text(state, record->acts, open->world, *names));
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
  auto known_by = std::make_shared<std::string>();
  verb->add_option("--known-by", *known_by,
                   "what could be known by this day (YYYY-MM-DD): later documents are left out");
  verb->callback([&command, arguments, known_by] {
    command.run = [&command, arguments, known_by] { return run_pair(*arguments, *known_by, command); };
  });
}

}  // namespace demarche
