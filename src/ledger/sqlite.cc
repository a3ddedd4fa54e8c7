// SQLite behind Sql. Statements are prepared once and kept.
#include <sqlite3.h>

#include <filesystem>
#include <unordered_map>

#include "ledger/sql.h"

namespace demarche {
namespace {

const SqlDialect kDialect = {
    "BEGIN IMMEDIATE", "", "SELECT number FROM revision", "TEXT", "INTEGER PRIMARY KEY", "WITHOUT ROWID",
    R"(CREATE VIRTUAL TABLE told_search USING fts5 (text, content = 'told', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE TRIGGER told_added AFTER INSERT ON told BEGIN INSERT INTO told_search (rowid, text) VALUES (new.id, new.text); END;
CREATE TRIGGER told_removed AFTER DELETE ON told BEGIN INSERT INTO told_search (told_search, rowid, text) VALUES ('delete', old.id, old.text); END;)",
    "",
    // the best are chosen by the index alone
    "SELECT told.document, told.sentence, told.text, document.date FROM (SELECT rowid AS found, rank AS worth FROM "
    "told_search WHERE told_search MATCH ? ORDER BY rank, rowid LIMIT ?) CROSS JOIN told ON told.id = found JOIN "
    "document ON document.id = told.document ORDER BY worth, found",
    "PRAGMA integrity_check"};

class Row : public SqlRow {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
  bool null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::string text(int column) const override {
    const auto* value = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return value ? std::string(value, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                 : std::string();
  }
  std::int64_t number(int column) const override { return sqlite3_column_int64(statement_, column); }
  double real(int column) const override { return sqlite3_column_double(statement_, column); }

 private:
  sqlite3_stmt* statement_;
};

void bind_values(sqlite3_stmt* statement, std::span<const SqlValue> values) {
  int at = 0;
  for (const auto& value : values) {
    ++at;
    if (const auto* text = std::get_if<std::string>(&value))
      sqlite3_bind_text(statement, at, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
    else if (const auto* view = std::get_if<std::string_view>(&value))
      sqlite3_bind_text(statement, at, view->data() ? view->data() : "", static_cast<int>(view->size()), SQLITE_STATIC);
    else if (const auto* number = std::get_if<std::int64_t>(&value))
      sqlite3_bind_int64(statement, at, *number);
    else if (const auto* real = std::get_if<double>(&value))
      sqlite3_bind_double(statement, at, *real);
    else
      sqlite3_bind_null(statement, at);
  }
}

// Gives a statement back to rest, whatever happens.
struct Running {
  explicit Running(sqlite3_stmt* statement_in) : statement(statement_in) {}
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { sqlite3_reset(statement); }
  sqlite3_stmt* statement;
};

class Sqlite : public Sql {
 public:
  Sqlite(sqlite3* database, std::string file) : database_(database), file_(std::move(file)) {}
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;
  ~Sqlite() override {
    for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(database_);
  }

  const SqlDialect& dialect() const override { return kDialect; }

  Result<void> script(const std::string& statements) override {
    if (sqlite3_exec(database_, statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return problem();
    return {};
  }

  Result<void> run(const std::string& sql, std::span<const SqlValue> values) override {
    return rows(sql, values, [](const SqlRow&) { return true; });
  }

  Result<void> rows(const std::string& sql, std::span<const SqlValue> values,
                    const std::function<bool(const SqlRow&)>& take) override {
    auto* statement = prepared(sql);
    if (!statement) return problem();
    const Running running(statement);
    bind_values(statement, values);
    const Row row(statement);
    for (;;) {
      const int status = sqlite3_step(statement);
      if (status == SQLITE_DONE) return {};
      if (status != SQLITE_ROW) return problem();
      if (!take(row)) return {};
    }
  }

  Result<void> insert(const std::string& table, const std::string& columns, std::span<const SqlValue> cells,
                      const std::string& conflict) override {
    const std::size_t width = width_of(columns);
    std::string marks = "?";
    for (std::size_t i = 1; i < width; ++i) marks += ", ?";
    auto* statement = prepared("INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ") " + conflict);
    if (!statement) return problem();
    for (std::size_t at = 0; at < cells.size(); at += width) {
      const Running running(statement);
      bind_values(statement, cells.subspan(at, width));
      if (sqlite3_step(statement) != SQLITE_DONE) return problem();
    }
    return {};
  }

  Result<int> version() override {
    std::int64_t found = 0, tables = 0;
    const auto number = [&](const char* sql, std::int64_t& into) {
      return rows(sql, {}, [&](const SqlRow& row) { return into = row.number(0), true; });
    };
    if (auto read = number("PRAGMA user_version", found); !read)
      return fail("is no ledger (" + read.error().message + ")", file_);
    if (auto read = number("SELECT count(*) FROM sqlite_master", tables); !read) return tl::unexpected(read.error());
    if (found == 0 && tables > 0) return fail("is another program's database, no ledger", file_);
    return static_cast<int>(found);
  }

  Result<void> set_version(int version) override { return script("PRAGMA user_version = " + std::to_string(version)); }

 private:
  sqlite3_stmt* prepared(const std::string& sql) {
    auto& statement = statements_[sql];
    if (!statement &&
        sqlite3_prepare_v3(database_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
      statement = nullptr;
    return statement;
  }

  Failure problem() const { return fail(std::string("cannot be used: ") + sqlite3_errmsg(database_), file_); }

  sqlite3* database_;
  const std::string file_;
  std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

}  // namespace

namespace {

// On a disk that cannot be written to, the files that go with a ledger in use cannot be made. Where none holds
// anything, the ledger may be taken as a file that does not change.
std::string unchanging(const std::string& file) {
  std::string address = "file:";
  for (const char c : file) address += c == '%' ? "%25" : c == '?' ? "%3f" : c == '#' ? "%23" : std::string(1, c);
  return address + "?immutable=1";
}

Result<std::unique_ptr<Sqlite>> open_file(const std::string& address, const std::string& file, int flags) {
  // a connection is used by one thread at a time, and nobody asks how much memory all have: no locks for that
  static const int unlocked = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)unlocked;
  sqlite3* database = nullptr;
  const int status = sqlite3_open_v2(address.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  auto sql = std::make_unique<Sqlite>(database, file);
  if (status != SQLITE_OK)
    return fail(std::string("cannot be opened as a ledger (") + sqlite3_errmsg(database) + ")", file);
  sqlite3_busy_timeout(database, 5000);
  // the file may come from anybody: no statement of its own (a trigger, a view) changes how it is stored, and what was
  // written to its pages is looked at before it is trusted
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_exec(database, "PRAGMA cell_size_check = ON", nullptr, nullptr, nullptr);
  return sql;
}

}  // namespace

Result<std::unique_ptr<Sql>> open_sqlite(const std::string& file, bool write) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) return fail("is a directory, not a ledger", file);
  auto sql = open_file(file, file, write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  if (!sql) return tl::unexpected(sql.error());
  auto read = (*sql)->version();
  if (!read && !write && std::filesystem::exists(file, error)) {
    const auto log = std::filesystem::file_size(file + "-wal", error);
    if (error || log == 0) {
      sql = open_file(unchanging(file), file, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
      if (!sql) return tl::unexpected(sql.error());
      read = (*sql)->version();
    }
  }
  if (!read) return tl::unexpected(read.error());
  // a killed process loses nothing that was committed; some 64 MB of pages are kept. The log is brought into the file
  // in pieces that are long enough for an import, and cut again. What only reads maps a part of the file. The size of a
  // page counts for a new file alone.
  const auto set =
      (*sql)->script(std::string("PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = FILE; ") +
                     (write ? "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA "
                              "wal_autocheckpoint = 4096; PRAGMA "
                              "journal_size_limit = 67108864"
                            : "PRAGMA mmap_size = 268435456"));
  if (!set) return tl::unexpected(set.error());
  return std::move(*sql);
}

}  // namespace demarche
