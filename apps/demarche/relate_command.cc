// demarche relate: a table with marked sentences in, the same table with the relation of source to target out.
#include <fmt/format.h>

#include <memory>

#include "base/data_folder.h"
#include "base/text_file.h"
#include "command.h"
#include "relate.h"

namespace demarche {
namespace {

struct RelateArguments {
  std::string table = "-";
};

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t begin = 0;;) {
    const auto end = std::min(line.find('\t', begin), line.size());
    cells.push_back(line.substr(begin, end - begin));
    if (end == line.size()) return cells;
    begin = end + 1;
  }
}

int run_relate(const RelateArguments& arguments, const std::string& data) {
  const auto bytes = read_file(arguments.table);
  if (!bytes) return give_up(bytes.error());
  const auto folder = find_data_folder(data);
  if (!folder) return give_up(folder.error());
  const auto pipeline = CodingPipeline::load(*folder);
  if (!pipeline) return give_up(pipeline.error());
  auto workspace = pipeline->reader().workspace();
  std::string_view rest = *bytes;
  std::size_t number = 0, column = 0, columns = 0, left_out = 0, read = 0;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number;
    const auto cells = cells_of(line);
    if (number == 1) {
      columns = cells.size();
      column = static_cast<std::size_t>(std::find(cells.begin(), cells.end(), "marked_sentence") - cells.begin());
      if (column == columns)
        return give_up({"a table needs a header with a column marked_sentence", arguments.table, 1, 0, {}});
      fmt::print("{}\troot\tquad\trule\n", line);
      continue;
    }
    if (line.empty()) continue;
    if (cells.size() != columns) {
      tell({fmt::format("has {} cells, the header {}", cells.size(), columns), arguments.table, number, 0, {}});
      ++left_out;
      continue;
    }
    const auto relation = relate(*pipeline, read_marked(cells[column]), *workspace);
    fmt::print("{}\t{}\t{}\t{}\n", line, relation.root, relation.quad ? std::to_string(relation.quad) : std::string(),
               relation.rule);
    ++read;
  }
  return left_out ? (read ? kLeftOut : kNothing) : kDone;
}

}  // namespace

void add_relate_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("relate", "what the marked source of each sentence does to the marked target");
  auto arguments = std::make_shared<RelateArguments>();
  verb->add_option("table", arguments->table,
                   "table (tabs, with a header) with a column marked_sentence: \"<s>Iran</s> accused <t>Israel</t>\"");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_relate(*arguments, command.data); }; });
}

}  // namespace demarche
