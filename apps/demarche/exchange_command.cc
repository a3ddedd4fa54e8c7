// demarche import, export: others' event data in, the record out in their formats.
#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "asked.h"
#include "base/data_folder.h"
#include "command.h"
#include "ledger_option.h"
#include "transfer.h"

namespace demarche {
namespace {

struct Book {
  World world;
  Ontology ontology;
};

Result<std::unique_ptr<const Book>> load_book(const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return tl::unexpected(folder.error());
  auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return tl::unexpected(world.error());
  auto ontology = Ontology::load(*folder / "knowledge" / "ontology");
  if (!ontology) return tl::unexpected(ontology.error());
  return std::make_unique<const Book>(Book{std::move(*world), std::move(*ontology)});
}

struct ImportArguments {
  std::string format, ledger = kLedger;
  std::vector<std::filesystem::path> files;
  bool quiet = false;
};

// "gdelt" stands for both versions: which it is shows in the first line.
Format reading_format(const std::string& name) { return format_named(name).value_or(Format::automatic); }

int run_import(const ImportArguments& arguments, const Command& command) {
  const auto book = load_book(command);
  if (!book) return give_up(book.error());
  const CodeBook codes = code_book((*book)->world, &(*book)->ontology);
  const auto ledger = open_ledger(arguments.ledger, OpenMode::write);
  if (!ledger) return give_up(ledger.error());
  const bool show = !arguments.quiet && isatty(STDERR_FILENO);
  std::size_t failed = 0, malformed = 0;
  std::string told;  // the last of what failed
  for (const auto& file : arguments.files) {
    const auto done = import_file(**ledger, file, reading_format(arguments.format), codes, tell, [&](std::size_t rows) {
      if (show) fmt::print(stderr, "\r{}: {} rows", file.string(), rows);
    });
    if (show) fmt::print(stderr, "\r");
    if (!done) {
      told = done.error().describe();
      tell(done.error());
      ++failed;
      continue;
    }
    const auto& summary = done->summary;
    malformed += summary.malformed;
    if (arguments.quiet) continue;
    fmt::print("{}: {} rows of {}, {} new; {} malformed left out", file.string(), summary.rows, name_of(summary.format),
               done->imported, summary.malformed);
    if (summary.passed_over) fmt::print("; {} records that are no events", summary.passed_over);
    fmt::print("\n");
  }
  if (const auto settled = (*ledger)->settle(); !settled)
    return settled.error().describe() == told ? kNothing : give_up(settled.error());  // a full disk is told once
  if (failed == arguments.files.size()) return kNothing;
  return failed || malformed ? kLeftOut : kDone;
}

struct ExportArguments {
  std::string format = "jsonl", ledger = kLedger, from, to, only;
  std::vector<std::string> countries;
  bool merged = false, all = false;
};

int run_export(const ExportArguments& arguments, const Command& command) {
  const auto book = load_book(command);
  if (!book) return give_up(book.error());
  const auto& world = (*book)->world;
  ExportOptions options;
  options.format = *format_named(arguments.format == "gdelt" ? "gdelt2" : arguments.format);
  options.merged = arguments.merged;
  options.undone = arguments.all;
  options.coded = arguments.only != "imported";
  options.flat = arguments.only != "coded";
  for (const auto& name : arguments.countries) {
    const auto code = world.state_code(name);
    if (code.empty()) return give_up({"no state of that name or code", {}, 0, 0, name});
    (options.a.empty() ? options.a : options.b) = code;
  }
  for (const auto& [name, text, day] :
       {std::tuple("--from", &arguments.from, &options.from), std::tuple("--to", &arguments.to, &options.to)}) {
    const auto asked = day_asked(name, *text);
    if (!asked) return give_up(asked.error());
    *day = *asked;
  }
  const auto ledger = open_ledger(arguments.ledger, OpenMode::read);
  if (!ledger) return give_up(ledger.error());
  std::string out = header_of(options.format);
  if (!out.empty()) out += '\n';
  bool written = true;
  const auto flush = [&] {
    written = written && std::fwrite(out.data(), 1, out.size(), stdout) == out.size();
    out.clear();
  };
  const auto rows = export_rows(**ledger, options, code_book(world, &(*book)->ontology), [&](std::string_view line) {
    out.append(line).append(1, '\n');
    if (out.size() > 1 << 16) flush();
    return written;
  });
  flush();
  if (!rows) return give_up(rows.error());
  if (!written || std::fflush(stdout) != 0) return give_up({"cannot be written to", "standard output", 0, 0, {}});
  return kDone;
}

}  // namespace

void add_import_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("import", "put others' event data into the ledger");
  auto arguments = std::make_shared<ImportArguments>();
  verb->add_option("format", arguments->format,
                   "gdelt (1.0 or 2.0), icews, polecat, plover, csv or jsonl (as exported)")
      ->required()
      ->check(CLI::IsMember({"gdelt", "gdelt1", "gdelt2", "icews", "polecat", "plover", "csv", "jsonl", "auto"}));
  verb->add_option("files", arguments->files, "files, plain, gzip or zip; - for standard input")->required();
  add_ledger_option(*verb, arguments->ledger);
  verb->add_flag("--quiet", arguments->quiet, "say nothing but errors");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_import(*arguments, command); }; });
}

void add_export_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("export", "the ledger out, in the formats of the field");
  auto arguments = std::make_shared<ExportArguments>();
  add_ledger_option(*verb, arguments->ledger);
  verb->add_option("--format", arguments->format, "gdelt (2.0), gdelt1, icews, polecat, plover, csv or jsonl")
      ->check(CLI::IsMember({"gdelt", "gdelt1", "gdelt2", "icews", "polecat", "plover", "csv", "jsonl"}));
  verb->add_option("--countries", arguments->countries, "one country, or two: events of either toward the other")
      ->expected(1, 2);
  verb->add_option("--from", arguments->from, "first day (YYYY-MM-DD)");
  verb->add_option("--to", arguments->to, "last day (YYYY-MM-DD)");
  verb->add_option("--only", arguments->only, "coded from documents, or imported")
      ->check(CLI::IsMember({"coded", "imported"}));
  verb->add_flag("--merged", arguments->merged, "a row for each act, however many reports tell of it");
  verb->add_flag("--all", arguments->all, "also what is only planned, demanded, denied or claimed");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_export(*arguments, command); }; });
}

}  // namespace demarche
