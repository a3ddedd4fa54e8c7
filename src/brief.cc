#include "brief.h"

#include <algorithm>
#include <set>

namespace demarche {
namespace {

// Records of either party, each once, in the ledger's order.
template <class Value, class Read>
Result<std::vector<Value>> of_either(const std::string& a, const std::string& b, Read read) {
  auto first = read(a);
  if (!first) return first;
  auto second = read(b);
  if (!second) return second;
  std::set<std::string> seen;
  for (const auto& value : *first) seen.insert(value.document + value.id);
  for (auto& value : *second)
    if (!seen.contains(value.document + value.id)) first->push_back(std::move(value));
  return first;
}

Result<Provenances> provenances_of(Ledger& ledger, const std::vector<Event>& events) {
  std::set<std::string> ids;
  for (const auto& event : events) ids.insert(event.document);
  const auto documents = ledger.documents(std::vector<std::string>(ids.begin(), ids.end()));
  if (!documents) return tl::unexpected(documents.error());
  Provenances provenances;
  for (const auto& each : *documents) provenances[each.id] = {each.source, each.date, each.fingerprint};
  return provenances;
}

}  // namespace

std::vector<const Act*> PairRecord::between(const std::string& a, const std::string& b) const {
  std::vector<const Act*> found;
  const auto side = [](const Act& act, const std::string& party) {
    return std::count(act.actors.begin(), act.actors.end(), party) +
               std::count(act.recipients.begin(), act.recipients.end(), party) >
           0;
  };
  for (const auto& act : acts)
    if (side(act, a) && side(act, b)) found.push_back(&act);
  return found;
}

Result<PairRecord> read_pair(Ledger& ledger, const std::string& a, const std::string& b, Date until) {
  PairRecord record;
  auto events = of_either<Event>(a, b, [&](const std::string& party) {
    EventQuery query;
    query.parties = {party};
    return ledger.events(query);
  });
  if (!events) return tl::unexpected(events.error());
  // moves of all others are what a move is compared with
  EventQuery all_moves;
  all_moves.moves_only = true;
  auto moves = ledger.events(all_moves);
  if (!moves) return tl::unexpected(moves.error());
  std::set<std::string> seen;
  for (const auto& event : *events) seen.insert(event.id);
  for (auto& move : *moves)
    if (!seen.contains(move.id)) events->push_back(std::move(move));
  auto claims = of_either<Claim>(a, b, [&](const std::string& party) {
    ClaimQuery query;
    query.parties = {party};
    return ledger.claims(query);
  });
  if (!claims) return tl::unexpected(claims.error());
  for (auto& event : *events)
    if (!event.date || event.date->begin <= until) record.events.push_back(std::move(event));
  for (auto& claim : *claims)
    if (!claim.said || claim.said->begin <= until) record.claims.push_back(std::move(claim));
  std::stable_sort(record.events.begin(), record.events.end(), [](const Event& x, const Event& y) {
    if (x.date.has_value() != y.date.has_value()) return x.date.has_value();
    if (x.date && x.date->begin != y.date->begin) return x.date->begin < y.date->begin;
    return x.document != y.document ? x.document < y.document : x.sentence < y.sentence;
  });
  const auto provenances = provenances_of(ledger, record.events);
  if (!provenances) return tl::unexpected(provenances.error());
  record.acts = acts_of(record.events, *provenances);
  return record;
}

Result<Briefing> brief_pair_from(Ledger& ledger, const std::string& a, const std::string& b, Date day,
                                 const World& world) {
  const auto record = read_pair(ledger, a, b, day);
  if (!record) return tl::unexpected(record.error());
  return brief_pair(a, b, day, {record->events, record->claims, record->acts}, world);
}

}  // namespace demarche
