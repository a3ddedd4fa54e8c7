// demarche check: a user's knowledge files, every mistake with file, line and column; an entry's cases are coded too.
#include <fmt/format.h>

#include <memory>

#include "base/data_folder.h"
#include "base/stanza_file.h"
#include "code.h"
#include "command.h"
#include "events/cases.h"
#include "record/record.h"
#include "world/dictionary.h"

namespace demarche {
namespace {

struct CheckArguments {
  std::vector<std::filesystem::path> files;
};

int run_check(const CheckArguments& arguments, const std::string& data) {
  const auto folder = find_data_folder(data);
  if (!folder) return give_up(folder.error());
  std::size_t mistakes = 0;
  const auto note = [&](const Error& error) {
    fmt::print("{}\n", error.describe());
    ++mistakes;
  };
  std::vector<std::filesystem::path> records;  // read together: one may point to another
  for (const auto& file : arguments.files) {
    if (file.extension() == ".record") {
      records.push_back(file);
    } else if (file.extension() == ".lexicon") {
      for (const auto& mistake : Lexicon::check(file, *folder / "knowledge")) note(mistake);
    } else if (is_dictionary(file)) {
      Dictionary dictionary;
      if (const auto read = read_dictionary(file, dictionary, note); !read) note(read.error());
      fmt::print("{}: {} actors, {} agents, {} discards\n", file.string(), dictionary.actors.size(),
                 dictionary.agents.size(),
                 dictionary.discarded_sentences.size() + dictionary.discarded_documents.size());
    } else if (file.extension() == ".world") {
      World::check(*folder / "knowledge" / "world", std::vector{file}, note);
    } else if (const auto read = read_stanzas(file); !read) {
      note(read.error());
    }
  }
  if (!records.empty()) {
    const auto world = World::load(*folder / "knowledge" / "world");
    if (!world) return give_up(world.error());
    for (const auto& mistake : check_record(records, *world)) note(mistake);
  }
  if (!arguments.files.empty()) return mistakes ? kLeftOut : kDone;
  // without files: all that is shipped, with the cases of every entry
  World::check(*folder / "knowledge" / "world", {}, note);
  const auto pipeline = CodingPipeline::load(*folder);
  if (!pipeline) return give_up(pipeline.error());
  std::size_t cases = 0;
  for (const auto& failure : run_lexicon_cases(pipeline->lexicon(), pipeline->world(), pipeline->reader(), &cases))
    note(failure);
  if (const auto files = record_files(*folder / "knowledge" / "record"); !files)
    note(files.error());
  else
    for (const auto& mistake : check_record(*files, pipeline->world())) note(mistake);
  fmt::print("{} cases, {} do not hold\n", cases, mistakes);
  return mistakes ? kLeftOut : kDone;
}

}  // namespace

void add_check_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand(
      "check", "validate knowledge files (none: all that is shipped, with the cases of the lexicon)");
  auto arguments = std::make_shared<CheckArguments>();
  verb->add_option("files", arguments->files,
                   "lexicon (*.lexicon), world (*.world) or record (*.record) files, TABARI and PETRARCH dictionaries");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_check(*arguments, command.data); }; });
}

}  // namespace demarche
