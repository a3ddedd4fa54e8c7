#include "pair_request.h"

#include "base/data_folder.h"

namespace demarche {
namespace {

// The code of a state by any of its names, or an error that says so.
Result<std::string> state_of(const std::string& name, const World& world) {
  auto code = world.state_code(name);
  if (!code.empty()) return code;
  const auto who = world.resolve(name, {});
  if (who && !who->country.empty()) return who->country;
  return fail("no state of that name or code", {}, 0, 0, name);
}

}  // namespace

Result<OpenPair> open_pair(const PairArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return tl::unexpected(folder.error());
  auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return tl::unexpected(world.error());
  auto a = state_of(arguments.parties[0], *world), b = state_of(arguments.parties[1], *world);
  if (!a) return tl::unexpected(a.error());
  if (!b) return tl::unexpected(b.error());
  auto ledger = open_ledger(arguments.ledger, OpenMode::read);
  if (!ledger) return tl::unexpected(ledger.error());
  std::optional<Date> day = Date::parse(arguments.as_of);
  if (!day && !arguments.as_of.empty()) return fail("--as-of: not a day (YYYY-MM-DD)", {}, 0, 0, arguments.as_of);
  if (!day) {
    // the last day that the ledger tells of: the record ends there, whatever day it is today
    const auto documents = (*ledger)->documents();
    if (!documents) return tl::unexpected(documents.error());
    for (const auto& document : *documents)
      if (document.date && (!day || *document.date > *day)) day = document.date;
    if (!day) return fail("the ledger holds no dated document; name a day with --as-of", arguments.ledger);
  }
  return OpenPair{std::move(*world), std::move(*ledger), *a, *b, *day};
}

}  // namespace demarche
