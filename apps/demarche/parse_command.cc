// demarche parse: sentences as CoNLL-U, from raw text or from CoNLL-U.
#include <memory>

#include "base/data_folder.h"
#include "base/text_file.h"
#include "command.h"
#include "reading.h"
#include "sentences/conllu.h"
#include "sentences/sentences.h"

namespace demarche {
namespace {

struct ParseArguments {
  ReadingArguments reading;
  bool conllu = false, keep_trees = false;
};

int parse_conllu(const ParseArguments& arguments, const SentenceReader& reader) {
  auto workspace = reader.workspace();
  std::size_t left_out = 0, read = 0;
  for (const auto& path : arguments.reading.paths()) {
    const auto bytes = read_file(path);
    if (!bytes) {
      tell(bytes.error());
      ++left_out;
      continue;
    }
    auto file = read_conllu(*bytes, path.string());
    for (const auto& problem : file.problems) tell(problem);
    left_out += file.problems.size();
    for (auto& sentence : file.sentences) {
      if (!arguments.keep_trees) reader.parse(sentence, *workspace);
      std::string out;
      write_conllu(sentence, std::string_view(file.text).substr(sentence.begin, sentence.end - sentence.begin), out);
      std::fwrite(out.data(), 1, out.size(), stdout);
      ++read;
    }
  }
  return left_out ? (read ? kLeftOut : kNothing) : kDone;
}

int parse_text(const ParseArguments& arguments, const ReadOptions& options, const SentenceReader& reader) {
  auto workspace = reader.workspace();
  ReadSummary sum;
  for (const auto& path : arguments.reading.paths()) {
    const auto take = [&](const Document& document) {
      bool going = true;
      std::vector<Sentence*> each;
      reader.split(document, [&](std::span<Sentence> window, std::size_t) {
        each.clear();
        for (auto& sentence : window) each.push_back(&sentence);
        reader.parse(each, *workspace);
        std::string out;
        for (const auto& sentence : window) {
          const std::string& field = sentence.in_title ? document.title : document.text;
          write_conllu(sentence, std::string_view(field).substr(sentence.begin, sentence.end - sentence.begin), out);
        }
        going = going && std::fwrite(out.data(), 1, out.size(), stdout) == out.size();
      });
      return going;
    };
    const auto one = read_documents(path, options, take, tell);
    sum.documents += one.documents;
    sum.left_out += one.left_out;
  }
  return sum.left_out ? (sum.documents ? kLeftOut : kNothing) : kDone;
}

int run_parse(const ParseArguments& arguments, const std::string& data) {
  const auto options = arguments.reading.options();
  if (!options) return give_up(options.error());
  const auto folder = find_data_folder(data);
  if (!folder) return give_up(folder.error());
  const auto reader = SentenceReader::load(*folder / "models" / "english.model");
  if (!reader) return give_up(reader.error());
  return arguments.conllu ? parse_conllu(arguments, *reader) : parse_text(arguments, *options, *reader);
}

}  // namespace

void add_parse_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("parse", "sentences as CoNLL-U");
  auto arguments = std::make_shared<ParseArguments>();
  arguments->reading.add_to(*verb);
  verb->add_flag("--conllu", arguments->conllu, "read CoNLL-U: its tokens are kept, tags and trees are made anew");
  verb->add_flag("--keep-trees", arguments->keep_trees, "with --conllu: keep its tags and trees too")
      ->needs("--conllu");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_parse(*arguments, command.data); }; });
}

}  // namespace demarche
