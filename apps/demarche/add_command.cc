// demarche add, recode, remove: documents into the ledger, coded again, and out of it.
#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "base/address.h"
#include "command.h"
#include "ledger/ledger.h"
#include "ledger_option.h"
#include "pipeline.h"
#include "reading.h"

namespace demarche {
namespace {

// Counts what becomes of documents, and shows it on a terminal.
struct Tally {
  std::size_t fresh = 0, unchanged = 0, replaced = 0, events = 0;
  bool quiet = false;

  void count(Added added, const Coding& coding) {
    (added == Added::fresh ? fresh : added == Added::unchanged ? unchanged : replaced) += 1;
    events += coding.events.size();
    const std::size_t all = fresh + unchanged + replaced;
    if (!quiet && isatty(STDERR_FILENO) && all % 50 == 0) fmt::print(stderr, "\r{} documents, {} events", all, events);
  }
};

struct AddArguments {
  ReadingArguments reading;
  std::string ledger = kLedger, keep = "text";
  bool quiet = false;
};

int run_add(const AddArguments& arguments, const Command& command) {
  const auto options = arguments.reading.options();
  if (!options) return give_up(options.error());
  const auto pipeline = load_pipeline(command);
  if (!pipeline) return give_up(pipeline.error());
  const auto ledger = open_ledger(arguments.ledger, OpenMode::write);
  if (!ledger) return give_up(ledger.error());
  const Keep keep = arguments.keep == "text" ? Keep::text : Keep::record_only;
  Tally tally{.quiet = arguments.quiet};
  std::optional<Error> broken;
  const auto take = [&](const Document& document, const Coding& coding) {
    const auto added = (*ledger)->add(document, coding, keep);
    if (added)
      tally.count(*added, coding);
    else
      broken = added.error();
    return added.has_value();
  };
  const auto is_coded = [&](const Document& document) {
    const auto held = (*ledger)->coded(document, keep, pipeline->version());
    if (!held) broken = held.error();
    if (held && *held) tally.count(Added::unchanged, **held);
    return !held || held->has_value();
  };
  const auto summary =
      code_files(*pipeline, arguments.reading.paths(), *options, {}, arguments.reading.threads, take, tell, is_coded);
  if (broken) return give_up(*broken);
  if (!arguments.quiet)
    fmt::print("{}: {} documents added, {} replaced, {} unchanged; {} events\n", without_password(arguments.ledger),
               tally.fresh, tally.replaced, tally.unchanged, tally.events);
  return summary.left_out ? (summary.documents ? kLeftOut : kNothing) : kDone;
}

struct RecodeArguments {
  std::string ledger = kLedger;
  unsigned threads = 0;
  bool quiet = false;
};

int run_recode(const RecodeArguments& arguments, const Command& command) {
  const auto pipeline = load_pipeline(command);
  if (!pipeline) return give_up(pipeline.error());
  const auto ledger = open_ledger(arguments.ledger, OpenMode::write);
  if (!ledger) return give_up(ledger.error());
  const auto records = (*ledger)->documents();
  if (!records) return give_up(records.error());
  Tally tally{.quiet = arguments.quiet};
  std::optional<Error> broken;
  std::size_t at = 0, without_text = 0;
  const auto next = [&]() -> std::optional<Document> {
    for (; at < records->size() && !broken; ++at) {
      if (!(*records)[at].has_text) {
        ++without_text;
        continue;
      }
      auto document = (*ledger)->document((*records)[at].id);
      if (!document) {
        broken = document.error();
      } else if (*document) {
        ++at;
        return std::move(**document);
      }
    }
    return {};
  };
  code_documents(*pipeline, next, {}, arguments.threads, [&](const Document& document, const Coding& coding) {
    const auto added = (*ledger)->add(document, coding);
    if (added)
      tally.count(*added, coding);
    else
      broken = added.error();
    return added.has_value();
  });
  if (broken) return give_up(*broken);
  if (!arguments.quiet)
    fmt::print(
        "{}: {} documents coded again, {} of them otherwise than before; {} events; {} without text left as they are\n",
        without_password(arguments.ledger), tally.replaced + tally.unchanged, tally.replaced, tally.events,
        without_text);
  return kDone;
}

struct RemoveArguments {
  std::vector<std::string> documents;
  std::string ledger = kLedger;
};

int run_remove(const RemoveArguments& arguments) {
  const auto ledger = open_ledger(arguments.ledger, OpenMode::write);
  if (!ledger) return give_up(ledger.error());
  std::size_t missing = 0;
  for (const auto& id : arguments.documents) {
    const auto removed = (*ledger)->remove(id);
    if (!removed) return give_up(removed.error());
    if (*removed) continue;
    tell({"holds no document of that id", without_password(arguments.ledger), 0, 0, id});
    ++missing;
  }
  fmt::print("{}: {} documents removed\n", without_password(arguments.ledger), arguments.documents.size() - missing);
  return missing == 0 ? kDone : missing < arguments.documents.size() ? kLeftOut : kNothing;
}

}  // namespace

void add_add_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("add", "code documents and put them into the ledger");
  auto arguments = std::make_shared<AddArguments>();
  arguments->reading.add_to(*verb);
  add_ledger_option(*verb, arguments->ledger);
  verb->add_option("--keep", arguments->keep,
                   "text: documents with their text; record-only: what was coded, with its sentences, alone")
      ->check(CLI::IsMember({"text", "record-only"}));
  verb->add_flag("--quiet", arguments->quiet, "say nothing but errors");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_add(*arguments, command); }; });
}

void add_recode_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("recode", "code the ledger's documents again; what people corrected stands");
  auto arguments = std::make_shared<RecodeArguments>();
  add_ledger_option(*verb, arguments->ledger);
  verb->add_option("--threads", arguments->threads, "threads to work with (0: one for each core)");
  verb->add_flag("--quiet", arguments->quiet, "say nothing but errors");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_recode(*arguments, command); }; });
}

void add_remove_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("remove", "take documents, with all that was coded from them, out of the ledger");
  auto arguments = std::make_shared<RemoveArguments>();
  verb->add_option("documents", arguments->documents, "ids of documents")->required();
  add_ledger_option(*verb, arguments->ledger);
  verb->callback([&command, arguments] { command.run = [arguments] { return run_remove(*arguments); }; });
}

}  // namespace demarche
