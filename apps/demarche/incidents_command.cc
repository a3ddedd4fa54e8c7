// demarche incidents: what several reports and claims of the ledger describe together.
#include <fmt/format.h>

#include <memory>

#include "asked.h"
#include "base/address.h"
#include "base/data_folder.h"
#include "command.h"
#include "incidents/exports.h"
#include "ledger/ledger.h"
#include "ledger_option.h"

namespace demarche {
namespace {

struct IncidentsArguments {
  std::string ledger = kLedger, kind, known_by, format = "text";
  std::vector<std::string> parties, ids;
};

bool touches(const Incident& incident, const std::string& party) {
  const auto is = [&](const std::string& id) { return id == party || id.starts_with(party + "."); };
  return std::any_of(incident.victims.begin(), incident.victims.end(),
                     [&](const Victim& each) { return is(each.who); }) ||
         std::any_of(incident.attributions.begin(), incident.attributions.end(), [&](const Attribution& each) {
           return is(each.accused.state) || is(each.accused.organ) || is(each.accused.group);
         });
}

int run_incidents(const IncidentsArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return give_up(world.error());
  const auto kinds = IncidentKinds::load(*folder / "knowledge" / "incidents" / "incidents.kinds");
  if (!kinds) return give_up(kinds.error());
  const auto ledger = open_ledger(arguments.ledger, OpenMode::read);
  if (!ledger) return give_up(ledger.error());
  EventQuery query;
  const auto known_by = day_asked("--known-by", arguments.known_by);
  if (!known_by) return give_up(known_by.error());
  query.known_by = *known_by;
  const auto events = (*ledger)->events(query);
  if (!events) return give_up(events.error());
  const auto claims = (*ledger)->claims({{}, {}, query.known_by});
  if (!claims) return give_up(claims.error());
  const auto documents = (*ledger)->documents();
  if (!documents) return give_up(documents.error());
  std::map<std::string, Date> published;
  for (const auto& document : *documents)
    if (document.date) published.emplace(document.id, *document.date);
  std::vector<std::string> parties;
  for (const auto& name : arguments.parties) {
    auto code = world->state_code(name);
    if (code.empty())
      if (const auto who = world->resolve(name, {})) code = who->id;
    if (code.empty()) return give_up({"nobody of that name or code", {}, 0, 0, name});
    parties.push_back(std::move(code));
  }
  std::vector<Incident> chosen;
  for (auto& incident : incidents_of(*events, *claims, published, *kinds, *world)) {
    const bool wanted =
        (arguments.kind.empty() || incident.kind == arguments.kind) &&
        (arguments.ids.empty() ||
         std::find(arguments.ids.begin(), arguments.ids.end(), incident.id) != arguments.ids.end()) &&
        std::all_of(parties.begin(), parties.end(), [&](const std::string& party) { return touches(incident, party); });
    if (wanted) chosen.push_back(std::move(incident));
  }
  if (arguments.format == "stix") {
    fmt::print("{}", stix_of(chosen, *world));
  } else if (arguments.format == "misp") {
    fmt::print("{}", misp_of(chosen, *world));
  } else {
    for (const auto& incident : chosen)
      fmt::print("{}\n", arguments.format == "json" ? json_of(incident) : text_of(incident, *world));
    if (chosen.empty()) fmt::print(stderr, "no such incident in {}\n", without_password(arguments.ledger));
  }
  return kDone;
}

}  // namespace

void add_incidents_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("incidents", "incidents: victims, who is accused by whom, denials, responses");
  auto arguments = std::make_shared<IncidentsArguments>();
  verb->add_option("ids", arguments->ids, "ids of incidents (all otherwise)");
  add_ledger_option(*verb, arguments->ledger);
  verb->add_option("--party", arguments->parties, "only those with this victim or accused (code or name)");
  verb->add_option("--kind", arguments->kind, "only of this kind: cyber, assassination, seizure, border-clash");
  verb->add_option("--known-by", arguments->known_by, "only by what was told up to this day (YYYY-MM-DD)");
  verb->add_option("--format", arguments->format, "text, json (a line each), stix (2.1) or misp")
      ->check(CLI::IsMember({"text", "json", "stix", "misp"}));
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_incidents(*arguments, command); }; });
}

}  // namespace demarche
