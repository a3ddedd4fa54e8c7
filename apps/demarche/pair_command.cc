// demarche pair: where two countries stand on a day, and how they came there.
#include <fmt/format.h>

#include <map>

#include "brief.h"
#include "briefing/ladder_text.h"
#include "briefing/phrases.h"
#include "command.h"
#include "pair_request.h"
#include "record/record.h"

namespace demarche {
namespace {

// "BBC, 2022-09-07" where the ledger says so; a document of the record by its source.
Result<std::map<std::string, std::string>> names_of_documents(Ledger& ledger) {
  const auto documents = ledger.documents();
  if (!documents) return tl::unexpected(documents.error());
  std::map<std::string, std::string> names;
  for (const auto& each : *documents)
    names[each.id] = each.source.empty() || is_recorded(each.id) || !each.date ? each.source
                                                                               : each.source + ", " + each.date->text();
  return names;
}

int run_pair(const PairArguments& arguments, const std::string& known_by_text, const Command& command) {
  const std::optional<Date> known_by = Date::parse(known_by_text);
  if (!known_by && !known_by_text.empty())
    return give_up({"--known-by: not a day (YYYY-MM-DD)", {}, 0, 0, known_by_text});
  const auto open = open_pair(arguments, command);
  if (!open) return give_up(open.error());
  const auto record = read_pair(*open->ledger, open->a, open->b, open->day, known_by);
  if (!record) return give_up(record.error());
  const auto names = names_of_documents(*open->ledger);
  if (!names) return give_up(names.error());
  const auto state = pair_state(open->a, open->b, open->day, record->acts, open->world, known_by);
  fmt::print("{}", ladder_text(state, record->acts, open->world, [&](const std::string& id) {
               const auto found = names->find(id);
               return found == names->end() || found->second.empty() ? id : found->second;
             }));
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
