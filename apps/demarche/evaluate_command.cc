// demarche evaluate: records that a user labelled against what the program makes of the same texts.
#include <fmt/format.h>

#include <memory>

#include "asked.h"
#include "base/data_folder.h"
#include "base/letters.h"
#include "base/text_file.h"
#include "command.h"
#include "evaluate.h"
#include "evaluation/report.h"
#include "ledger_option.h"
#include "reading.h"

namespace demarche {
namespace {

struct EvaluateArguments {
  std::string gold, input, labels, date;
  std::vector<std::string> columns;
  std::vector<std::filesystem::path> texts;
  std::string against, ledger;
  bool afresh = false;
  std::vector<std::string> by, leave_out;
  std::string level = "type", parties = "country";
  int days = 0;
  bool all_parties = false, undirected = false, pairs = false;
  std::string format = "table", differences;
  unsigned threads = 0;
};

Result<GoldOptions> gold_options(const EvaluateArguments& arguments) {
  GoldOptions options;
  options.format = arguments.input == "auto" ? "" : arguments.input;
  options.by_document = !arguments.texts.empty() || !arguments.against.empty() || !arguments.ledger.empty();
  const auto day = day_asked("--date", arguments.date);
  if (!day) return tl::unexpected(day.error());
  options.date = *day;
  for (const auto& column : arguments.columns) {
    const auto equals = column.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == column.size())
      return fail("--column: a field, =, and a column's name or number are needed", {}, 0, 0, column);
    options.columns[column.substr(0, equals)] = column.substr(equals + 1);
  }
  if (arguments.labels.empty()) return options;
  auto labels = read_labels(arguments.labels);
  if (!labels) return tl::unexpected(labels.error());
  options.labels = std::move(*labels);
  return options;
}

// What is asked for; where nothing is, type and parties, as far as the records speak of them.
EvaluateOptions evaluate_options(const EvaluateArguments& arguments, const GoldSet& gold) {
  EvaluateOptions options;
  for (const auto& name : arguments.by) options.rule.by.set(static_cast<std::size_t>(*field_named(name)));
  if (arguments.by.empty())
    for (const auto field : {Field::type, Field::actor, Field::recipient})
      options.rule.by[static_cast<std::size_t>(field)] = gold.said[static_cast<std::size_t>(field)];
  options.rule.level = *level_named(arguments.level);
  options.rule.parties = *party_match_named(arguments.parties);
  options.rule.days = arguments.days;
  options.rule.all_parties = arguments.all_parties;
  options.rule.undirected = arguments.undirected;
  options.pairs = arguments.pairs;
  // who labels how an event stands has labelled what is not done, too
  if (!arguments.leave_out.empty() || gold.said[static_cast<std::size_t>(Field::standing)]) {
    options.leave_out = {false, false, false, false};
    for (const auto& what : arguments.leave_out)
      (what == "undone"    ? options.leave_out.undone
       : what == "negated" ? options.leave_out.negated
       : what == "claimed" ? options.leave_out.claimed
                           : options.leave_out.background) = what != "nothing";
  }
  return options;
}

Result<CodedDocuments> coded(const EvaluateArguments& arguments, const GoldOptions& reading, const GoldSet& gold,
                             const CodingPipeline& pipeline, const Ontology& ontology, std::size_t& left_out) {
  const auto problem = [&](const Error& error) {
    ++left_out;
    tell(error);
  };
  if (!arguments.against.empty()) {
    GoldOptions other = reading;
    other.format.clear();
    return read_coded(arguments.against, other, pipeline.world(), ontology, tell, left_out);
  }
  if (!arguments.ledger.empty()) {
    const auto ledger = open_ledger(arguments.ledger, OpenMode::read);
    if (!ledger) return tl::unexpected(ledger.error());
    return coded_in(**ledger, gold, arguments.afresh ? &pipeline : nullptr, arguments.threads);
  }
  return code_labelled(pipeline, gold, arguments.texts, {TextFormat::automatic, {}}, arguments.threads, problem);
}

// What is not compared, or not fairly, each in one line.
std::size_t tell_apart(const GoldSet& gold, const Evaluated& evaluated) {
  const auto note = [&](std::size_t count, const std::string& what) {
    if (count) tell({fmt::format("{} {}", count, what), gold.file, 0, 0, {}});
    return count;
  };
  if (!evaluated.without_coding.empty())
    note(evaluated.without_coding.size(),
         fmt::format("documents of which there is no coding are not compared, the first is '{}'; say with --texts, "
                     "--against or --ledger where they are",
                     evaluated.without_coding.front()));
  note(evaluated.without_label, "labels that say nothing at this --level are not compared");
  note(gold.unknown_parties, "parties that the world does not know are compared by their words");
  const auto& rule = evaluated.evaluation.rule;
  std::size_t borrowed = 0;
  for (const auto& text : evaluated.texts) borrowed += text.text && text.dated_by_its_events;
  if (rule.by[static_cast<std::size_t>(Field::date)])
    note(borrowed, "texts without a day of publication were coded with the labelled date: their dates are no test");
  return gold.left_out + evaluated.without_coding.size() + evaluated.without_label;
}

Result<void> write_differences(const std::string& path, const Evaluation& evaluation) {
  const auto ending = std::filesystem::path(path).extension();
  const auto format = ending == ".csv"     ? DifferenceFormat::csv
                      : ending == ".jsonl" ? DifferenceFormat::json_lines
                                           : DifferenceFormat::text;
  return write_file(path, differences_of(evaluation, format));
}

int run_evaluate(const EvaluateArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto pipeline = CodingPipeline::load(*folder, command.own(), tell);
  if (!pipeline) return give_up(pipeline.error());
  const auto ontology = Ontology::load(*folder / "knowledge" / "ontology");
  if (!ontology) return give_up(ontology.error());
  const auto reading = gold_options(arguments);
  if (!reading) return give_up(reading.error());
  const auto gold = read_gold(arguments.gold, *reading, pipeline->world(), *ontology, tell);
  if (!gold) return give_up(gold.error());
  std::size_t left_out = 0;
  const auto documents = coded(arguments, *reading, *gold, *pipeline, *ontology, left_out);
  if (!documents) return give_up(documents.error());
  const auto evaluated = evaluate(*gold, *documents, evaluate_options(arguments, *gold));
  left_out += tell_apart(*gold, *evaluated);
  if (evaluated->texts.empty()) return kNothing;
  const auto& evaluation = evaluated->evaluation;
  fmt::print("{}", arguments.format == "json"  ? json_of(evaluation) + "\n"
                   : arguments.format == "csv" ? csv_of(evaluation)
                                               : table_of(evaluation));
  if (!arguments.differences.empty())
    if (const auto written = write_differences(arguments.differences, evaluation); !written)
      return give_up(written.error());
  return left_out ? kLeftOut : kDone;
}

}  // namespace

void add_evaluate_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("evaluate", "precision and recall against records that you labelled");
  auto arguments = std::make_shared<EvaluateArguments>();
  verb->add_option("gold", arguments->gold,
                   "labelled records: CSV or tabs with a header, JSON Lines, labels exported from a review, or events "
                   "corrected by hand (docs/evaluate.md)")
      ->required();
  verb->add_option("--input", arguments->input, "their format: auto, csv, tsv, jsonl")
      ->check(CLI::IsMember({"auto", "csv", "tsv", "jsonl"}));
  verb->add_option("--column", arguments->columns,
                   "FIELD=COLUMN: which column holds a field; by numbers where there is no header: text=1 class=2");
  verb->add_option("--labels", arguments->labels,
                   "a table of your labels and what each stands for: a type, type/mode, CAMEO code, class, or -");
  verb->add_option("--date", arguments->date, "date (YYYY-MM-DD) of texts that carry none");
  auto* texts = verb->add_option("--texts", arguments->texts, "documents that the records name: files to code");
  auto* against = verb->add_option("--against", arguments->against,
                                   "events coded before, or by another: as labelled records; nothing is coded")
                      ->excludes(texts);
  auto* ledger = verb->add_option("--ledger", arguments->ledger,
                                  "what a ledger holds, as it was coded, without what people corrected")
                     ->excludes(texts)
                     ->excludes(against);
  verb->add_flag("--afresh", arguments->afresh, "with --ledger: its texts coded again")->needs(ledger);
  verb->add_option("--by", arguments->by, "fields that must agree: type,actor,recipient,date,standing,move")
      ->delimiter(',')
      ->check(CLI::IsMember({"type", "actor", "recipient", "date", "standing", "move"}));
  verb->add_option("--level", arguments->level, "how exactly types are compared: quad, type, mode, root, code")
      ->check(CLI::IsMember({"quad", "type", "mode", "root", "code"}));
  verb->add_option("--parties", arguments->parties, "what makes two parties one: country, id, words")
      ->check(CLI::IsMember({"country", "id", "words"}));
  verb->add_flag("--all-parties", arguments->all_parties, "of sides of several, all must agree, not one");
  verb->add_flag("--undirected", arguments->undirected, "actor and recipient may stand the other way round");
  verb->add_flag("--pairs", arguments->pairs, "one event for each actor toward each recipient, on both sides");
  verb->add_option("--days", arguments->days, "days that dates may differ by")->check(CLI::NonNegativeNumber);
  verb->add_option("--leave-out", arguments->leave_out,
                   "events not compared: undone,negated,claimed,background, or nothing (undone,negated,claimed)")
      ->delimiter(',')
      ->check(CLI::IsMember({"undone", "negated", "claimed", "background", "nothing"}));
  verb->add_option("--format", arguments->format, "table, json or csv")->check(CLI::IsMember({"table", "json", "csv"}));
  verb->add_option("--differences", arguments->differences,
                   "a file for what is missed, wrong or too much, with its sentence (.csv, .jsonl, else to read)");
  verb->add_option("--threads", arguments->threads, "threads to work with (0: one for each core)");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_evaluate(*arguments, command); }; });
}

}  // namespace demarche
