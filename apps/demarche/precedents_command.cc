// demarche precedents: whether it has been done before, by whom to whom, and why.
#include <fmt/format.h>

#include <memory>

#include "base/data_folder.h"
#include "briefing/precedents_text.h"
#include "command.h"
#include "ledger_option.h"
#include "precedents_request.h"
#include "relations/ledger_acts.h"

namespace demarche {
namespace {

struct PrecedentArguments {
  std::vector<std::string> question;
  PrecedentsAsked asked;
  std::string ledger = kLedger;
  std::size_t most = 10;
};

int run_precedents(const PrecedentArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return give_up(world.error());
  const auto words = PrecedentWords::load(*folder / "knowledge" / "ontology" / "precedents.words");
  if (!words) return give_up(words.error());
  PrecedentsAsked asked = arguments.asked;
  for (const auto& word : arguments.question) asked.question += (asked.question.empty() ? "" : " ") + word;
  const auto query = precedents_asked(asked, *words, *world);
  if (!query) return give_up(query.error());
  const auto ledger = open_ledger(arguments.ledger, OpenMode::read);
  if (!ledger) return give_up(ledger.error());
  const auto record = read_acts(**ledger, EventQuery{});
  if (!record) return give_up(record.error());
  const auto names = DocumentNames::read(**ledger);
  if (!names) return give_up(names.error());
  const auto answer = precedents(*query, record->acts, *words, *world);
  fmt::print("{}", precedents_text(*query, answer, arguments.most, *words, *world, *names));
  return kDone;
}

}  // namespace

void add_precedents_command(CLI::App& app, Command& command) {
  auto* verb =
      app.add_subcommand("precedents", "whether it has been done before, and why: \"severance over a cyber-attack\"");
  auto arguments = std::make_shared<PrecedentArguments>();
  verb->add_option("question", arguments->question, "in words: the first severance over a cyber-attack");
  verb->add_option("--what", arguments->asked.what,
                   "a move (sever, expel, recall ...) or a PLOVER type (COERCE/cyber)");
  verb->add_option("--why", arguments->asked.why, "a kind of reason: cyber, spying, war, recognition ...");
  verb->add_option("--by", arguments->asked.by,
                   "who did it: a country, an organisation whose members are meant, state or group");
  verb->add_option("--to", arguments->asked.to, "to whom; the same");
  verb->add_option("--from", arguments->asked.from, "on this day or after (otherwise: since 1945)");
  verb->add_option("--before", arguments->asked.before, "before this day");
  verb->add_option("--within-days", arguments->asked.within_days, "of its cause, where the ledger holds that")
      ->check(CLI::NonNegativeNumber);
  verb->add_option("--most", arguments->most, "cases shown");
  add_ledger_option(*verb, arguments->ledger);
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_precedents(*arguments, command); }; });
}

}  // namespace demarche
