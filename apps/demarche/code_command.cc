// demarche code: text in, coded events and claims out.
#include <fmt/format.h>

#include <memory>

#include "base/data_folder.h"
#include "code.h"
#include "command.h"
#include "reading.h"
#include "records/records.h"
#include "transfer.h"

namespace demarche {
namespace {

struct CodeArguments {
  ReadingArguments reading;
  std::string format = "jsonl", only;
  bool explain = false;
  std::size_t width = 140;
};

// Events and claims of one document as JSON Lines, in the order of the text.
void write_json(const Coding& coding, bool events, bool claims, std::string& out) {
  std::size_t e = 0, c = 0;
  while ((events && e < coding.events.size()) || (claims && c < coding.claims.size())) {
    const bool event_next =
        events && e < coding.events.size() &&
        (!claims || c >= coding.claims.size() || coding.events[e].sentence <= coding.claims[c].sentence);
    out += event_next ? json_of(coding.events[e++]) : json_of(coding.claims[c++]);
    out += '\n';
  }
}

// What is not done, or only claimed, has no place in the field's formats, which cannot tell it apart.
void write_rows(Format format, const Event& event, const Document& document, const CodeBook& book, std::string& out) {
  if (!a_row_may_tell(event)) return;
  for (const auto& line : lines_of(format, event, document, book)) out += line + "\n";
}

int run_code(const CodeArguments& arguments, const Command& command) {
  const auto options = arguments.reading.options();
  if (!options) return give_up(options.error());
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto pipeline = CodingPipeline::load(*folder, command.own(), tell);
  if (!pipeline) return give_up(pipeline.error());
  const auto ontology = Ontology::load(*folder / "knowledge" / "ontology");
  if (!ontology) return give_up(ontology.error());
  const auto book = code_book(pipeline->world(), &*ontology);
  std::vector<Event> for_table;
  std::string out;
  // the field's formats; jsonl, csv and the table are this program's own
  const auto rows = arguments.format == "jsonl" || arguments.format == "csv"
                        ? std::nullopt
                        : format_named(arguments.format == "gdelt" ? "gdelt2" : arguments.format);
  if (arguments.format == "csv") out = event_csv_header() + "\n";
  if (rows && !header_of(*rows).empty()) out = header_of(*rows) + "\n";
  const auto take = [&](const Document& document, Coding coding) {
    if (arguments.explain)
      out += explanation_text(document, coding);
    else if (arguments.format == "jsonl")
      write_json(coding, arguments.only != "claims", arguments.only != "events", out);
    else if (rows)
      for (const auto& event : coding.events) write_rows(*rows, event, document, book, out);
    else if (arguments.format == "csv")
      for (const auto& event : coding.events) out += csv_of(event) + "\n";
    else
      for_table.insert(for_table.end(), std::make_move_iterator(coding.events.begin()),
                       std::make_move_iterator(coding.events.end()));
    const bool written = std::fwrite(out.data(), 1, out.size(), stdout) == out.size();
    out.clear();
    return written;
  };
  const auto summary = code_files(*pipeline, arguments.reading.paths(), *options, {.explain = arguments.explain},
                                  arguments.reading.threads, take, tell);
  if (arguments.format == "table" && !arguments.explain) out += table_of(for_table, arguments.width);
  std::fwrite(out.data(), 1, out.size(), stdout);
  if (std::fflush(stdout) != 0) return kNothing;
  if (summary.left_out && !summary.documents) return kNothing;
  return summary.left_out ? kLeftOut : kDone;
}

}  // namespace

void add_code_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("code", "text in, coded events and claims out");
  auto arguments = std::make_shared<CodeArguments>();
  arguments->reading.add_to(*verb);
  verb->add_option("--format", arguments->format,
                   "jsonl, csv, gdelt (2.0), gdelt1, icews, polecat, plover, or a table for the eye")
      ->check(CLI::IsMember({"jsonl", "csv", "gdelt", "gdelt1", "gdelt2", "icews", "polecat", "plover", "table"}));
  verb->add_flag("--explain", arguments->explain,
                 "instead of records: how each event came about, by which rule, and what was rejected and why");
  verb->add_option("--only", arguments->only, "events or claims alone")->check(CLI::IsMember({"events", "claims"}));
  verb->add_option("--width", arguments->width, "columns of the table (0: as wide as it gets)");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_code(*arguments, command); }; });
}

}  // namespace demarche
