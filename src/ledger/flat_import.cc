// Others' event data, put in: in batches, each a transaction with how far its file has come, then counted by month and
// indexed. What is counted is marked so in the same transaction: a run that was broken off is made up for, and two that
// write at a time count nothing twice.
#include <algorithm>

#include "ledger/sql_ledger.h"

namespace demarche {
namespace {

constexpr std::int64_t kRowsAtOnce = 1'000'000;  // read again, of an import that was broken off

}  // namespace

Result<FileRows> SqlLedger::file_rows(const std::string& file_hash) {
  FileRows found;
  const std::vector<SqlValue> values = {file_hash};
  const auto read = sql_->rows("SELECT number, first_row, last_row, counted FROM import WHERE file = ?", values,
                               [&](const SqlRow& row) {
                                 found = {row.number(0), row.number(1), row.number(2), row.number(3)};
                                 return true;
                               });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::int64_t> SqlLedger::imported(const std::string& file_hash) {
  const std::vector<SqlValue> values = {file_hash};
  const auto lines = numbers("SELECT lines FROM import WHERE file = ?", values);
  if (!lines) return tl::unexpected(lines.error());
  return lines->empty() ? 0 : lines->front();
}

Result<std::vector<Import>> SqlLedger::imports() {
  std::vector<Import> found;
  const auto read = sql_->rows("SELECT file, lines FROM import ORDER BY number", {}, [&](const SqlRow& row) {
    found.push_back({row.text(0), row.number(1)});
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<void> SqlLedger::import(std::span<const FlatEvent> events, const std::string& file_hash, std::int64_t rows) {
  const auto file = file_rows(file_hash);
  if (!file) return tl::unexpected(file.error());
  const bool begun_here = std::any_of(pending_.files.begin(), pending_.files.end(),
                                      [&](const FileRows& each) { return each.file == file->file; });
  if (file->file && !begun_here)
    if (auto counted = count(*file); !counted) return counted;
  {
    Transaction transaction(*sql_);
    auto done = transaction.begun();
    if (done) done = import_within(events, file_hash, rows);
    if (done) done = count_change();
    if (done) done = transaction.finish();
    if (!done) {  // what is undone is in no table
      dyads_.clear();
      kinds_.clear();
      pending_.clear();
      return done;
    }
  }
  return pending_.full() ? count_pending() : Result<void>();
}

Result<void> SqlLedger::import_within(std::span<const FlatEvent> events, const std::string& file_hash,
                                      std::int64_t rows) {
  const auto last_row = [&] { return numbers("SELECT coalesce(max(number), 0) FROM flat", {}); };
  const auto before = last_row();
  if (!before) return tl::unexpected(before.error());
  auto done =
      run("INSERT INTO import (file, lines, first_row, last_row, counted) VALUES (?, ?, ?, ?, ?) ON CONFLICT (file) DO "
          "UPDATE SET lines = excluded.lines",
          {file_hash, rows, before->front() + 1, before->front(), before->front()});
  if (!done) return done;
  const auto file = file_rows(file_hash);
  if (!file) return tl::unexpected(file.error());

  // texts are not copied: the events outlive the call
  using View = std::string_view;
  std::vector<SqlValue> cells;
  cells.reserve(events.size() * 9);
  for (const auto& each : events) {
    const auto dyad = dyad_of(each);
    if (!dyad) return tl::unexpected(dyad.error());
    const auto kind = kind_of(each);
    if (!kind) return tl::unexpected(kind.error());
    const std::int64_t day = number_of(each.date);
    cells.insert(cells.end(),
                 {file->file, View(each.id), day, *dyad, kind->number, each.goldstein,
                  each.event_scale ? SqlValue(*each.event_scale) : SqlValue(), each.mentions, View(each.line)});
    pending_.add(*dyad, day, kind->group, each.mentions, each.goldstein, each.event_scale.value_or(0));
  }
  done = sql_->insert("flat", "file, id, day, dyad, kind, goldstein, event_scale, mentions, line", cells, "");
  if (!done) return done;
  const auto after = last_row();
  if (!after) return tl::unexpected(after.error());
  const auto known = std::find_if(pending_.files.begin(), pending_.files.end(),
                                  [&](const FileRows& each) { return each.file == file->file; });
  if (known == pending_.files.end())
    pending_.files.push_back({file->file, file->first, after->front(), file->counted});
  else
    known->last = after->front();
  return run("UPDATE import SET last_row = ? WHERE number = ?", {after->front(), file->file});
}

// The number of a row that stands for these values, in a table of such.
Result<std::int64_t> SqlLedger::number_in(const std::string& table, const std::string& columns,
                                          std::span<const SqlValue> values) {
  std::string marks = "?";
  for (std::size_t i = 1; i < values.size(); ++i) marks += ", ?";
  const auto known = "SELECT number FROM " + table + " WHERE (" + columns + ") = (" + marks + ")";
  auto found = numbers(known, values);
  if (found && found->empty()) {
    if (auto added = sql_->insert(table, columns, values); !added) return tl::unexpected(added.error());
    found = numbers(known, values);
  }
  if (!found) return tl::unexpected(found.error());
  return found->front();
}

Result<std::int64_t> SqlLedger::dyad_of(const FlatEvent& event) {
  key_ = event.actor;
  (key_ += '\t') += event.recipient;
  auto& known = dyads_[key_];
  if (known) return known;
  const std::vector<SqlValue> values = {event.actor, event.recipient};
  const auto number = number_in("dyad", "actor, recipient", values);
  if (number) known = *number;
  return number;
}

Result<Kind> SqlLedger::kind_of(const FlatEvent& event) {
  key_ = event.origin;
  ((key_ += '\t') += event.cameo) += '\t';
  (key_ += event.type) += static_cast<char>('0' + event.quad_code);
  auto& known = kinds_[key_];
  if (known.number) return known;
  const std::vector<SqlValue> values = {event.origin, event.type, event.cameo, std::int64_t{event.quad_code}};
  const auto number = number_in("kind", "origin, type, cameo, quad", values);
  if (!number) return tl::unexpected(number.error());
  return known = {*number, pending_.group_of(event.type, event.quad_code)};
}

// --- counts by month

// The waiting rows of a file that this connection did not write.
Result<void> SqlLedger::count(const FileRows& file) {
  if (auto done = count_pending(); !done) return done;
  for (std::int64_t from = file.counted; from < file.last; from += kRowsAtOnce) {
    const auto to = std::min(from + kRowsAtOnce, file.last);
    const std::vector<SqlValue> values = {file.file, from, to};
    const auto read = sql_->rows(
        "SELECT dyad, day, type, quad, mentions, goldstein, event_scale FROM flat CROSS JOIN kind WHERE kind.number = "
        "flat.kind AND file = ? AND flat.number > ? AND flat.number <= ?",
        values, [&](const SqlRow& row) {
          pending_.add(row.number(0), row.number(1), pending_.group_of(row.text(2), row.number(3)), row.number(4),
                       row.real(5), row.real(6));
          return true;
        });
    if (read) pending_.files.push_back({file.file, file.first, to, from});
    if (auto done = read ? count_pending() : read; !done) {
      pending_.clear();
      return done;
    }
  }
  return {};
}

// What waits goes into the tables, unless another connection has counted some of it: then all of it is left to be read
// again.
Result<void> SqlLedger::count_pending() {
  if (pending_.files.empty()) return {};
  Transaction transaction(*sql_);
  auto done = transaction.begun();
  bool ours = true;
  for (const auto& file : pending_.files) {
    if (!done || !ours) break;
    const std::vector<SqlValue> values = {file.last, file.file, file.counted};
    const auto marked =
        numbers("UPDATE import SET counted = ? WHERE number = ? AND counted = ? RETURNING number", values);
    if (marked)
      ours = !marked->empty();
    else
      done = tl::unexpected(marked.error());
  }
  if (done && ours)
    done = pending_.give([&](std::span<const SqlValue> cells) {
      return sql_->insert("month", "dyad, month, type, quad, events, mentions, goldstein, event_scale", cells,
                          "ON CONFLICT (dyad, month, type, quad) DO UPDATE SET events = month.events + "
                          "excluded.events, mentions = month.mentions + excluded.mentions, goldstein = "
                          "month.goldstein + excluded.goldstein, event_scale = month.event_scale + "
                          "excluded.event_scale");
    });
  if (done && ours)
    done = sql_->insert("coverage", "month, events", pending_.events_by_month(),
                        "ON CONFLICT (month) DO UPDATE SET events = coverage.events + excluded.events");
  if (done && ours) done = transaction.finish();
  pending_.clear();
  return done;
}

Result<void> SqlLedger::settle() {
  if (auto done = count_pending(); !done) return done;
  std::vector<FileRows> waiting;
  auto done = sql_->rows("SELECT number, first_row, last_row, counted FROM import WHERE counted < last_row", {},
                         [&](const SqlRow& row) {
                           waiting.push_back({row.number(0), row.number(1), row.number(2), row.number(3)});
                           return true;
                         });
  for (const auto& file : waiting)
    if (done) done = count(file);
  // made once there are rows: an index made of many at once costs a fraction of one that grows with each
  for (const auto* index : {"CREATE INDEX IF NOT EXISTS flat_by_dyad ON flat (dyad, day, kind)",
                            "CREATE INDEX IF NOT EXISTS flat_by_kind ON flat (kind, day)"})
    if (done) done = sql_->script(index);
  return done;
}

}  // namespace demarche
