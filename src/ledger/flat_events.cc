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
  if (!query.imported_from.empty() && !by_month)
    where.add("file = (SELECT number FROM import WHERE file = ?)", {query.imported_from});
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
  Transaction transaction(*sql_);
  auto done = transaction.begun();
  if (done)
    done = run("INSERT INTO import (file, lines) VALUES (?, ?) ON CONFLICT (file) DO UPDATE SET lines = excluded.lines",
               {file_hash, rows});
  std::int64_t file = 0;
  const std::vector<SqlValue> hash = {file_hash};
  if (done)
    done = sql_->rows("SELECT number FROM import WHERE file = ?", hash, [&](const SqlRow& row) {
      file = row.number(0);
      return true;
    });
  if (!done) return done;
  // texts are not copied but for the days
  using View = std::string_view;
  std::vector<std::vector<SqlValue>> values;
  values.reserve(events.size());
  for (const auto& each : events)
    values.push_back({file, View(each.id), View(each.origin), each.date.text(), View(each.actor), View(each.recipient),
                      View(each.type), View(each.cameo), std::int64_t{each.quad_code}, each.goldstein,
                      each.event_scale ? SqlValue(*each.event_scale) : SqlValue(), each.mentions, View(each.line)});
  done = sql_->insert("flat",
                      "file, id, origin, date, actor, recipient, type, cameo, quad, goldstein, event_scale, mentions, "
                      "line",
                      values, true);
  return done ? transaction.finish() : done;
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
  step("DELETE FROM coverage");
  step("INSERT INTO coverage (month, events) SELECT month, sum(events) FROM month GROUP BY month");
  // made once there are rows: an index made of many at once costs a fraction of one that grows with each
  step(
      "CREATE INDEX IF NOT EXISTS flat_by_pair ON flat (actor, recipient, date) WHERE actor <> '' AND recipient <> ''");
  step("CREATE INDEX IF NOT EXISTS flat_by_cameo ON flat (cameo, date, number)");
  step("CREATE INDEX IF NOT EXISTS month_by_recipient ON month (recipient)");
  step("INSERT INTO settled (number) SELECT coalesce(max(number), 0) FROM flat");
  step("DELETE FROM settled WHERE number < (SELECT max(number) FROM settled)");
  if (done) return sql_->script("COMMIT");
  (void)sql_->script("ROLLBACK");
  return done;
}

Result<void> SqlLedger::flat_events(const FlatQuery& query, const std::function<bool(const FlatEvent&)>& take) {
  bool going = true;
  const auto give = [&](const SqlRow& row) {
    const FlatEvent event{row.text(0),
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
  };
  const std::string columns =
      "SELECT id, origin, date, actor, recipient, type, cameo, quad, goldstein, event_scale, mentions, line, number "
      "FROM flat WHERE ";
  if (query.a.empty() && !query.cameo.empty()) {
    // each code by itself, so that the index gives them by date, and the earliest do not wait for the last
    const auto codes = codes_below(query.cameo);
    if (!codes) return tl::unexpected(codes.error());
    FlatQuery others = query;
    others.cameo.clear();
    const auto where = conditions_of(others, false);
    std::string sql;
    std::vector<SqlValue> values;
    for (const auto& code : *codes) {
      sql += (sql.empty() ? "" : " UNION ALL ") + columns + where.sql + " AND cameo = ?";
      values.insert(values.end(), where.values.begin(), where.values.end());
      values.emplace_back(code);
    }
    if (sql.empty()) return {};
    return sql_->rows(sql + " ORDER BY date, number", values, give);
  }
  for (const auto& where : directions_of(query, false)) {
    if (!going) break;
    const std::string indexed = query.a.empty() || query.b.empty() ? "" : " AND actor <> '' AND recipient <> ''";
    auto read =
        sql_->rows(columns + where.sql + indexed + (query.a.empty() ? " ORDER BY number" : " ORDER BY date, number"),
                   where.values, give);
    if (!read) return read;
  }
  return {};
}

// The codes that events have with this beginning, from the index alone.
Result<std::vector<std::string>> SqlLedger::codes_below(const std::string& beginning) {
  std::vector<std::string> codes;
  for (std::string last;;) {
    std::optional<std::string> next;
    const std::vector<SqlValue> values = {beginning, beginning + "~", last};
    const auto read = sql_->rows("SELECT min(cameo) FROM flat WHERE cameo >= ? AND cameo < ? AND cameo > ?", values,
                                 [&](const SqlRow& row) {
                                   if (!row.null(0)) next = row.text(0);
                                   return true;
                                 });
    if (!read) return tl::unexpected(read.error());
    if (!next) return codes;
    codes.push_back(last = *next);
  }
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
