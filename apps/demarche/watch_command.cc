// demarche watch: follows feeds and folders and adds what they bring to the ledger.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <ctime>
#include <memory>
#include <thread>

#include "base/address.h"
#include "command.h"
#include "feeds/watch.h"
#include "ledger/ledger.h"
#include "ledger_option.h"
#include "pipeline.h"
#include "text/language.h"

namespace demarche {
namespace {

std::atomic<bool> stop_asked{false};

struct WatchArguments {
  std::vector<std::string> lists;
  std::string ledger = kLedger, keep = "text", state;
  double pause = 2;
  bool once = false, quiet = false;
};

std::int64_t now() { return static_cast<std::int64_t>(std::time(nullptr)); }

void tell_look(const Look& look, std::size_t events) {
  std::string line = fmt::format("{:%Y-%m-%d %H:%M} {}: ", fmt::gmtime(std::time(nullptr)), look.name);
  line +=
      look.unchanged ? "nothing new" : fmt::format("{} new with {} events, {} known", look.fresh, events, look.known);
  if (look.left_out) line += fmt::format(", {} left out", look.left_out);
  for (const auto& [language, documents] : look.other_languages)
    line += fmt::format(", {} in {} left aside", documents, language_name(language));
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

int run_watch(const WatchArguments& arguments, const Command& command) {
  const auto list = following(arguments.lists);
  if (!list) return give_up(list.error());
  const bool in_database = arguments.ledger.find("://") != std::string::npos;
  if (arguments.state.empty() && in_database)
    return give_up(
        {"--state FILE is needed with a ledger in a database", without_password(arguments.ledger), 0, 0, {}});
  const std::filesystem::path path = arguments.state.empty() ? arguments.ledger + ".watch" : arguments.state;
  auto state = load_watch_state(path);
  if (!state) return give_up(state.error());
  const auto pipeline = load_pipeline(command);
  if (!pipeline) return give_up(pipeline.error());
  const auto ledger = open_ledger(arguments.ledger, OpenMode::write);
  if (!ledger) return give_up(ledger.error());
  const Keep keep = arguments.keep == "text" ? Keep::text : Keep::record_only;
  const auto workspace = pipeline->reader().workspace();
  WatchOptions options;
  options.pause = std::chrono::milliseconds(static_cast<int>(arguments.pause * 1000));
  std::size_t events = 0, left_out = 0;
  std::optional<Error> broken;
  const WatchEvents on = {[&](const Document& document) {
                            const auto coding = pipeline->code(document, *workspace);
                            const auto added = (*ledger)->add(document, coding, keep);
                            if (!added) broken = added.error();
                            events += coding.events.size();
                            return added.has_value();
                          },
                          [&](const Look& look) {
                            if (const auto saved = save_watch_state(path, *state); !saved && !broken)
                              broken = saved.error();
                            if (!arguments.quiet) tell_look(look, events);
                            left_out += look.left_out;
                            events = 0;
                          },
                          tell, &stop_asked};
  std::signal(SIGINT, [](int) { stop_asked = true; });
  std::signal(SIGTERM, [](int) { stop_asked = true; });
  while (true) {
    const bool going = look_round(*list, *state, now(), options, on);
    if (const auto saved = save_watch_state(path, *state); !saved && !broken) broken = saved.error();
    if (broken) return give_up(*broken);
    if (arguments.once) return left_out ? kLeftOut : kDone;
    const auto next = next_look(*list, *state, now());
    while (going && !stop_asked && now() < next) std::this_thread::sleep_for(std::chrono::milliseconds(200));
    if (stop_asked) return kDone;
  }
}

}  // namespace

void add_watch_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("watch", "follow feeds and folders and add what they bring to the ledger");
  auto arguments = std::make_shared<WatchArguments>();
  verb->add_option("lists", arguments->lists,
                   "lists of feeds (.toml, .opml), folders, or addresses of RSS and Atom feeds")
      ->required();
  add_ledger_option(*verb, arguments->ledger);
  verb->add_option("--state", arguments->state, "file that remembers what has been taken (LEDGER.watch)");
  verb->add_option("--keep", arguments->keep,
                   "text: documents with their text; record-only: what was coded, with its sentences, alone")
      ->check(CLI::IsMember({"text", "record-only"}));
  verb->add_option("--pause", arguments->pause, "seconds between two requests to one host")
      ->check(CLI::Range(0.0, 3600.0));
  verb->add_flag("--once", arguments->once, "look once at all that is due, and end");
  verb->add_flag("--quiet", arguments->quiet, "say nothing but errors");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_watch(*arguments, command); }; });
}

}  // namespace demarche
