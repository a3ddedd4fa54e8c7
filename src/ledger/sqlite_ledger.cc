// The ledger in one SQLite file. Records are kept whole as JSON; beside them stand the columns that queries need.
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>

#include "base/content_hash.h"
#include "ledger/ledger.h"
#include "records/records.h"

namespace demarche {
namespace {

constexpr int kSchemaVersion = 1;

constexpr const char* kSchema = R"(
CREATE TABLE document (id TEXT PRIMARY KEY, hash TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, date TEXT, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE event (document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE, sentence INTEGER NOT NULL, id TEXT PRIMARY KEY, date TEXT, enddate TEXT,
                    type TEXT NOT NULL, move TEXT, json TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX event_by_document ON event (document);
CREATE INDEX event_by_date ON event (date);
CREATE TABLE party (event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE, party TEXT NOT NULL, PRIMARY KEY (party, event)) WITHOUT ROWID;
CREATE INDEX party_by_event ON party (event);
CREATE TABLE claim (document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE, sentence INTEGER NOT NULL, id TEXT NOT NULL, about TEXT NOT NULL, said TEXT,
                    json TEXT NOT NULL, PRIMARY KEY (document, id)) WITHOUT ROWID;
CREATE TABLE claim_party (document TEXT NOT NULL, claim TEXT NOT NULL, party TEXT NOT NULL, PRIMARY KEY (party, document, claim),
                          FOREIGN KEY (document, claim) REFERENCES claim (document, id) ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX claim_party_by_claim ON claim_party (document, claim);
)";

// An id and all it belongs to: "IRN.GOV.MFA" -> "IRN.GOV.MFA", "IRN.GOV", "IRN"; of "ORG.NATO.MIL" -> "ORG.NATO" is the
// last.
void add_parties(const std::string& id, std::vector<std::string>& parties) {
  const std::size_t least = id.starts_with("ORG.") || id.starts_with("GRP.") ? 5 : 1;
  for (std::string part = id; !part.empty();) {
    if (std::find(parties.begin(), parties.end(), part) == parties.end()) parties.push_back(part);
    const auto dot = part.rfind('.');
    if (dot == std::string::npos || dot < least) break;
    part.resize(dot);
  }
}

std::vector<std::string> parties_of(const std::vector<const Mention*>& mentions) {
  std::vector<std::string> parties;
  for (const auto* mention : mentions) {
    add_parties(mention->id, parties);
    add_parties(mention->country, parties);
  }
  return parties;
}

// A prepared statement; finalised with its scope.
class Statement {
 public:
  Statement(sqlite3* database, const std::string& sql) {
    status_ = sqlite3_prepare_v2(database, sql.c_str(), -1, &statement_, nullptr);
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void text(const std::string& value) {
    sqlite3_bind_text(statement_, ++bound_, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
  }
  void number(std::int64_t value) { sqlite3_bind_int64(statement_, ++bound_, value); }
  void text_or_null(const std::string& value) {
    if (value.empty())
      sqlite3_bind_null(statement_, ++bound_);
    else
      text(value);
  }
  void date(const std::optional<Date>& value) {
    if (value)
      text(value->text());
    else
      sqlite3_bind_null(statement_, ++bound_);
  }
  bool row() {
    return status_ == SQLITE_OK && (status_ = sqlite3_step(statement_)) == SQLITE_ROW && (status_ = SQLITE_OK, true);
  }
  bool run() {  // a statement without rows; may be bound anew
    while (row()) {
    }
    const bool done = status_ == SQLITE_DONE;
    if (done) status_ = SQLITE_OK;
    sqlite3_reset(statement_);
    bound_ = 0;
    return done;
  }
  bool failed() const { return status_ != SQLITE_OK && status_ != SQLITE_DONE; }
  std::string get(int column) const {
    const auto* value = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return value ? std::string(value, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                 : std::string();
  }
  std::int64_t get_number(int column) const { return sqlite3_column_int64(statement_, column); }

 private:
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0, status_ = SQLITE_OK;
};

class SqliteLedger : public Ledger {
 public:
  SqliteLedger(sqlite3* database, std::string address) : database_(database), address_(std::move(address)) {}
  ~SqliteLedger() override { sqlite3_close(database_); }

  Result<void> prepare(OpenMode mode) {
    sqlite3_busy_timeout(database_, 5000);
    const auto number = [&](const char* sql) -> std::optional<std::int64_t> {
      Statement row(database_, sql);
      return row.row() ? std::optional(row.get_number(0)) : std::nullopt;
    };
    const auto version = number("PRAGMA user_version");
    if (!version) return tl::unexpected(problem("is no ledger"));
    const auto found = *version;
    if (found > kSchemaVersion)
      return fail("was written by a newer demarche (schema " + std::to_string(found) + ", this one knows " +
                      std::to_string(kSchemaVersion) + ")",
                  address_);
    if (mode == OpenMode::read) {
      if (found == 0) return fail("is no ledger", address_);
      return execute("PRAGMA foreign_keys = ON");
    }
    if (auto done = execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON"); !done)
      return done;
    if (found == kSchemaVersion) return {};
    if (number("SELECT count(*) FROM sqlite_master") != 0)
      return fail("is another program's database, no ledger", address_);
    return execute("BEGIN; " + std::string(kSchema) + " PRAGMA user_version = " + std::to_string(kSchemaVersion) +
                   "; COMMIT");
  }

  Result<Added> add(const Document& document, const Coding& coding) override {
    std::string records;
    for (const auto& event : coding.events) records += json_of(event);
    for (const auto& claim : coding.claims) records += json_of(claim);
    const std::string hash =
        hex_id(content_hash({document.title, document.text, document.date ? document.date->text() : "", document.source,
                             document.url, records}));
    if (auto begun = execute("BEGIN IMMEDIATE"); !begun) return tl::unexpected(begun.error());
    Added added = Added::fresh;
    Statement before(database_, "SELECT hash FROM document WHERE id = ?");
    before.text(document.id);
    if (before.row()) added = before.get(0) == hash ? Added::unchanged : Added::replaced;
    if (added != Added::unchanged && !store(document, coding, hash)) {
      const Error error = problem("cannot be written");
      (void)execute("ROLLBACK");
      return tl::unexpected(error);
    }
    if (auto done = execute("COMMIT"); !done) return tl::unexpected(done.error());
    return added;
  }

  Result<std::vector<Event>> events(const EventQuery& query) override {
    std::string sql = "SELECT json FROM event WHERE 1";
    std::vector<std::string> values;
    for (const auto& party : query.parties) {
      sql += " AND id IN (SELECT event FROM party WHERE party = ?)";
      values.push_back(party);
    }
    if (!query.type.empty()) {
      sql += " AND type = ?";
      values.push_back(query.type);
    }
    if (query.from) {
      sql += " AND enddate >= ?";
      values.push_back(query.from->text());
    }
    if (query.to) {
      sql += " AND date <= ?";
      values.push_back(query.to->text());
    }
    if (query.moves_only) sql += " AND move IS NOT NULL";
    return read<Event>(sql + " ORDER BY date IS NULL, date, document, sentence, id", values, event_of_json);
  }

  Result<std::vector<Claim>> claims(const ClaimQuery& query) override {
    std::string sql = "SELECT json FROM claim WHERE 1";
    std::vector<std::string> values;
    for (const auto& party : query.parties) {
      sql +=
          " AND EXISTS (SELECT 1 FROM claim_party WHERE claim_party.document = claim.document AND claim_party.claim = "
          "claim.id AND party = ?)";
      values.push_back(party);
    }
    if (!query.about.empty()) {
      sql += " AND about = ?";
      values.push_back(query.about);
    }
    return read<Claim>(sql + " ORDER BY said IS NULL, said, document, sentence, id", values, claim_of_json);
  }

  Result<std::vector<DocumentRecord>> documents() override {
    Statement rows(database_,
                   "SELECT id, title, source, url, date, (SELECT count(*) FROM event WHERE document = document.id), "
                   "(SELECT count(*) FROM claim WHERE document = document.id) "
                   "FROM document ORDER BY date IS NULL, date, id");
    std::vector<DocumentRecord> found;
    while (rows.row())
      found.push_back({rows.get(0), rows.get(1), rows.get(2), rows.get(3), Date::parse(rows.get(4)),
                       static_cast<std::size_t>(rows.get_number(5)), static_cast<std::size_t>(rows.get_number(6))});
    if (rows.failed()) return tl::unexpected(problem("cannot be read"));
    return found;
  }

 private:
  Error problem(const std::string& message) const {
    return {message + " (" + sqlite3_errmsg(database_) + ")", address_, 0, 0, {}};
  }

  Result<void> execute(const std::string& sql) {
    if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      return tl::unexpected(problem("cannot be used"));
    return {};
  }

  bool store(const Document& document, const Coding& coding, const std::string& hash) {
    Statement remove(database_, "DELETE FROM document WHERE id = ?");
    remove.text(document.id);
    if (!remove.run()) return false;
    Statement row(database_, "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const auto* value : {&document.id, &hash, &document.title, &document.source, &document.url}) row.text(*value);
    row.date(document.date);
    row.text(document.text);
    if (!row.run()) return false;
    Statement event_row(database_, "INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
        party_row(database_, "INSERT OR IGNORE INTO party VALUES (?, ?)");
    for (const auto& event : coding.events) {
      event_row.text(document.id);
      event_row.number(static_cast<std::int64_t>(event.sentence));
      event_row.text(event.id);
      event_row.date(event.date ? std::optional(event.date->begin) : std::nullopt);
      event_row.date(event.date ? std::optional(event.date->end) : std::nullopt);
      event_row.text(event.type);
      event_row.text_or_null(event.move ? std::string(name_of(event.move->kind)) : std::string());
      event_row.text(json_of(event));
      if (!event_row.run()) return false;
      std::vector<const Mention*> sides;
      for (const auto& mention : event.actors) sides.push_back(&mention);
      for (const auto& mention : event.recipients) sides.push_back(&mention);
      for (const auto& party : parties_of(sides)) {
        party_row.text(event.id);
        party_row.text(party);
        if (!party_row.run()) return false;
      }
    }
    Statement claim_row(database_, "INSERT OR IGNORE INTO claim VALUES (?, ?, ?, ?, ?, ?)"),
        claim_party(database_, "INSERT OR IGNORE INTO claim_party VALUES (?, ?, ?)");
    for (const auto& claim : coding.claims) {
      claim_row.text(document.id);
      claim_row.number(static_cast<std::int64_t>(claim.sentence));
      claim_row.text(claim.id);
      claim_row.text(claim.about);
      claim_row.date(claim.said ? std::optional(claim.said->begin) : std::nullopt);
      claim_row.text(json_of(claim));
      if (!claim_row.run()) return false;
      std::vector<const Mention*> sides{&claim.speaker};
      if (claim.toward) sides.push_back(&*claim.toward);
      auto parties = parties_of(sides);
      add_parties(claim.on_behalf_of, parties);
      for (const auto& party : parties) {
        claim_party.text(document.id);
        claim_party.text(claim.id);
        claim_party.text(party);
        if (!claim_party.run()) return false;
      }
    }
    return true;
  }

  template <class Value, class Parse>
  Result<std::vector<Value>> read(const std::string& sql, const std::vector<std::string>& values, Parse parse) {
    Statement rows(database_, sql);
    for (const auto& value : values) rows.text(value);
    std::vector<Value> found;
    while (rows.row()) {
      auto value = parse(rows.get(0));
      if (!value)
        return tl::unexpected(Error{"holds a record that cannot be read: " + value.error().message, address_, 0, 0,
                                    value.error().fragment});
      found.push_back(std::move(*value));
    }
    if (rows.failed()) return tl::unexpected(problem("cannot be read"));
    return found;
  }

  sqlite3* database_;
  const std::string address_;
};

}  // namespace

Result<std::unique_ptr<Ledger>> open_ledger(const std::string& address, OpenMode mode) {
  if (address.starts_with("postgresql://") || address.starts_with("postgres://"))
    return fail("this build has no PostgreSQL store; name a file", {}, 0, 0, address);
  std::error_code error;
  if (std::filesystem::is_directory(address, error)) return fail("is a directory, not a ledger", address);
  sqlite3* database = nullptr;
  const int flags = mode == OpenMode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int status = sqlite3_open_v2(address.c_str(), &database, flags, nullptr);
  auto ledger = std::make_unique<SqliteLedger>(database, address);
  if (status != SQLITE_OK)
    return fail(std::string("cannot be opened as a ledger (") + sqlite3_errmsg(database) + ")", address);
  if (auto ready = ledger->prepare(mode); !ready) return tl::unexpected(ready.error());
  return ledger;
}

}  // namespace demarche
