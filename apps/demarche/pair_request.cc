#include "pair_request.h"

#include "asked.h"
#include "base/address.h"
#include "base/data_folder.h"

namespace demarche {
Result<OpenPair> open_pair(const PairArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return tl::unexpected(folder.error());
  auto world = World::load(*folder / "knowledge" / "world", command.world, tell);
  if (!world) return tl::unexpected(world.error());
  auto a = state_asked(arguments.parties[0], *world), b = state_asked(arguments.parties[1], *world);
  if (!a) return tl::unexpected(a.error());
  if (!b) return tl::unexpected(b.error());
  auto ledger = open_ledger(arguments.ledger, OpenMode::read);
  if (!ledger) return tl::unexpected(ledger.error());
  auto asked = day_asked("--as-of", arguments.as_of);
  if (!asked) return tl::unexpected(asked.error());
  auto day = *asked;
  if (!day) {
    // the last day that the ledger tells of: the record ends there, whatever day it is today
    const auto documents = (*ledger)->documents();
    if (!documents) return tl::unexpected(documents.error());
    for (const auto& document : *documents)
      if (document.date && (!day || *document.date > *day)) day = document.date;
    if (!day)
      return fail("the ledger holds no dated document; name a day with --as-of", without_password(arguments.ledger));
  }
  return OpenPair{std::move(*world), std::move(*ledger), *a, *b, *day};
}

}  // namespace demarche
