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

// The cases of all entries, where a user's own are among them: what they take from ours shows as well.
Result<std::size_t> check_cases(const std::filesystem::path& data, const std::vector<std::filesystem::path>& own,
                                const TakeProblem& note) {
  const auto pipeline = CodingPipeline::load(data, own);
  if (!pipeline) return tl::unexpected(pipeline.error());
  std::size_t cases = 0;
  for (const auto& failure : run_lexicon_cases(pipeline->lexicon(), pipeline->world(), pipeline->reader(), &cases))
    note(failure);
  return cases;
}

int run_check(const CheckArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  std::size_t mistakes = 0;
  const auto note = [&](const Error& error) {
    fmt::print("{}\n", error.describe());
    ++mistakes;
  };
  std::vector<std::filesystem::path> records;              // read together: one may point to another
  std::vector<std::filesystem::path> own = command.own();  // of the lexicon and the world
  bool wordings = false;
  for (const auto& file : arguments.files) {
    if (file.extension() == ".record") {
      records.push_back(file);
    } else if (file.extension() == ".lexicon") {
      for (const auto& mistake : Lexicon::check(file, *folder / "knowledge")) note(mistake);
      // one of those that are shipped is read with them, in its place
      std::error_code error;
      if (!std::filesystem::equivalent(file, *folder / "knowledge" / "lexicon" / file.filename(), error))
        own.push_back(file);
      wordings = true;
    } else if (is_dictionary(file)) {
      Dictionary dictionary;
      if (const auto read = read_dictionary(file, dictionary, note); !read) note(read.error());
      fmt::print("{}: {} actors, {} agents, {} discards\n", file.string(), dictionary.actors.size(),
                 dictionary.agents.size(),
                 dictionary.discarded_sentences.size() + dictionary.discarded_documents.size());
    } else if (file.extension() == ".world") {
      World::check(*folder / "knowledge" / "world", std::vector{file}, note);
      own.push_back(file);
    } else if (const auto read = read_stanzas(file); !read) {
      note(read.error());
    }
  }
  if (!records.empty()) {
    const auto world = World::load(*folder / "knowledge" / "world");
    if (!world) return give_up(world.error());
    for (const auto& mistake : check_record(records, *world)) note(mistake);
  }
  if (wordings && mistakes == 0) {
    const auto cases = check_cases(*folder, own, note);
    if (!cases) return give_up(cases.error());
    fmt::print("{} cases, {} do not hold\n", *cases, mistakes);
  }
  if (!arguments.files.empty()) return mistakes ? kLeftOut : kDone;
  // without files: all that is shipped, with the cases of every entry
  World::check(*folder / "knowledge" / "world", {}, note);
  const auto cases = check_cases(*folder, {}, note);
  if (!cases) return give_up(cases.error());
  if (const auto files = record_files(*folder / "knowledge" / "record"); !files)
    note(files.error());
  else if (const auto world = World::load(*folder / "knowledge" / "world"); !world)
    note(world.error());
  else
    for (const auto& mistake : check_record(*files, *world)) note(mistake);
  fmt::print("{} cases, {} do not hold\n", *cases, mistakes);
  return mistakes ? kLeftOut : kDone;
}

}  // namespace

void add_check_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand(
      "check", "validate knowledge files and run the cases of the lexicon with them (none: all that is shipped)");
  auto arguments = std::make_shared<CheckArguments>();
  verb->add_option("files", arguments->files,
                   "lexicon (*.lexicon), world (*.world) or record (*.record) files, TABARI and PETRARCH dictionaries");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_check(*arguments, command); }; });
}

}  // namespace demarche
