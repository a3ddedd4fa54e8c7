// What people put right, and how it takes the place of what the program coded.
#include <algorithm>

#include "ledger/sql_ledger.h"
#include "records/records.h"

namespace demarche {
namespace {

bool overlap(const std::vector<Span>& a, const std::vector<Span>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Span& each) {
    return std::any_of(b.begin(), b.end(),
                       [&](const Span& other) { return each.begin < other.end && other.begin < each.end; });
  });
}

}  // namespace

Result<void> SqlLedger::correct(const Correction& correction) {
  Transaction transaction(*sql_);
  if (!transaction.begun()) return transaction.begun();
  // back to what the program coded, then as it is said now
  const std::vector<SqlValue> id = {correction.event};
  auto before = corrections_where("event = ?", id);
  if (!before) return tl::unexpected(before.error());
  for (const auto& old : *before) {
    if (old.by_hand)
      if (auto done = run("DELETE FROM event WHERE document = ? AND id = ?", {old.machine.document, old.by_hand->id});
          !done)
        return done;
    if (auto done = insert_event(old.machine); !done) return done;
  }
  auto done = run("DELETE FROM correction WHERE event = ?", {correction.event});
  if (done)
    done = run(
        "INSERT INTO correction (event, document, accepted, who, said, machine, by_hand) VALUES (?, ?, ?, ?, ?, ?, ?)",
        {correction.event, correction.machine.document, std::int64_t{correction.accepted}, correction.who,
         correction.when, json_of(correction.machine),
         correction.by_hand ? SqlValue(json_of(*correction.by_hand)) : SqlValue()});
  if (done) done = apply(correction, {&correction.machine, 1});
  if (done) done = count_change();
  if (!done) return done;
  return transaction.finish();
}

Result<void> SqlLedger::insert_event(const Event& event) {
  std::vector<SqlValue> events, parties;
  add_event_rows(event.document, event, events, parties);
  auto done = sql_->insert("event", kEventColumns, events);
  if (done) done = sql_->insert("party", "party, document, event", parties);
  return done;
}

Result<void> SqlLedger::apply(const Correction& correction, std::span<const Event> coded) {
  if (correction.accepted) return {};
  for (const auto& event : coded) {
    const bool meant = event.id == correction.event || (event.sentence == correction.machine.sentence &&
                                                        event.in_title == correction.machine.in_title &&
                                                        overlap(event.words, correction.machine.words));
    if (!meant) continue;
    if (auto done = run("DELETE FROM event WHERE document = ? AND id = ?", {correction.machine.document, event.id});
        !done)
      return done;
  }
  return correction.by_hand ? insert_event(*correction.by_hand) : Result<void>();
}

Result<std::vector<Correction>> SqlLedger::corrections() { return corrections_where("1 = 1", {}); }

Result<std::vector<Correction>> SqlLedger::corrections_where(const std::string& condition,
                                                             std::span<const SqlValue> values) {
  std::vector<Correction> found;
  std::optional<Error> broken;
  const auto read = sql_->rows("SELECT event, accepted, who, said, machine, by_hand FROM correction WHERE " +
                                   condition + " ORDER BY said, event",
                               values, [&](const SqlRow& row) {
                                 auto& correction = found.emplace_back();
                                 correction.event = row.text(0);
                                 correction.accepted = row.number(1) != 0;
                                 correction.who = row.text(2), correction.when = row.text(3);
                                 const auto event = [&](int column, const auto& into) {
                                   auto value = event_of_json(row.text(column));
                                   if (value)
                                     into(std::move(*value));
                                   else
                                     broken = value.error();
                                 };
                                 event(4, [&](Event value) { correction.machine = std::move(value); });
                                 if (!row.null(5))
                                   event(5, [&](Event value) { correction.by_hand = std::move(value); });
                                 return true;
                               });
  if (!read) return tl::unexpected(read.error());
  if (broken) return fail("holds a correction that cannot be read: " + broken->message, address_);
  return found;
}

}  // namespace demarche
