// What the ledger needs of a database, so that one store is written once (sql_ledger.cc) and runs on SQLite and on
// PostgreSQL. Internal to src/ledger.
//
// SQL is written so that both understand it: "?" for values, TEXT, BIGINT, DOUBLE PRECISION, ON CONFLICT. Where they
// differ, `dialect` says how.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace demarche {

// monostate: null; a view is for texts that outlive the call
using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string, std::string_view>;
inline SqlValue sql_of(const std::optional<Date>& date) { return date ? SqlValue(date->text()) : SqlValue(); }

// How many columns a list of them has: "a, b" -> 2.
inline std::size_t width_of(std::string_view columns) {
  return 1 + static_cast<std::size_t>(std::count(columns.begin(), columns.end(), ','));
}

// Values for an IN with marks(size). The last is told again up to the next power of two, so that a store prepares few
// statements for lists of any length.
template <class List, class Id>
std::vector<SqlValue> ids_of(const List& list, const Id& id) {
  std::vector<SqlValue> ids;
  for (const auto& each : list) ids.emplace_back(id(each));
  if (!ids.empty()) ids.resize(std::bit_ceil(ids.size()), SqlValue(ids.back()));
  return ids;
}

inline std::string marks(std::size_t count) {
  std::string text = "(";
  for (std::size_t i = 0; i < count; ++i) text += i ? ", ?" : "?";
  return text + ")";
}

inline constexpr std::size_t kMostIds = 512;  // that one statement names

// What follows WHERE, with its values.
struct Conditions {
  std::string sql = "1 = 1";
  std::vector<SqlValue> values;

  void add(const std::string& condition, std::initializer_list<SqlValue> more) {
    sql += " AND " + condition;
    values.insert(values.end(), more.begin(), more.end());
  }
};
inline std::int64_t number_of(Date day) { return day.year() * 10000 + day.month() * 100 + day.day(); }  // 20150218

class SqlRow {
 public:
  virtual ~SqlRow() = default;
  virtual bool null(int column) const = 0;
  virtual std::string text(int column) const = 0;
  virtual std::int64_t number(int column) const = 0;
  virtual double real(int column) const = 0;
};

// Names the few things that the two say differently.
struct SqlDialect {
  std::string begin;          // a transaction that writes
  std::string alone;          // in it, waits until no other changes the schema; may be empty
  std::string in_turn;        // the number of the revision; whoever else wants to change it waits for this transaction
  std::string text;           // type of texts that are compared byte by byte
  std::string identity;       // type of a key that counts itself up
  std::string keyed;          // behind a table that is looked up by its primary key alone
  std::string search_setup;   // statements that make the full-text index over table told(id, text)
  std::string search_mended;  // statements that bring the index of a ledger of version 3 up
  std::string search;         // sentences that match: columns document, sentence, text, date; values: words, limit
  std::string verify;         // one row per problem of the store itself; the healthy row says "ok"
};

class Sql {
 public:
  virtual ~Sql() = default;
  virtual const SqlDialect& dialect() const = 0;
  virtual Result<void> script(const std::string& statements) = 0;  // several, parted by ";", without values
  virtual Result<void> run(const std::string& sql, std::span<const SqlValue> values) = 0;
  // Rows one by one, not all in memory; `take` returns false for no more. No other statement within it.
  virtual Result<void> rows(const std::string& sql, std::span<const SqlValue> values,
                            const std::function<bool(const SqlRow&)>& take) = 0;
  // Many rows into a table as fast as the store can; `columns` parted by ", ", `cells` row by row. `conflict` says what
  // becomes of rows whose key is there already; empty: that none is.
  virtual Result<void> insert(const std::string& table, const std::string& columns, std::span<const SqlValue> cells,
                              const std::string& conflict = "ON CONFLICT DO NOTHING") = 0;
  virtual Result<int> version() = 0;  // of the ledger's schema; 0: empty; fails on another program's database
  virtual Result<void> set_version(int version) = 0;
};

// A transaction that is undone unless it was finished.
class Transaction {
 public:
  explicit Transaction(Sql& sql) : sql_(sql), begun_(sql.script(sql.dialect().begin)) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (begun_ && !finished_) (void)sql_.script("ROLLBACK");
  }
  const Result<void>& begun() const { return begun_; }
  Result<void> finish() {
    auto done = sql_.script("COMMIT");
    finished_ = done.has_value();
    return done;
  }

 private:
  Sql& sql_;
  const Result<void> begun_;
  bool finished_ = false;
};

Result<std::unique_ptr<Sql>> open_sqlite(const std::string& file, bool write);
Result<std::unique_ptr<Sql>> open_postgres(const std::string& address, bool write);

}  // namespace demarche
