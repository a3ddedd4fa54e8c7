// demarche actor: who that is on a day, why the program thinks so, and what ties it knows.
#include <fmt/format.h>

#include <memory>

#include "base/data_folder.h"
#include "command.h"
#include "world/world.h"

namespace demarche {
namespace {

struct ActorArguments {
  std::string name, on;
};

std::string span_of(const Validity& when) {
  return (when.from ? when.from->text() : "") + ".." + (when.to ? when.to->text() : "");
}

int run_actor(const ActorArguments& arguments, const Command& command) {
  std::optional<Date> on;
  if (!arguments.on.empty()) {
    on = Date::parse(arguments.on);
    if (!on) return give_up({"--on: not a day (YYYY-MM-DD)", {}, 0, 0, arguments.on});
  }
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return give_up(world.error());
  const auto who = world->resolve(arguments.name, on);
  if (!who)
    return give_up(
        {"nobody the world knows by that name" + (on ? " on " + on->text() : std::string()), {}, 0, 0, arguments.name});
  fmt::print("{}\n  id       {}\n", who->name, who->id);
  if (!who->country.empty()) fmt::print("  country  {} ({})\n", who->country, world->name_of(who->country));
  fmt::print("  kind     {}\n", name_of(who->kind));
  if (!who->sectors.empty()) fmt::print("  sectors  {}\n", fmt::join(who->sectors, " "));
  fmt::print("  score    {:.2f}\n  why      {}\n", who->score, who->why);
  for (const auto& tie : world->ties_of(who->id, on))
    fmt::print("  tie      {} {} {} {} [{}{}{}]\n", world->name_of(tie.from), tie.kind, world->name_of(tie.to),
               span_of(tie.when), tie.file, tie.source.empty() ? "" : "; ", tie.source);
  return kDone;
}

}  // namespace

void add_actor_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("actor", "who that is, why the program thinks so, what ties it has");
  auto arguments = std::make_shared<ActorArguments>();
  verb->add_option("name", arguments->name,
                   "a name, a code, or an office: \"Edi Rama\", ALB, \"Iranian foreign minister\"")
      ->required();
  verb->add_option("--on", arguments->on, "on this day (YYYY-MM-DD)");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_actor(*arguments, command); }; });
}

}  // namespace demarche
