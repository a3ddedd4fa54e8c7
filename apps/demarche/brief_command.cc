// demarche brief: the briefing on two countries, or on an article.
#include <fmt/format.h>

#include "asked.h"
#include "base/data_folder.h"
#include "brief.h"
#include "code.h"
#include "command.h"
#include "pair_request.h"

namespace demarche {
namespace {

int show(const Briefing& briefing, const PairArguments& arguments) {
  const std::string out = arguments.format == "json"       ? as_json(briefing)
                          : arguments.format == "markdown" ? as_markdown(briefing)
                          : arguments.format == "html"     ? as_html(briefing)
                                                           : as_text(briefing, arguments.width);
  return std::fwrite(out.data(), 1, out.size(), stdout) == out.size() ? kDone : kNothing;
}

int brief_articles(const PairArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto pipeline = CodingPipeline::load(*folder, command.world, tell);
  if (!pipeline) return give_up(pipeline.error());
  ReadOptions options;
  const auto date = day_asked("--date", arguments.date);
  if (!date) return give_up(date.error());
  options.date = *date;
  const std::vector<std::filesystem::path> files(arguments.parties.begin(), arguments.parties.end());
  const auto take = [&](const Document& document, const Coding& coding) {
    return show(brief_article(document, coding, pipeline->world()), arguments) == kDone;
  };
  const auto summary = code_files(*pipeline, files, options, {}, 1, take, tell);
  return summary.left_out ? (summary.documents ? kLeftOut : kNothing) : kDone;
}

int run_brief(const PairArguments& arguments, const std::string& known_by_text, const Command& command) {
  // two names that are no files are a pair; anything else is an article
  std::error_code error;
  const bool files = arguments.parties.size() != 2 || std::filesystem::exists(arguments.parties[0], error) ||
                     std::filesystem::exists(arguments.parties[1], error);
  if (files) return brief_articles(arguments, command);
  const auto open = open_pair(arguments, command);
  if (!open) return give_up(open.error());
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto known_by = day_asked("--known-by", known_by_text);
  if (!known_by) return give_up(known_by.error());
  const auto briefing = brief_pair_from(*open->ledger, open->a, open->b, open->day, open->world, *folder, *known_by);
  if (!briefing) return give_up(briefing.error());
  return show(*briefing, arguments);
}

}  // namespace

void add_brief_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("brief", "the briefing on two countries, or on an article");
  auto arguments = std::make_shared<PairArguments>();
  verb->add_option("subject", arguments->parties, "two countries (with a ledger), or article files")->required();
  add_ledger_option(*verb, arguments->ledger);
  verb->add_option("--as-of", arguments->as_of, "the day (YYYY-MM-DD; the last day of the record otherwise)");
  auto known_by = std::make_shared<std::string>();
  verb->add_option("--known-by", *known_by,
                   "what could be known by this day (YYYY-MM-DD): later documents are left out");
  verb->add_option("--date", arguments->date, "date (YYYY-MM-DD) of an article that carries none");
  verb->add_option("--format", arguments->format, "text, markdown, html (one page that stands by itself) or json")
      ->check(CLI::IsMember({"text", "markdown", "html", "json"}));
  verb->add_option("--width", arguments->width, "columns of the terminal");
  verb->callback([&command, arguments, known_by] {
    command.run = [&command, arguments, known_by] { return run_brief(*arguments, *known_by, command); };
  });
}

}  // namespace demarche
