// demarche brief: the briefing on two countries, on an incident, or on an article.
#include <fmt/format.h>

#include "asked.h"
#include "base/data_folder.h"
#include "brief.h"
#include "command.h"
#include "pair_request.h"
#include "pipeline.h"

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
  const auto pipeline = load_pipeline(command);
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

struct BriefArguments : PairArguments {
  std::string known_by, incident;
};

int brief_incident_asked(const BriefArguments& arguments, std::optional<Date> known_by, const Command& command) {
  if (!arguments.parties.empty())
    return give_up({"--incident takes no countries and no files beside it", {}, 0, 0, arguments.parties.front()});
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return give_up(world.error());
  const auto ledger = open_ledger(arguments.ledger, OpenMode::read);
  if (!ledger) return give_up(ledger.error());
  const auto briefing = brief_incident_from(**ledger, arguments.incident, *world, *folder, known_by);
  if (!briefing) return give_up(briefing.error());
  return show(*briefing, arguments);
}

int run_brief(const BriefArguments& arguments, const Command& command) {
  const auto known_by = day_asked("--known-by", arguments.known_by);
  if (!known_by) return give_up(known_by.error());
  if (!arguments.incident.empty()) return brief_incident_asked(arguments, *known_by, command);
  if (arguments.parties.empty())
    return give_up({"two countries, --incident ID or article files are wanted", {}, 0, 0, {}});
  // two names that are no files are a pair; anything else is an article
  std::error_code error;
  const bool files = arguments.parties.size() != 2 || std::filesystem::exists(arguments.parties[0], error) ||
                     std::filesystem::exists(arguments.parties[1], error);
  if (files) return brief_articles(arguments, command);
  const auto open = open_pair(arguments, command);
  if (!open) return give_up(open.error());
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto briefing = brief_pair_from(*open->ledger, open->a, open->b, open->day, open->world, *folder, *known_by);
  if (!briefing) return give_up(briefing.error());
  return show(*briefing, arguments);
}

}  // namespace

void add_brief_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("brief", "the briefing on two countries, on an incident, or on an article");
  auto arguments = std::make_shared<BriefArguments>();
  verb->add_option("subject", arguments->parties, "two countries (with a ledger), or article files");
  verb->add_option("--incident", arguments->incident, "the id of an incident of the ledger (demarche incidents)");
  add_ledger_option(*verb, arguments->ledger);
  verb->add_option("--as-of", arguments->as_of, "the day (YYYY-MM-DD; the last day of the record otherwise)");
  verb->add_option("--known-by", arguments->known_by,
                   "what could be known by this day (YYYY-MM-DD): later documents are left out");
  verb->add_option("--date", arguments->date, "date (YYYY-MM-DD) of an article that carries none");
  verb->add_option("--format", arguments->format, "text, markdown, html (one page that stands by itself) or json")
      ->check(CLI::IsMember({"text", "markdown", "html", "json"}));
  verb->add_option("--width", arguments->width, "columns of the terminal");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_brief(*arguments, command); }; });
}

}  // namespace demarche
