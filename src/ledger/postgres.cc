// PostgreSQL behind Sql, through libpq. Statements are prepared once for each connection; many rows go in by COPY.
//
// An address may name several servers, of which one is the primary and the others follow it: who writes takes the one
// that can be written to, who reads the first that answers. A connection that is lost (a server restarted, another
// promoted) is made anew when something is next asked; only what was under way in a transaction fails.
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "base/address.h"
#include "base/stanza_file.h"
#include "ledger/sql.h"

namespace demarche {
namespace {

// The words of a sentence stand beside it, so that ranking need not find them anew in each that matches.
constexpr const char* kSearch =
    "ALTER TABLE told ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('english', text)) STORED; CREATE "
    "INDEX "
    "told_search ON told USING gin (words);";

const SqlDialect kDialect = {
    "BEGIN",
    "SELECT pg_advisory_xact_lock(1145389377)",  // "DEMA"
    "SELECT number FROM revision FOR UPDATE",
    "TEXT COLLATE \"C\"",
    "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    "",
    kSearch,
    std::string("DROP INDEX told_search; ") + kSearch,
    "SELECT told.document, told.sentence, told.text, document.date FROM (SELECT id AS found, ts_rank(words, wanted) AS "
    "worth FROM told CROSS JOIN (SELECT websearch_to_tsquery('english', ?) AS wanted) AS query WHERE words @@ wanted "
    "ORDER BY worth DESC, found LIMIT ?) AS best JOIN told ON told.id = found JOIN document ON document.id = "
    "told.document ORDER BY worth DESC, found",
    "SELECT 'ok'"};

constexpr std::size_t kMostValues = 30'000;  // in one statement; the protocol allows 65,535. More go in by COPY

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, FreeResult>;

class Row : public SqlRow {
 public:
  Row(const PGresult* result, int row) : result_(result), row_(row) {}
  bool null(int column) const override { return PQgetisnull(result_, row_, column); }
  std::string text(int column) const override {
    return std::string(PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column)));
  }
  std::int64_t number(int column) const override {
    const auto value = text(column);
    if (value == "t") return 1;
    std::int64_t found = 0;
    (void)std::from_chars(value.data(), value.data() + value.size(), found);
    return found;
  }
  double real(int column) const override {
    const auto value = text(column);
    double found = 0;
    (void)std::from_chars(value.data(), value.data() + value.size(), found);
    return found;
  }

 private:
  const PGresult* result_;
  const int row_;
};

// A value as PostgreSQL reads it in text; texts hold no zero byte there.
std::string shown(const SqlValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* real = std::get_if<double>(&value)) {
    std::array<char, 40> digits;
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), *real).ptr};
  }
  std::string plain;
  if (const auto* text = std::get_if<std::string>(&value)) plain = *text;
  if (const auto* view = std::get_if<std::string_view>(&value)) plain = *view;
  std::erase(plain, '\0');
  return plain;
}

// A value as COPY reads it.
void append_for_copy(std::string& line, const SqlValue& value) {
  std::string_view plain;
  if (const auto* text = std::get_if<std::string>(&value))
    plain = *text;
  else if (const auto* view = std::get_if<std::string_view>(&value))
    plain = *view;
  else {
    line += std::holds_alternative<std::monostate>(value) ? "\\N" : shown(value);
    return;
  }
  for (const char c : plain) {
    if (c == '\\')
      line += "\\\\";
    else if (c == '\t')
      line += "\\t";
    else if (c == '\n')
      line += "\\n";
    else if (c == '\r')
      line += "\\r";
    else if (c != '\0')
      line += c;
  }
}

// "?" -> "$1", "$2" ...; none of our statements has one within quotes.
std::string numbered(const std::string& sql) {
  std::string result;
  int count = 0;
  for (const char c : sql) {
    if (c == '?')
      result += "$" + std::to_string(++count);
    else
      result += c;
  }
  return result;
}

// What holds where the address says nothing else: the first server that answers soon (and can be written to), and word
// within half a minute that one has gone silent.
PGconn* connect(const std::string& address, bool write) {
  const char* names[] = {"target_session_attrs", "connect_timeout",           "tcp_user_timeout", "keepalives_idle",
                         "keepalives_interval",  "fallback_application_name", "dbname",           nullptr};
  const char* values[] = {write ? "read-write" : "any", "10", "30000", "20", "5", "demarche", address.c_str(), nullptr};
  PGconn* connection = PQconnectdbParams(names, values, 1);
  PQsetNoticeProcessor(
      connection, [](void*, const char*) {}, nullptr);
  return connection;
}

class Postgres : public Sql {
 public:
  Postgres(PGconn* connection, std::string address, bool write)
      : connection_(connection),
        address_(std::move(address)),
        // questions are short: to start helpers or a compiler for one takes longer than to answer it
        session_(std::string("SET client_encoding = 'UTF8'; SET max_parallel_workers_per_gather = 0; SET jit = off") +
                 (write ? "" : "; SET default_transaction_read_only = on")) {}
  Postgres(const Postgres&) = delete;
  Postgres& operator=(const Postgres&) = delete;
  ~Postgres() override { PQfinish(connection_); }

  const SqlDialect& dialect() const override { return kDialect; }

  // Makes ready what was just connected.
  Result<void> begin_session() {
    if (lost()) return fail("cannot be reached (" + told_of_servers() + ")", address_);
    return checked(Answer(PQexec(connection_, session_.c_str())));
  }

  Result<void> script(const std::string& statements) override {
    const bool begins = statements == kDialect.begin;
    if (statements == "ROLLBACK") {
      in_transaction_ = false;
      if (lost()) return {};  // undone with the connection
    }
    auto done = connected();
    if (done) done = checked(Answer(PQexec(connection_, statements.c_str())));
    if (!done && begins && lost()) {  // found out just now
      done = connected();
      if (done) done = checked(Answer(PQexec(connection_, statements.c_str())));
    }
    if (begins) in_transaction_ = done.has_value();
    if (statements == "COMMIT" && done) in_transaction_ = false;
    return done;
  }

  Result<void> run(const std::string& sql, std::span<const SqlValue> values) override {
    return rows(sql, values, [](const SqlRow&) { return true; });
  }

  Result<void> rows(const std::string& sql, std::span<const SqlValue> values,
                    const std::function<bool(const SqlRow&)>& take) override {
    bool taken = false;
    const auto take_row = [&](const SqlRow& row) { return taken = true, take(row); };
    auto done = rows_once(sql, values, take_row);
    // a question whose connection turns out to be lost is asked again
    if (!done && lost() && !in_transaction_ && !taken && sql.starts_with("SELECT"))
      done = rows_once(sql, values, take_row);
    return done;
  }

  Result<void> insert(const std::string& table, const std::string& columns, std::span<const SqlValue> cells,
                      const std::string& conflict) override {
    if (cells.empty()) return {};
    if (auto ready = connected(); !ready) return ready;
    if (conflict.empty()) return copy(table, columns, cells);
    const std::size_t width = width_of(columns);
    if (cells.size() > kMostValues) {
      auto done = script("CREATE TEMPORARY TABLE incoming AS SELECT " + columns + " FROM " + table + " WITH NO DATA");
      if (done) done = copy("incoming", columns, cells);
      if (done)
        done = script("INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM incoming " + conflict +
                      "; DROP TABLE incoming");
      return done;
    }
    std::string marks;
    for (std::size_t at = 0; at < cells.size(); at += width) {
      marks += marks.empty() ? "(?" : ", (?";
      for (std::size_t i = 1; i < width; ++i) marks += ", ?";
      marks += ")";
    }
    const Texts texts(cells);
    const auto sql = numbered("INSERT INTO " + table + " (" + columns + ") VALUES " + marks + " " + conflict);
    const Answer answer(PQexecParams(connection_, sql.c_str(), static_cast<int>(cells.size()), nullptr, texts.data(),
                                     nullptr, nullptr, 0));
    return checked(answer);
  }

  Result<int> version() override {
    bool ours = false, others = false;
    int found = 0;
    auto read = rows(
        "SELECT to_regclass('demarche_schema') IS NOT NULL, EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = "
        "current_schema())",
        {}, [&](const SqlRow& row) {
          ours = row.number(0) != 0;
          others = row.number(1) != 0;
          return true;
        });
    if (read && ours)
      read = rows("SELECT version FROM demarche_schema", {}, [&](const SqlRow& row) {
        found = static_cast<int>(row.number(0));
        return true;
      });
    if (!read) return tl::unexpected(read.error());
    if (!ours && others) return fail("is another program's database, no ledger", address_);
    return found;
  }

  Result<void> set_version(int version) override {
    return script(
        "CREATE TABLE IF NOT EXISTS demarche_schema (version BIGINT NOT NULL); DELETE FROM demarche_schema; INSERT "
        "INTO demarche_schema VALUES (" +
        std::to_string(version) + ")");
  }

 private:
  // Values as libpq wants them: texts that end in a zero byte, null for null.
  class Texts {
   public:
    explicit Texts(std::span<const SqlValue> values) {
      texts_.reserve(values.size());
      for (const auto& value : values) {
        texts_.push_back(shown(value));
        pointers_.push_back(std::holds_alternative<std::monostate>(value) ? nullptr : texts_.back().c_str());
      }
    }
    const char* const* data() const { return pointers_.data(); }

   private:
    std::vector<std::string> texts_;
    std::vector<const char*> pointers_;
  };

  Result<void> rows_once(const std::string& sql, std::span<const SqlValue> values,
                         const std::function<bool(const SqlRow&)>& take) {
    if (auto ready = connected(); !ready) return ready;
    auto& name = names_[sql];
    if (name.empty()) {
      name = "s" + std::to_string(names_.size());
      const Answer made(PQprepare(connection_, name.c_str(), numbered(sql).c_str(), 0, nullptr));
      if (auto done = checked(made); !done) {
        name.clear();
        return done;
      }
    }
    const Texts texts(values);
    if (!PQsendQueryPrepared(connection_, name.c_str(), static_cast<int>(values.size()), texts.data(), nullptr, nullptr,
                             0))
      return problem();
    PQsetSingleRowMode(connection_);
    Result<void> done;
    bool going = true;
    while (const Answer answer{PQgetResult(connection_)}) {
      if (PQresultStatus(answer.get()) != PGRES_SINGLE_TUPLE) {
        if (done) done = checked(answer);
        continue;
      }
      if (going) going = take(Row(answer.get(), 0));
    }
    return done;
  }

  // A line for each server that was tried, without advice.
  std::string told_of_servers() const {
    std::string told;
    for (const auto& line : list_of(PQerrorMessage(connection_), '\n'))
      if (!line.empty() && !line.starts_with("Is the server running")) told += (told.empty() ? "" : "; ") + line;
    return told;
  }

  bool lost() const { return PQstatus(connection_) != CONNECTION_OK; }

  // Connects anew what was lost; within a transaction nothing goes on, as what came before in it is undone.
  Result<void> connected() {
    if (!lost()) return {};
    if (in_transaction_) return problem();
    PQreset(connection_);
    names_.clear();
    return begin_session();
  }

  Result<void> copy(const std::string& table, const std::string& columns, std::span<const SqlValue> cells) {
    const Answer begun(PQexec(connection_, ("COPY " + table + " (" + columns + ") FROM STDIN").c_str()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) return problem();
    std::string lines;
    bool sent = true;
    const auto send = [&] {
      sent = sent && PQputCopyData(connection_, lines.data(), static_cast<int>(lines.size())) == 1;
      lines.clear();
    };
    const std::size_t width = width_of(columns);
    for (std::size_t at = 0; at < cells.size(); ++at) {
      append_for_copy(lines, cells[at]);
      lines += (at + 1) % width ? '\t' : '\n';
      if (lines.size() > 1 << 16) send();
    }
    send();
    if (!sent || PQputCopyEnd(connection_, nullptr) != 1) return problem();
    Result<void> done;
    while (const Answer answer{PQgetResult(connection_)})
      if (done) done = checked(answer);
    return done;
  }

  Result<void> checked(const Answer& answer) const {
    const auto status = PQresultStatus(answer.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return {};
    return problem();
  }

  Failure problem() const {
    std::string message = PQerrorMessage(connection_);
    message = message.substr(0, message.find('\n'));
    return fail("cannot be used: " + message, address_);
  }

  PGconn* connection_;
  const std::string address_, session_;
  bool in_transaction_ = false;
  std::unordered_map<std::string, std::string> names_;  // of prepared statements
};

// What libpq says of an address that it cannot read names the part that it stumbles over, which may be of the password:
// "/" or "%" that should have been escaped there.
bool is_readable(const std::string& address) {
  char* why = nullptr;
  auto* const parts = PQconninfoParse(address.c_str(), &why);
  if (why) PQfreemem(why);
  if (parts) PQconninfoFree(parts);
  const auto host = address.find("://") + 3, host_end = std::min(address.find_first_of("/?", host), address.size());
  const bool cut = address.substr(host, host_end - host).find('@') == std::string::npos &&
                   address.substr(host_end, address.find('?', host_end) - host_end).find('@') != std::string::npos;
  return parts && !cut;
}

}  // namespace

Result<std::unique_ptr<Sql>> open_postgres(const std::string& address, bool write) {
  if (!is_readable(address))
    return fail("is no address of a database; write '/', '@', '%' and the like in a password as %2F, %40, %25",
                without_password(address));
  auto sql = std::make_unique<Postgres>(connect(address, write), without_password(address), write);
  if (auto ready = sql->begin_session(); !ready) return tl::unexpected(ready.error());
  return sql;
}

}  // namespace demarche
