// Others' event data, asked for. Queries by month read the counts alone, so that ten million rows answer as fast as ten
// thousand; those by pair or code go along an index by day, and read no further than they are asked to.
#include <fmt/format.h>

#include "ledger/sql_ledger.h"

namespace demarche {
namespace {

// Ranges of an index that are read side by side, each by day; of more all rows are sorted instead.
constexpr std::size_t kMostRanges = 200;

constexpr const char* kColumns =
    "SELECT flat.id, origin, day, actor, recipient, type, cameo, quad, goldstein, event_scale, mentions, line, "
    "flat.number AS number FROM ";
constexpr const char* kJoined =
    "flat CROSS JOIN dyad CROSS JOIN kind WHERE dyad.number = flat.dyad AND kind.number = flat.kind AND ";

FlatEvent event_of(const SqlRow& row) {
  const auto day = static_cast<int>(row.number(2));
  return {row.text(0),
          row.text(1),
          Date::from(day / 10000, day / 100 % 100, day % 100).value_or(Date()),
          row.text(3),
          row.text(4),
          row.text(5),
          row.text(6),
          static_cast<int>(row.number(7)),
          row.real(8),
          row.null(9) ? std::nullopt : std::optional(row.real(9)),
          row.number(10),
          row.text(11)};
}

// The directions of a pair, as conditions on table dyad.
std::vector<Conditions> directions_of(const FlatQuery& query) {
  std::vector<Conditions> directions(query.a.empty() || query.a == query.b ? 1 : 2);
  if (query.a.empty()) return directions;
  directions.front().add("actor = ?", {query.a});
  if (!query.b.empty()) directions.front().add("recipient = ?", {query.b});
  if (directions.size() == 1) return directions;
  directions.back().add("recipient = ?", {query.a});
  if (query.b.empty())
    directions.back().add("actor <> ?", {query.a});
  else
    directions.back().add("actor = ?", {query.b});
  return directions;
}

// Conditions on table kind.
Conditions kinds_of(const FlatQuery& query) {
  Conditions where;
  if (!query.type.empty()) where.add("type = ?", {query.type});
  if (!query.cameo.empty()) where.add("cameo >= ? AND cameo < ?", {query.cameo, query.cameo + "~"});
  return where;
}

}  // namespace

Result<std::vector<std::int64_t>> SqlLedger::numbers(const std::string& sql, std::span<const SqlValue> values) {
  std::vector<std::int64_t> found;
  const auto read = sql_->rows(sql, values, [&](const SqlRow& row) { return found.push_back(row.number(0)), true; });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<void> SqlLedger::flat_events(const FlatQuery& query, const std::function<bool(const FlatEvent&)>& take) {
  Conditions where;
  if (query.from) where.add("day >= ?", {number_of(*query.from)});
  if (query.to) where.add("day <= ?", {number_of(*query.to)});
  if (!query.imported_from.empty()) {
    const auto file = file_rows(query.imported_from);
    if (!file) return tl::unexpected(file.error());
    where.add("file = ? AND flat.number BETWEEN ? AND ?", {file->file, file->first, file->last});
  }
  const auto kinds = kinds_of(query);
  const bool by_kind = !kinds.values.empty();
  // the ranges of the index by dyad, or of the one by kind
  std::vector<std::int64_t> ranges;
  const bool by_dyad = !query.a.empty();
  if (by_dyad || by_kind) {
    auto directions = by_dyad ? directions_of(query) : std::vector{kinds};
    for (const auto& direction : directions) {
      const auto some = numbers(std::string("SELECT number FROM ") + (by_dyad ? "dyad" : "kind") + " WHERE " +
                                    direction.sql + " ORDER BY number",
                                direction.values);
      if (!some) return tl::unexpected(some.error());
      ranges.insert(ranges.end(), some->begin(), some->end());
    }
    if (ranges.empty()) return {};
    if (by_dyad && by_kind) {
      where.sql += " AND flat.kind IN (SELECT number FROM kind WHERE " + kinds.sql + ")";
      where.values.insert(where.values.end(), kinds.values.begin(), kinds.values.end());
    }
  }
  const std::string column = by_dyad ? "flat.dyad" : "flat.kind";
  const auto limit = static_cast<std::int64_t>(query.limit);
  std::string sql;
  std::vector<SqlValue> values;
  const auto add = [&](const std::string& more, std::span<const SqlValue> with) {
    sql += more;
    values.insert(values.end(), with.begin(), with.end());
  };
  if (ranges.empty() || ranges.size() > kMostRanges) {
    std::string marks;
    for (std::size_t i = 0; i < ranges.size(); ++i) marks += i ? ", ?" : "?";
    add(std::string(kColumns) + kJoined + where.sql, where.values);
    if (!ranges.empty())
      add(" AND " + column + " IN (" + marks + ")", std::vector<SqlValue>(ranges.begin(), ranges.end()));
  } else if (query.limit > 0) {
    // the first of each range, then the first of them all
    for (const auto range : ranges) {
      add((sql.empty() ? std::string(kColumns) + "(" : " UNION ALL ") +
              "SELECT * FROM (SELECT number AS chosen, day AS chosen_day FROM flat WHERE " + where.sql,
          where.values);
      add(" AND " + column + " = ? ORDER BY day, number LIMIT ?) AS first", std::vector<SqlValue>{range, limit});
    }
    add(" ORDER BY chosen_day, chosen LIMIT ?) AS all_first CROSS JOIN " + std::string(kJoined) +
            "flat.number = chosen",
        std::vector<SqlValue>{limit});
  } else {
    for (const auto range : ranges) {
      add((sql.empty() ? "" : " UNION ALL ") + std::string(kColumns) + kJoined + where.sql, where.values);
      add(" AND " + column + " = ?", std::vector<SqlValue>{range});
    }
  }
  add(ranges.empty() ? " ORDER BY number" : " ORDER BY day, number", {});
  if (query.limit > 0) add(" LIMIT ?", std::vector<SqlValue>{limit});
  return sql_->rows(sql, values, [&](const SqlRow& row) { return take(event_of(row)); });
}

Result<std::vector<MonthCount>> SqlLedger::month_counts(const FlatQuery& query) {
  std::vector<MonthCount> found;
  for (auto where : directions_of(query)) {
    if (!query.type.empty()) where.add("type = ?", {query.type});
    if (query.from) where.add("month >= ?", {number_of(*query.from) / 100});
    if (query.to) where.add("month <= ?", {number_of(*query.to) / 100});
    const auto read = sql_->rows(
        "SELECT actor, recipient, month, type, quad, events, mentions, goldstein, event_scale FROM dyad CROSS JOIN "
        "month WHERE month.dyad = dyad.number AND " +
            where.sql + " ORDER BY month, type, quad, actor, recipient",
        where.values, [&](const SqlRow& row) {
          const auto month = static_cast<int>(row.number(2));
          found.push_back({row.text(0), row.text(1), month / 100, month % 100, row.text(3),
                           static_cast<int>(row.number(4)), row.number(5), row.number(6), row.real(7), row.real(8)});
          return true;
        });
    if (!read) return tl::unexpected(read.error());
  }
  return found;
}

Result<std::vector<std::pair<std::string, std::int64_t>>> SqlLedger::coverage() {
  std::vector<std::pair<std::string, std::int64_t>> found;
  const auto read = sql_->rows("SELECT month, events FROM coverage ORDER BY month", {}, [&](const SqlRow& row) {
    found.emplace_back(fmt::format("{:04}-{:02}", row.number(0) / 100, row.number(0) % 100), row.number(1));
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

}  // namespace demarche
