// One ledger into another, through the interface alone: the stores may be of different kinds.
#include <algorithm>

#include "ledger/ledger.h"

namespace demarche {
namespace {

constexpr std::size_t kBatch = 25'000;  // rows of a transaction
constexpr std::size_t kDocuments = 64;  // of one

// Of two codings of one document the one of the later date stands.
bool later(const Document& a, const Document& b) { return a.date.value_or(Date()) >= b.date.value_or(Date()); }

Result<void> merge_documents(Ledger& into, Ledger& from, Merged& merged) {
  const auto records = from.documents();
  if (!records) return tl::unexpected(records.error());
  std::vector<StoredDocument> batch;
  const auto write = [&]() -> Result<void> {
    const auto added = into.put(batch);
    if (!added) return tl::unexpected(added.error());
    for (const auto each : *added)
      (each == Added::fresh ? merged.fresh : each == Added::replaced ? merged.replaced : merged.unchanged) += 1;
    batch.clear();
    return {};
  };
  for (const auto& record : *records) {
    auto theirs = from.stored(record.id);
    if (!theirs) return tl::unexpected(theirs.error());
    if (!*theirs) continue;
    const auto ours = into.stored(record.id);
    if (!ours) return tl::unexpected(ours.error());
    if (*ours && !later((*theirs)->document, (*ours)->document)) {
      merged.unchanged += 1;
      continue;
    }
    batch.push_back(std::move(**theirs));
    if (batch.size() == kDocuments)
      if (auto done = write(); !done) return done;
  }
  return write();
}

Result<void> merge_corrections(Ledger& into, Ledger& from) {
  const auto ours = into.corrections(), theirs = from.corrections();
  if (!ours) return tl::unexpected(ours.error());
  if (!theirs) return tl::unexpected(theirs.error());
  for (const auto& correction : *theirs) {
    const auto same = std::find_if(ours->begin(), ours->end(),
                                   [&](const Correction& each) { return each.event == correction.event; });
    if (same != ours->end() && same->when >= correction.when) continue;
    if (auto done = into.correct(correction); !done) return done;
  }
  return {};
}

Result<void> merge_imports(Ledger& into, Ledger& from, Merged& merged) {
  const auto theirs = from.imports();
  if (!theirs) return tl::unexpected(theirs.error());
  for (const auto& each : *theirs) {
    const auto ours = into.imported(each.file_hash);
    if (!ours) return tl::unexpected(ours.error());
    if (*ours >= each.rows) continue;
    std::vector<FlatEvent> batch;
    std::int64_t row = 0;
    Result<void> done;
    const auto write = [&] {
      if (done && row > *ours) done = into.import(batch, each.file_hash, row);
      if (done) merged.flat_events += static_cast<std::int64_t>(batch.size());
      batch.clear();
      return done.has_value();
    };
    FlatQuery query;
    query.imported_from = each.file_hash;
    const auto read = from.flat_events(query, [&](const FlatEvent& event) {
      if (++row > *ours) batch.push_back(event);
      return batch.size() < kBatch || write();
    });
    if (!read) return read;
    write();
    if (!done) return done;
  }
  return into.settle();
}

}  // namespace

Result<Merged> merge_ledgers(Ledger& into, Ledger& from) {
  Merged merged;
  auto done = merge_documents(into, from, merged);
  if (done) done = merge_corrections(into, from);
  if (done) done = merge_imports(into, from, merged);
  if (!done) return tl::unexpected(done.error());
  return merged;
}

}  // namespace demarche
