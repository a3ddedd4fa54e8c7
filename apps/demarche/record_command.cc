// demarche record: what the project's files (or your own) know of acts and incidents since 1945, into the ledger.
#include <fmt/format.h>

#include <memory>

#include "base/address.h"
#include "base/data_folder.h"
#include "command.h"
#include "ledger/ledger.h"
#include "ledger_option.h"
#include "record/record.h"

namespace demarche {
namespace {

struct RecordArguments {
  std::vector<std::filesystem::path> files;
  std::string ledger = kLedger;
  bool quiet = false;
};

int run_record(const RecordArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return give_up(world.error());
  const auto ontology = Ontology::load(*folder / "knowledge" / "ontology");
  if (!ontology) return give_up(ontology.error());
  auto files = arguments.files;
  if (files.empty()) {
    auto shipped = record_files(*folder / "knowledge" / "record");
    if (!shipped) return give_up(shipped.error());
    files = std::move(*shipped);
  }
  const auto record = read_record(files, *world, *ontology);
  if (!record) return give_up(record.error());
  const auto ledger = open_ledger(arguments.ledger, OpenMode::write);
  if (!ledger) return give_up(ledger.error());
  std::size_t fresh = 0, unchanged = 0, replaced = 0;
  for (const auto& each : record->documents) {
    const auto added = (*ledger)->add(each.document, each.coding);
    if (!added) return give_up(added.error());
    (*added == Added::fresh ? fresh : *added == Added::unchanged ? unchanged : replaced) += 1;
  }
  if (!arguments.quiet)
    fmt::print("{}: {} acts and {} incidents of the record: {} documents added, {} replaced, {} unchanged\n",
               without_password(arguments.ledger), record->acts, record->incidents, fresh, replaced, unchanged);
  return kDone;
}

}  // namespace

void add_record_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand(
      "record", "put severances, expulsions and incidents since 1945 that the project's files know into the ledger");
  auto arguments = std::make_shared<RecordArguments>();
  verb->add_option("files", arguments->files, "your own *.record files (none: those of the project)");
  add_ledger_option(*verb, arguments->ledger);
  verb->add_flag("--quiet", arguments->quiet, "say nothing but errors");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_record(*arguments, command); }; });
}

}  // namespace demarche
