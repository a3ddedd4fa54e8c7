// Others' event data: written in batches, then settled: indexed by pair and counted by month. Queries by month read
// the counts alone, so that ten million rows answer as fast as ten thousand.
#include <charconv>

#include "ledger/sql_ledger.h"

namespace demarche {
namespace {

// Conditions and values of a query over columns actor, recipient, type, cameo and a column of time.
struct Conditions {
  std::string sql = "1 = 1";
  std::vector<SqlValue> values;

  void add(const std::string& condition, std::initializer_list<SqlValue> more) {
    sql += " AND " + condition;
    values.insert(values.end(), more.begin(), more.end());
  }
};

// `by_month`: the column holds "2015-02".
Conditions conditions_of(const FlatQuery& query, bool by_month) {
  Conditions where;
  const std::string time = by_month ? "month" : "date";
  const auto moment = [&](Date day) { return by_month ? day.text().substr(0, 7) : day.text(); };
  if (!query.type.empty()) where.add("type = ?", {query.type});
  if (!query.cameo.empty() && !by_month) where.add("cameo >= ? AND cameo < ?", {query.cameo, query.cameo + "~"});
  if (query.from) where.add(time + " >= ?", {moment(*query.from)});
  if (query.to) where.add(time + " <= ?", {moment(*query.to)});
  return where;
}

// The two directions of a pair, each a range of the index by actor, recipient and day.
std::vector<Conditions> directions_of(const FlatQuery& query, bool by_month) {
  const auto common = conditions_of(query, by_month);
  if (query.a.empty()) return {common};
  std::vector<Conditions> both(2, common);
  if (query.b.empty()) {
    both[0].add("actor = ?", {query.a});
    both[1].add("recipient = ? AND actor <> ?", {query.a, query.a});
  } else {
    both[0].add("actor = ? AND recipient = ?", {query.a, query.b});
    both[1].add("actor = ? AND recipient = ?", {query.b, query.a});
    if (query.a == query.b) both.pop_back();
  }
  return both;
}

}  // namespace

Result<std::int64_t> SqlLedger::imported(const std::string& file_hash) {
  std::int64_t lines = 0;
  const std::vector<SqlValue> values = {file_hash};
  const auto read = sql_->rows("SELECT lines FROM import WHERE file = ?", values, [&](const SqlRow& row) {
    lines = row.number(0);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return lines;
}

Result<void> SqlLedger::import(std::span<const FlatEvent> events, const std::string& file_hash, std::int64_t rows) {
  std::vector<std::vector<SqlValue>> values;
  values.reserve(events.size());
  for (const auto& each : events)
    values.push_back({each.id, each.origin, each.date.text(), each.actor, each.recipient, each.type, each.cameo,
                      std::int64_t{each.quad_code}, each.goldstein,
                      each.event_scale ? SqlValue(*each.event_scale) : SqlValue(), each.mentions, each.line});
  auto done = sql_->script(sql_->dialect().begin);
  if (!done) return done;
  done = sql_->insert("flat",
                      "id, origin, date, actor, recipient, type, cameo, quad, goldstein, event_scale, mentions, line",
                      values, true);
  if (done)
    done = run("INSERT INTO import (file, lines) VALUES (?, ?) ON CONFLICT (file) DO UPDATE SET lines = excluded.lines",
               {file_hash, rows});
  if (done) return sql_->script("COMMIT");
  (void)sql_->script("ROLLBACK");
  return done;
}

Result<void> SqlLedger::settle() {
  auto done = sql_->script(sql_->dialect().begin);
  if (!done) return done;
  const auto step = [&](const std::string& sql) {
    if (done) done = sql_->script(sql);
  };
  const std::string fresh = " FROM flat WHERE number > (SELECT max(number) FROM settled) ";
  step(
      "INSERT INTO month (actor, recipient, month, type, quad, events, mentions, goldstein, event_scale) "
      "SELECT actor, recipient, substr(date, 1, 7), type, quad, count(*), sum(mentions), sum(goldstein), "
      "coalesce(sum(event_scale), 0)" +
      fresh +
      "GROUP BY 1, 2, 3, 4, 5 ON CONFLICT (actor, recipient, month, type, quad) DO UPDATE SET events = month.events + "
      "excluded.events, "
      "mentions = month.mentions + excluded.mentions, goldstein = month.goldstein + excluded.goldstein, event_scale = "
      "month.event_scale + excluded.event_scale");
  step("INSERT INTO coverage (month, events) SELECT substr(date, 1, 7), count(*)" + fresh +
       "GROUP BY 1 ON CONFLICT (month) DO UPDATE SET events = coverage.events + excluded.events");
  // made once there are rows: an index made of many at once costs a fraction of one that grows with each
  step(
      "CREATE INDEX IF NOT EXISTS flat_by_pair ON flat (actor, recipient, date) WHERE actor <> '' AND recipient <> ''");
  step("CREATE INDEX IF NOT EXISTS month_by_recipient ON month (recipient)");
  step("INSERT INTO settled (number) SELECT coalesce(max(number), 0) FROM flat");
  step("DELETE FROM settled WHERE number < (SELECT max(number) FROM settled)");
  if (done) return sql_->script("COMMIT");
  (void)sql_->script("ROLLBACK");
  return done;
}

Result<void> SqlLedger::flat_events(const FlatQuery& query, const std::function<bool(const FlatEvent&)>& take) {
  bool going = true;
  for (const auto& where : directions_of(query, false)) {
    if (!going) break;
    const std::string indexed = query.a.empty() || query.b.empty() ? "" : " AND actor <> '' AND recipient <> ''";
    auto read = sql_->rows(
        "SELECT id, origin, date, actor, recipient, type, cameo, quad, goldstein, event_scale, mentions, line FROM "
        "flat WHERE " +
            where.sql + indexed + " ORDER BY date, number",
        where.values, [&](const SqlRow& row) {
          FlatEvent event{row.text(0),
                          row.text(1),
                          *Date::parse(row.text(2)),
                          row.text(3),
                          row.text(4),
                          row.text(5),
                          row.text(6),
                          static_cast<int>(row.number(7)),
                          row.real(8),
                          row.null(9) ? std::nullopt : std::optional(row.real(9)),
                          row.number(10),
                          row.text(11)};
          return going = take(event);
        });
    if (!read) return read;
  }
  return {};
}

Result<std::vector<MonthCount>> SqlLedger::month_counts(const FlatQuery& query) {
  std::vector<MonthCount> found;
  for (const auto& where : directions_of(query, true)) {
    auto read = sql_->rows(
        "SELECT actor, recipient, month, type, quad, events, mentions, goldstein, event_scale FROM month WHERE " +
            where.sql + " ORDER BY month, type, quad",
        where.values, [&](const SqlRow& row) {
          MonthCount count{
              row.text(0),   row.text(1),   0,           0,          row.text(3), static_cast<int>(row.number(4)),
              row.number(5), row.number(6), row.real(7), row.real(8)};
          const auto month = row.text(2);
          (void)std::from_chars(month.data(), month.data() + 4, count.year);
          (void)std::from_chars(month.data() + 5, month.data() + month.size(), count.month);
          found.push_back(std::move(count));
          return true;
        });
    if (!read) return tl::unexpected(read.error());
  }
  return found;
}

Result<std::vector<std::pair<std::string, std::int64_t>>> SqlLedger::coverage() {
  std::vector<std::pair<std::string, std::int64_t>> found;
  const auto read = sql_->rows("SELECT month, events FROM coverage ORDER BY month", {}, [&](const SqlRow& row) {
    found.emplace_back(row.text(0), row.number(1));
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

}  // namespace demarche
