// demarche actor: who that is on a day, why the program thinks so, and what ties it knows; --batch answers a table.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <memory>

#include "asked.h"
#include "base/data_folder.h"
#include "command.h"
#include "world/world.h"

namespace demarche {
namespace {

struct ActorArguments {
  std::string name, on, batch;
};

std::string span_of(const Validity& when) {
  return (when.from ? when.from->text() : "") + ".." + (when.to ? when.to->text() : "");
}

// Offices, other names and ties, each on lines of its own.
void show_what_is_known(const World& world, const std::string& id, std::optional<Date> on) {
  for (const auto& tenure : world.tenures_of(id, on)) {
    const bool own = tenure.person == id;
    fmt::print("  {}   {}{} {}\n", own ? "held  " : "office", tenure.office,
               own ? " of " + world.name_of(tenure.owner) : ": " + tenure.name, span_of(tenure.when));
  }
  std::string_view kind;
  for (const auto& other : world.other_names(id)) {
    fmt::print("{}{}", other.kind == kind ? "; " : fmt::format("{}  {:<9}", kind.empty() ? "" : "\n", other.kind),
               other.name);
    kind = other.kind;
  }
  if (!kind.empty()) fmt::print("\n");
  for (const auto& tie : world.ties_of(id, on))
    fmt::print("  tie      {} {} {} {} [{}{}{}]\n", world.name_of(tie.from), tie.kind, world.name_of(tie.to),
               span_of(tie.when), tie.file, tie.source.empty() ? "" : "; ", tie.source);
}

// A table in, a table out: name, tab, day; behind them id, country, kind, score and why, empty where nobody is known.
int answer_table(const World& world, const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    file.open(path);
    if (!file) return give_up({"cannot be read", path, 0, 0, {}});
  }
  std::istream& lines = path == "-" ? std::cin : file;
  bool left_out = false;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const auto tab = std::min(line.find('\t'), line.size());
    const std::string day = line.substr(std::min(tab + 1, line.size()));
    const auto on = Date::parse(day);
    if (!on && !day.empty()) {
      tell({"not a day (YYYY-MM-DD)", path, number, tab + 2, day});
      left_out = true;
      continue;
    }
    const auto who = world.resolve(std::string_view(line).substr(0, tab), on);
    if (who)
      fmt::print("{}\t{}\t{}\t{}\t{}\t{:.2f}\t{}\n", line.substr(0, tab), day, who->id, who->country,
                 name_of(who->kind), who->score, who->why);
    else
      fmt::print("{}\t{}\t\t\t\t\t\n", line.substr(0, tab), day);
  }
  return left_out ? kLeftOut : kDone;
}

int run_actor(const ActorArguments& arguments, const Command& command) {
  const auto asked = day_asked("--on", arguments.on);
  if (!asked) return give_up(asked.error());
  const auto on = *asked;
  if (arguments.name.empty() && arguments.batch.empty()) return give_up({"a name is needed, or --batch", {}, 0, 0, {}});
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return give_up(world.error());
  if (!arguments.batch.empty()) return answer_table(*world, arguments.batch);
  const auto who = world->resolve(arguments.name, on);
  if (!who)
    return give_up(
        {"nobody the world knows by that name" + (on ? " on " + on->text() : std::string()), {}, 0, 0, arguments.name});
  fmt::print("{}\n  id       {}\n", who->name, who->id);
  if (!who->country.empty()) fmt::print("  country  {} ({})\n", who->country, world->name_of(who->country));
  fmt::print("  kind     {}\n", name_of(who->kind));
  if (!who->sectors.empty()) fmt::print("  sectors  {}\n", fmt::join(who->sectors, " "));
  fmt::print("  score    {:.2f}\n  why      {}\n", who->score, who->why);
  show_what_is_known(*world, who->id, on);
  return kDone;
}

}  // namespace

void add_actor_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("actor", "who that is, why the program thinks so, what ties it has");
  auto arguments = std::make_shared<ActorArguments>();
  verb->add_option("name", arguments->name,
                   "a name, a code, or an office: \"Edi Rama\", ALB, \"Iranian foreign minister\"");
  verb->add_option("--on", arguments->on, "on this day (YYYY-MM-DD)");
  verb->add_option("--batch", arguments->batch,
                   "answer a table instead: name, tab, day on each line of this file (-: standard input)");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_actor(*arguments, command); }; });
}

}  // namespace demarche
