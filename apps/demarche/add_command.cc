// demarche add, recode, remove: documents into the ledger, coded again, and out of it.
#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <unordered_set>

#include "base/address.h"
#include "command.h"
#include "ledger/ledger.h"
#include "ledger_option.h"
#include "pipeline.h"
#include "reading.h"

namespace demarche {
namespace {

constexpr std::size_t kTogether = 64;  // documents of one transaction

// Puts documents into the ledger, many at a time, counts what becomes of them, and shows it on a terminal.
class Filling {
 public:
  Filling(Ledger& ledger, Keep keep, bool quiet) : ledger_(ledger), keep_(keep), quiet_(quiet) {}

  // False: the store failed, and `broken` says how.
  bool add(Document document, Coding coding) {
    waiting_.push_back(stored_document(std::move(document), std::move(coding), keep_));
    return waiting_.size() < kTogether || finish();
  }
  bool finish() {
    put_each(ledger_, waiting_, [&](const StoredDocument& document, const Result<Added>& added) {
      if (added)
        count(*added, document.coding);
      else
        broken = added.error();
      return added.has_value();
    });
    waiting_.clear();
    return !broken;
  }

  void count(Added added, const Coding& coding) {
    (added == Added::fresh ? fresh : added == Added::unchanged ? unchanged : replaced) += 1;
    events += coding.events.size();
    const std::size_t all = fresh + unchanged + replaced;
    if (!quiet_ && isatty(STDERR_FILENO) && all % 50 == 0) fmt::print(stderr, "\r{} documents, {} events", all, events);
  }

  std::size_t fresh = 0, unchanged = 0, replaced = 0, events = 0;
  std::optional<Error> broken;

 private:
  Ledger& ledger_;
  const Keep keep_;
  const bool quiet_;
  std::vector<StoredDocument> waiting_;
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
  Filling filling(**ledger, keep, arguments.quiet);
  const auto take = [&](Document document, Coding coding) {
    return filling.add(std::move(document), std::move(coding));
  };
  std::unordered_set<std::size_t>
      seen;  // hashes of ids: of one told before in this run, the ledger may not hold the latest yet
  const auto is_coded = [&](const Document& document) {
    if (!seen.insert(std::hash<std::string>{}(document.id)).second) return false;
    const auto held = (*ledger)->coded(document, keep, pipeline->version());
    if (!held) filling.broken = held.error();
    if (held && *held) filling.count(Added::unchanged, **held);
    return !held || held->has_value();
  };
  const auto summary =
      code_files(*pipeline, arguments.reading.paths(), *options, {}, arguments.reading.threads, take, tell, is_coded);
  if (!filling.broken) filling.finish();
  if (filling.broken) return give_up(*filling.broken);
  if (!arguments.quiet)
    fmt::print("{}: {} documents added, {} replaced, {} unchanged; {} events\n", without_password(arguments.ledger),
               filling.fresh, filling.replaced, filling.unchanged, filling.events);
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
  Filling filling(**ledger, Keep::text, arguments.quiet);
  auto& broken = filling.broken;
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
  code_documents(*pipeline, next, {}, arguments.threads,
                 [&](Document document, Coding coding) { return filling.add(std::move(document), std::move(coding)); });
  if (!broken) filling.finish();
  if (broken) return give_up(*broken);
  if (!arguments.quiet)
    fmt::print(
        "{}: {} documents coded again, {} of them otherwise than before; {} events; {} without text left as they are\n",
        without_password(arguments.ledger), filling.replaced + filling.unchanged, filling.replaced, filling.events,
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
