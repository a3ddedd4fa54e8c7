#include "relations/ledger_acts.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace demarche {

Result<std::vector<Event>> read_events(Ledger& ledger, std::span<const EventQuery> queries, const KeepEvent& keep) {
  std::vector<Event> events;
  std::set<std::pair<std::string, std::string>> seen;  // one text under two ids has its events twice
  for (const auto& query : queries) {
    auto told = ledger.events(query);
    if (!told) return tl::unexpected(told.error());
    for (auto& event : *told)
      if ((!keep || keep(event)) && seen.emplace(event.document, event.id).second) events.push_back(std::move(event));
  }
  if (queries.size() < 2) return events;
  std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    if (a.date.has_value() != b.date.has_value()) return a.date.has_value();
    if (a.date && a.date->begin != b.date->begin) return a.date->begin < b.date->begin;
    return std::tie(a.document, a.sentence, a.id) < std::tie(b.document, b.sentence, b.id);
  });
  return events;
}

Result<Provenances> provenances_of(Ledger& ledger, std::span<const Event> events) {
  std::set<std::string> ids;
  for (const auto& event : events) ids.insert(event.document);
  const auto documents = ledger.documents(std::vector<std::string>(ids.begin(), ids.end()));
  if (!documents) return tl::unexpected(documents.error());
  Provenances provenances;
  for (const auto& each : *documents) provenances[each.id] = {each.source, each.date, each.fingerprint};
  return provenances;
}

Result<LedgerActs> merged(Ledger& ledger, std::vector<Event> events) {
  const auto provenances = provenances_of(ledger, events);
  if (!provenances) return tl::unexpected(provenances.error());
  LedgerActs told;
  told.events = std::move(events);
  told.acts = acts_of(told.events, *provenances);
  return told;
}

Result<LedgerActs> read_acts(Ledger& ledger, std::span<const EventQuery> queries, const KeepEvent& keep) {
  auto events = read_events(ledger, queries, keep);
  if (!events) return tl::unexpected(events.error());
  return merged(ledger, std::move(*events));
}

Result<LedgerActs> read_acts(Ledger& ledger, const EventQuery& query) {
  return read_acts(ledger, std::span(&query, 1));
}

}  // namespace demarche
