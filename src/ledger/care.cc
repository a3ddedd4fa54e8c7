// Looking after a ledger: older versions brought up, what it holds checked and counted.
#include "base/content_hash.h"
#include "ledger/fingerprint.h"
#include "ledger/schema.h"
#include "ledger/sql_ledger.h"
#include "records/records.h"

namespace demarche {

Result<void> SqlLedger::migrate(int from) {
  Transaction transaction(*sql_);
  if (!transaction.begun()) return transaction.begun();
  auto done = from == 1 ? migrate_from_1() : migrate_from_2();
  if (done) done = sql_->set_version(kSchemaVersion);
  return done ? transaction.finish() : done;
}

// The documents with their records are written anew.
Result<void> SqlLedger::migrate_from_1() {
  std::vector<StoredDocument> all;
  auto read = sql_->rows("SELECT id, title, source, url, date, text FROM document", {}, [&](const SqlRow& row) {
    auto& [document, coding, keep, fingerprint] = all.emplace_back();
    document.id = row.text(0), document.title = row.text(1), document.source = row.text(2), document.url = row.text(3);
    document.date = Date::parse(row.text(4));
    document.text = row.text(5);
    if (!document.text.empty()) document.paragraphs = {{0, static_cast<std::uint32_t>(document.text.size()), false}};
    fingerprint = fingerprint_of(document.text);
    return true;
  });
  if (!read) return read;
  for (auto& old : all) {
    const std::vector<SqlValue> id = {old.document.id};
    auto events = records<Event>("SELECT json FROM event WHERE document = ? ORDER BY sentence, id", id, event_of_json);
    if (!events) return tl::unexpected(events.error());
    auto claims = records<Claim>("SELECT json FROM claim WHERE document = ? ORDER BY sentence, id", id, claim_of_json);
    if (!claims) return tl::unexpected(claims.error());
    old.coding = {std::move(*events), std::move(*claims), {}};
  }
  for (const auto* table : {"claim_party", "claim", "party", "event", "document"})
    if (auto dropped = sql_->script(std::string("DROP TABLE ") + table); !dropped) return dropped;
  if (auto made = sql_->script(schema_of(sql_->dialect())); !made) return made;
  for (const auto& old : all)
    if (auto done = store(old, hash_of(old)); !done) return done;
  return {};
}

// Rows of others' data tell which file they are from; hashes no longer depend on the order of records.
Result<void> SqlLedger::migrate_from_2() {
  const auto& dialect = sql_->dialect();
  auto done = sql_->script(
      "ALTER TABLE flat ADD COLUMN file BIGINT NOT NULL DEFAULT 0; ALTER TABLE import RENAME TO old_import;"
      "CREATE TABLE import (number " +
      dialect.identity + ", file " + dialect.text +
      " NOT NULL UNIQUE, lines BIGINT NOT NULL);"
      "INSERT INTO import (file, lines) SELECT file, lines FROM old_import; DROP TABLE old_import;");
  if (!done) return done;
  const auto all = documents();
  if (!all) return tl::unexpected(all.error());
  for (const auto& record : *all) {
    const auto one = stored(record.id);
    if (!one) return tl::unexpected(one.error());
    if (done = run("UPDATE document SET hash = ? WHERE id = ?", {hash_of(**one), record.id}); !done) return done;
  }
  return {};
}

Result<std::vector<std::string>> SqlLedger::check() {
  std::vector<std::string> problems;
  auto done = sql_->rows(sql_->dialect().verify, {}, [&](const SqlRow& row) {
    if (row.text(0) != "ok") problems.push_back(row.text(0));
    return true;
  });
  const auto count = [&](const std::string& what, const std::string& sql) {
    if (done)
      done = sql_->rows(sql, {}, [&](const SqlRow& row) {
        if (row.number(0)) problems.push_back(std::to_string(row.number(0)) + " " + what);
        return true;
      });
  };
  count("events of no document", "SELECT count(*) FROM event WHERE document NOT IN (SELECT id FROM document)");
  count("claims of no document", "SELECT count(*) FROM claim WHERE document NOT IN (SELECT id FROM document)");
  count("parties of no event",
        "SELECT count(*) FROM party LEFT JOIN event ON event.document = party.document AND event.id = party.event "
        "WHERE event.id IS NULL");
  count("flat events that are not settled",
        "SELECT count(*) FROM flat WHERE number > (SELECT max(number) FROM settled)");
  if (done) done = check_hashes(problems);
  for (const auto& [table, parse] :
       {std::pair<std::string, bool (*)(std::string_view)>{
            "event", [](std::string_view json) { return event_of_json(json).has_value(); }},
        {"claim", [](std::string_view json) { return claim_of_json(json).has_value(); }}})
    if (done)
      done = sql_->rows("SELECT document, id, json FROM " + table, {}, [&](const SqlRow& row) {
        if (!parse(row.text(2)))
          problems.push_back(table + " " + row.text(1) + " of " + row.text(0) + " cannot be read");
        return true;
      });
  if (!done) return tl::unexpected(done.error());
  return problems;
}

// Each document's records are those that it was added with.
Result<void> SqlLedger::check_hashes(std::vector<std::string>& problems) {
  std::vector<std::pair<std::string, std::string>> hashes;
  // a correction may stand in the place of more than one event that was coded
  auto done = sql_->rows(
      "SELECT id, hash FROM document WHERE id NOT IN (SELECT document FROM correction WHERE accepted = 0) ORDER BY id",
      {}, [&](const SqlRow& row) { return hashes.emplace_back(row.text(0), row.text(1)), true; });
  if (!done) return done;
  for (const auto& [id, hash] : hashes) {
    const auto one = stored(id);
    if (!one) return tl::unexpected(one.error());
    if (!*one || hash_of(**one) != hash) problems.push_back("document " + id + " is not as it was added");
  }
  return {};
}

Result<Contents> SqlLedger::contents() {
  Contents all;
  auto done = sql_->rows("SELECT id, hash FROM document", {}, [&](const SqlRow& row) {
    all.documents += 1;
    all.digest += content_hash({"document", row.text(0), row.text(1)});
    return true;
  });
  // corrected events have ids of their own
  for (const auto& [table, number] : {std::pair{"event", &all.events}, {"claim", &all.claims}})
    if (done)
      done = sql_->rows(std::string("SELECT document, id FROM ") + table, {}, [&, count = number](const SqlRow& row) {
        *count += 1;
        all.digest += content_hash({"record", row.text(0), row.text(1)});
        return true;
      });
  if (done)
    done = sql_->rows("SELECT event, who, said, by_hand FROM correction", {}, [&](const SqlRow& row) {
      all.corrections += 1;
      all.digest += content_hash({"correction", row.text(0), row.text(1), row.text(2), row.text(3)});
      return true;
    });
  if (done)
    done = sql_->rows("SELECT file, lines FROM import", {}, [&](const SqlRow& row) {
      all.digest += content_hash({"import", row.text(0), row.text(1)});
      return true;
    });
  if (done)
    done = sql_->rows("SELECT id, origin, line FROM flat", {}, [&](const SqlRow& row) {
      all.flat_events += 1;
      all.digest += content_hash({row.text(0), row.text(1), row.text(2)});
      return true;
    });
  if (!done) return tl::unexpected(done.error());
  return all;
}

}  // namespace demarche
