// demarche precedents: whether it has been done before, by whom to whom, and why.
#include <fmt/format.h>

#include <memory>

#include "asked.h"
#include "base/data_folder.h"
#include "briefing/precedents_text.h"
#include "command.h"
#include "ledger_option.h"
#include "relations/ledger_acts.h"

namespace demarche {
namespace {

struct PrecedentArguments {
  std::vector<std::string> question;
  std::string ledger = kLedger, what, why, by, to, from = "1945-01-01", before;
  int within_days = -1;
  std::size_t most = 10;
};

Result<std::optional<Date>> day_in(const std::string& option, const std::string& text) {
  if (text.empty()) return std::optional<Date>();
  const auto period = Period::parse(text);
  if (!period) return fail(option + ": not a day, month or year", {}, 0, 0, text);
  return std::optional(period->begin);
}

// The id of a country, or of an organisation whose members are meant.
Result<std::string> party_in(const std::string& text, const World& world) {
  if (text.empty() || text == "state" || text == "group") return text;
  return party_asked(text, world);
}

Result<PrecedentQuery> query_of(const PrecedentArguments& arguments, const PrecedentWords& words, const World& world) {
  PrecedentQuery query;
  std::string question;
  for (const auto& word : arguments.question) question += (question.empty() ? "" : " ") + word;
  if (!question.empty()) {
    const auto read = words.question_of(question);
    if (!read) return fail("names neither a move nor a reason that is known", {}, 0, 0, question);
    query = *read;
  }
  if (!arguments.what.empty()) {
    query.moves.clear();
    if (const auto move = move_named(arguments.what)) {
      query.moves = {*move};
      if (*move == MoveKind::sever) query.moves.push_back(MoveKind::switch_recognition);
      if (*move == MoveKind::expel) query.moves.push_back(MoveKind::expel_ambassador);
    } else {
      const auto slash = arguments.what.find('/');
      query.type = arguments.what.substr(0, slash);
      if (slash != std::string::npos) query.mode = arguments.what.substr(slash + 1);
    }
  }
  if (!arguments.why.empty()) {
    if (!words.knows(arguments.why))
      return fail(fmt::format("--why: no such kind of reason; known are {}", fmt::join(words.kinds(), ", ")), {}, 0, 0,
                  arguments.why);
    query.why = arguments.why;
  }
  const auto actor = party_in(arguments.by, world), recipient = party_in(arguments.to, world);
  if (!actor) return tl::unexpected(actor.error());
  if (!recipient) return tl::unexpected(recipient.error());
  query.actor = *actor;
  query.recipient = *recipient;
  const auto from = day_in("--from", arguments.from), before = day_in("--before", arguments.before);
  if (!from) return tl::unexpected(from.error());
  if (!before) return tl::unexpected(before.error());
  query.from = *from;
  query.before = *before;
  if (arguments.within_days >= 0) query.within_days = arguments.within_days;
  return query;
}

int run_precedents(const PrecedentArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return give_up(world.error());
  const auto words = PrecedentWords::load(*folder / "knowledge" / "ontology" / "precedents.words");
  if (!words) return give_up(words.error());
  const auto query = query_of(arguments, *words, *world);
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
  verb->add_option("--what", arguments->what, "a move (sever, expel, recall ...) or a PLOVER type (COERCE/cyber)");
  verb->add_option("--why", arguments->why, "a kind of reason: cyber, spying, war, recognition ...");
  verb->add_option("--by", arguments->by,
                   "who did it: a country, an organisation whose members are meant, state or group");
  verb->add_option("--to", arguments->to, "to whom; the same");
  verb->add_option("--from", arguments->from, "on this day or after (otherwise: since 1945)");
  verb->add_option("--before", arguments->before, "before this day");
  verb->add_option("--within-days", arguments->within_days, "of its cause, where the ledger holds that")
      ->check(CLI::NonNegativeNumber);
  verb->add_option("--most", arguments->most, "cases shown");
  add_ledger_option(*verb, arguments->ledger);
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_precedents(*arguments, command); }; });
}

}  // namespace demarche
