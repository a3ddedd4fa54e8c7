// demarche add, pair, brief: into the ledger, and out of it.
#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "base/data_folder.h"
#include "brief.h"
#include "briefing/phrases.h"
#include "code.h"
#include "command.h"
#include "reading.h"
#include "records/records.h"

namespace demarche {
namespace {

constexpr const char* kLedger = "demarche.ledger";  // where --ledger is not given

struct AddArguments {
  ReadingArguments reading;
  std::string ledger = kLedger;
  bool quiet = false;
};

int run_add(const AddArguments& arguments, const Command& command) {
  const auto options = arguments.reading.options();
  if (!options) return give_up(options.error());
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto pipeline = CodingPipeline::load(*folder, command.world, tell);
  if (!pipeline) return give_up(pipeline.error());
  const auto ledger = open_ledger(arguments.ledger, OpenMode::write);
  if (!ledger) return give_up(ledger.error());
  std::size_t fresh = 0, unchanged = 0, replaced = 0, events = 0;
  std::optional<Error> broken;
  const auto take = [&](const Document& document, const Coding& coding) {
    const auto added = (*ledger)->add(document, coding);
    if (!added) {
      broken = added.error();
      return false;
    }
    (*added == Added::fresh ? fresh : *added == Added::unchanged ? unchanged : replaced) += 1;
    events += coding.events.size();
    const std::size_t all = fresh + unchanged + replaced;
    if (!arguments.quiet && isatty(STDERR_FILENO) && all % 50 == 0)
      fmt::print(stderr, "\r{} documents, {} events", all, events);
    return true;
  };
  const auto summary =
      code_files(*pipeline, arguments.reading.paths(), *options, {}, arguments.reading.threads, take, tell);
  if (broken) return give_up(*broken);
  if (!arguments.quiet)
    fmt::print("{}: {} documents added, {} replaced, {} unchanged; {} events\n", arguments.ledger, fresh, replaced,
               unchanged, events);
  return summary.left_out ? (summary.documents ? kLeftOut : kNothing) : kDone;
}

struct PairArguments {
  std::vector<std::string> parties;
  std::string ledger = kLedger, as_of, format = "text", date;
  std::size_t width = 100;
};

// The code of a state by any of its names, or an error that says so.
Result<std::string> state_of(const std::string& name, const World& world) {
  auto code = world.state_code(name);
  if (!code.empty()) return code;
  const auto who = world.resolve(name, {});
  if (who && !who->country.empty()) return who->country;
  return fail("no state of that name or code", {}, 0, 0, name);
}

struct OpenPair {
  World world;
  std::unique_ptr<Ledger> ledger;
  std::string a, b;
  Date day;
};

Result<OpenPair> open_pair(const PairArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return tl::unexpected(folder.error());
  auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return tl::unexpected(world.error());
  auto a = state_of(arguments.parties[0], *world), b = state_of(arguments.parties[1], *world);
  if (!a) return tl::unexpected(a.error());
  if (!b) return tl::unexpected(b.error());
  auto ledger = open_ledger(arguments.ledger, OpenMode::read);
  if (!ledger) return tl::unexpected(ledger.error());
  std::optional<Date> day = Date::parse(arguments.as_of);
  if (!day && !arguments.as_of.empty()) return fail("--as-of: not a day (YYYY-MM-DD)", {}, 0, 0, arguments.as_of);
  if (!day) {
    // the last day that the ledger tells of: the record ends there, whatever day it is today
    const auto documents = (*ledger)->documents();
    if (!documents) return tl::unexpected(documents.error());
    for (const auto& document : *documents)
      if (document.date && (!day || *document.date > *day)) day = document.date;
    if (!day) return fail("the ledger holds no dated document; name a day with --as-of", arguments.ledger);
  }
  return OpenPair{std::move(*world), std::move(*ledger), *a, *b, *day};
}

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

int show(const Briefing& briefing, const PairArguments& arguments) {
  const std::string out = arguments.format == "json"       ? as_json(briefing)
                          : arguments.format == "markdown" ? as_markdown(briefing)
                                                           : as_text(briefing, arguments.width);
  return std::fwrite(out.data(), 1, out.size(), stdout) == out.size() ? kDone : kNothing;
}

int brief_articles(const PairArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto pipeline = CodingPipeline::load(*folder, command.world, tell);
  if (!pipeline) return give_up(pipeline.error());
  ReadOptions options;
  if (!arguments.date.empty() && !(options.date = Date::parse(arguments.date)))
    return give_up({"--date: not a day (YYYY-MM-DD)", {}, 0, 0, arguments.date});
  const std::vector<std::filesystem::path> files(arguments.parties.begin(), arguments.parties.end());
  const auto take = [&](const Document& document, const Coding& coding) {
    return show(brief_article(document, coding, pipeline->world()), arguments) == kDone;
  };
  const auto summary = code_files(*pipeline, files, options, {}, 1, take, tell);
  return summary.left_out ? (summary.documents ? kLeftOut : kNothing) : kDone;
}

int run_brief(const PairArguments& arguments, const Command& command) {
  // two names that are no files are a pair; anything else is an article
  std::error_code error;
  const bool files = arguments.parties.size() != 2 || std::filesystem::exists(arguments.parties[0], error) ||
                     std::filesystem::exists(arguments.parties[1], error);
  if (files) return brief_articles(arguments, command);
  const auto open = open_pair(arguments, command);
  if (!open) return give_up(open.error());
  const auto briefing = brief_pair_from(*open->ledger, open->a, open->b, open->day, open->world);
  if (!briefing) return give_up(briefing.error());
  return show(*briefing, arguments);
}

}  // namespace

void add_ledger_commands(CLI::App& app, Command& command) {
  auto* add = app.add_subcommand("add", "code documents and put them into the ledger");
  auto add_arguments = std::make_shared<AddArguments>();
  add_arguments->reading.add_to(*add);
  add->add_option("--ledger", add_arguments->ledger, "the ledger: a file");
  add->add_flag("--quiet", add_arguments->quiet, "say nothing but errors");
  add->callback([&command, add_arguments] {
    command.run = [&command, add_arguments] { return run_add(*add_arguments, command); };
  });

  auto* pair = app.add_subcommand("pair", "where two countries stand on a day, and how they came there");
  auto pair_arguments = std::make_shared<PairArguments>();
  pair->add_option("countries", pair_arguments->parties, "two countries, by code or name")->required()->expected(2);
  pair->add_option("--ledger", pair_arguments->ledger, "the ledger: a file");
  pair->add_option("--as-of", pair_arguments->as_of, "the day (YYYY-MM-DD; the last day of the record otherwise)");
  pair->callback([&command, pair_arguments] {
    command.run = [&command, pair_arguments] { return run_pair(*pair_arguments, command); };
  });

  auto* brief = app.add_subcommand("brief", "the briefing on two countries, or on an article");
  auto brief_arguments = std::make_shared<PairArguments>();
  brief->add_option("subject", brief_arguments->parties, "two countries (with a ledger), or article files")->required();
  brief->add_option("--ledger", brief_arguments->ledger, "the ledger: a file");
  brief->add_option("--as-of", brief_arguments->as_of, "the day (YYYY-MM-DD; the last day of the record otherwise)");
  brief->add_option("--date", brief_arguments->date, "date (YYYY-MM-DD) of an article that carries none");
  brief->add_option("--format", brief_arguments->format, "text, markdown or json")
      ->check(CLI::IsMember({"text", "markdown", "json"}));
  brief->add_option("--width", brief_arguments->width, "columns of the terminal");
  brief->callback([&command, brief_arguments] {
    command.run = [&command, brief_arguments] { return run_brief(*brief_arguments, command); };
  });
}

}  // namespace demarche
