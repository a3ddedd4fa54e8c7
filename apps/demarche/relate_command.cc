// demarche relate: a table with marked sentences in, the same table with the relation of source to target out; and what
// a table of one's own labels teaches.
#include <fmt/format.h>

#include <charconv>
#include <functional>
#include <memory>
#include <optional>

#include "base/data_folder.h"
#include "base/text_file.h"
#include "command.h"
#include "relate.h"
#include "relation_model.h"

namespace demarche {
namespace {

struct RelateArguments {
  std::string table = "-", out, model;
  std::vector<std::string> learn;
  std::optional<double> trust;
  bool rules_only = false;
  std::size_t folds = 0;
};

// A table of cells parted by tabs, with a header; rows of another width are told and left out.
struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> lines;  // of the rows in the file
  std::size_t left_out = 0;

  // Index of a column, or the number of columns.
  std::size_t column(std::string_view name) const {
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
  }
};

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (std::size_t begin = 0;;) {
    const auto end = std::min(line.find('\t', begin), line.size());
    cells.emplace_back(line.substr(begin, end - begin));
    if (end == line.size()) return cells;
    begin = end + 1;
  }
}

Result<Table> read_table(const std::string& path, std::initializer_list<std::string_view> needed) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  Table table;
  std::size_t number = 0;
  for (std::string_view rest = *bytes; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (++number == 1) {
      table.header = cells_of(line);
      continue;
    }
    if (line.empty()) continue;
    auto cells = cells_of(line);
    if (cells.size() == table.header.size()) {
      table.rows.push_back(std::move(cells));
      table.lines.push_back(number);
      continue;
    }
    tell({fmt::format("has {} cells, the header {}", cells.size(), table.header.size()), path, number, 0, {}});
    ++table.left_out;
  }
  for (const auto name : needed)
    if (table.column(name) == table.header.size())
      return fail(fmt::format("needs a header with a column {}", name), path, 1);
  return table;
}

int status_of(const Table& table) { return table.left_out ? (table.rows.empty() ? kNothing : kLeftOut) : kDone; }

int print_relations(const Table& table, const std::function<Relation(std::size_t)>& relation_of) {
  fmt::print("{}\troot\tquad\trule\n", fmt::join(table.header, "\t"));
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto relation = relation_of(i);
    fmt::print("{}\t{}\t{}\t{}\n", fmt::join(table.rows[i], "\t"), relation.root,
               relation.quad ? std::to_string(relation.quad) : std::string(), relation.rule);
  }
  return status_of(table);
}

int run_relate(const RelateArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto pipeline = CodingPipeline::load(*folder, command.own(), tell);
  if (!pipeline) return give_up(pipeline.error());
  auto workspace = pipeline->reader().workspace();
  std::optional<RelationModel> model;
  const auto shipped = *folder / "models" / "relations.model";
  std::filesystem::path path = arguments.model;
  if (path.empty() && !arguments.rules_only && std::filesystem::exists(shipped)) path = shipped;
  if (!path.empty()) {
    auto read = RelationModel::read(path);
    if (!read) return give_up(read.error());
    model = std::move(*read);
  }
  if (arguments.learn.empty()) {
    const auto table = read_table(arguments.table, {"marked_sentence"});
    if (!table) return give_up(table.error());
    const auto column = table->column("marked_sentence");
    return print_relations(*table, [&](std::size_t i) {
      const auto evidence = evidence_of(*pipeline, read_marked(table->rows[i][column]), *workspace);
      return model ? model->relation(evidence) : relation_by(evidence);
    });
  }
  std::optional<Table> table;
  std::vector<LabelledEvidence> rows;
  for (const auto& each : arguments.learn) {
    auto read = read_table(each, {"marked_sentence", "gold_root"});
    if (!read) return give_up(read.error());
    const auto sentence = read->column("marked_sentence"), gold = read->column("gold_root"),
               weight = read->column("weight");
    for (std::size_t i = 0; i < read->rows.size(); ++i) {
      const auto& row = read->rows[i];
      rows.push_back({evidence_of(*pipeline, read_marked(row[sentence]), *workspace), row[gold], 1.0});
      if (weight == row.size()) continue;
      auto& counts = rows.back().weight;
      const auto* const end = row[weight].data() + row[weight].size();
      const auto number = std::from_chars(row[weight].data(), end, counts);
      if (number.ec == std::errc() && number.ptr == end && counts >= 0 && counts <= 1) continue;
      tell({"is no weight from 0 to 1; it counts as 1", each, read->lines[i], 0, row[weight]});
      counts = 1;
    }
    if (!table) table = std::move(*read);
  }
  const RelationModel* from = model ? &*model : nullptr;
  if (!arguments.out.empty()) {
    auto learnt = RelationModel::learn(rows, from);
    if (arguments.trust) learnt.trust_rules(*arguments.trust);
    if (const auto written = learnt.write(arguments.out); !written) return give_up(written.error());
  }
  if (arguments.folds < 2) return status_of(*table);
  // each row of the first table by a model of all other folds' rows
  std::vector<RelationModel> models;
  for (std::size_t fold = 0; fold < arguments.folds; ++fold) {
    std::vector<LabelledEvidence> others;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (i % arguments.folds != fold) others.push_back(rows[i]);
    models.push_back(RelationModel::learn(others, from));
  }
  return print_relations(*table, [&](std::size_t i) { return models[i % arguments.folds].relation(rows[i].evidence); });
}

}  // namespace

void add_relate_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("relate", "what the marked source of each sentence does to the marked target");
  auto arguments = std::make_shared<RelateArguments>();
  verb->add_option("table", arguments->table,
                   "table (tabs, with a header) with a column marked_sentence: \"<s>Iran</s> accused <t>Israel</t>\"");
  verb->add_option("--model", arguments->model,
                   "settle it by a model learnt with --learn; with --learn: the model to begin from");
  auto* learn =
      verb->add_option("--learn", arguments->learn,
                       "learn from tables with the columns marked_sentence and gold_root, and weight if wanted");
  verb->add_option("--out", arguments->out, "the model to write")->needs(learn);
  verb->add_option("--trust", arguments->trust,
                   "with --out: how many times as much the rules count where the model is used")
      ->needs(learn);
  verb->add_flag("--rules-only", arguments->rules_only, "without the model that ships; with --learn: from nothing");
  verb->add_option("--folds", arguments->folds,
                   "with --learn: print the table with each row by a model of the other folds' rows")
      ->needs(learn);
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_relate(*arguments, command); }; });
}

}  // namespace demarche
