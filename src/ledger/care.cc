// Looking after a ledger: older versions brought up, what it holds checked and counted.
#include "base/content_hash.h"
#include "ledger/fingerprint.h"
#include "ledger/schema.h"
#include "ledger/sql_ledger.h"
#include "records/records.h"

namespace demarche {

Result<void> SqlLedger::migrate(int from) {
  if (from == 1) return migrate_from_1();  // to the present one
  Result<void> done;
  if (from == 2) done = migrate_from_2();
  return done ? migrate_from_3() : done;
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
  const auto put = put_within(all);
  return put ? Result<void>() : tl::unexpected(put.error());
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

// Documents tell in which order they came, for those who ask what is new: by their date, as nothing else is known.
// Dyads, kinds and days of others' data stand as numbers.
Result<void> SqlLedger::migrate_from_3() {
  const auto& dialect = sql_->dialect();
  Result<void> done;
  const auto step = [&](const std::string& sql) {
    if (done) done = sql_->script(sql);
  };
  step("ALTER TABLE document ADD COLUMN added BIGINT NOT NULL DEFAULT 0");
  step(
      "UPDATE document SET added = place FROM (SELECT id AS placed, row_number() OVER (ORDER BY date IS NOT NULL, "
      "date, "
      "id) AS place FROM document) AS places WHERE placed = id");
  step("DROP INDEX event_by_date");
  step(order_schema_of(dialect));
  step("INSERT INTO revision (number) SELECT count(*) FROM document");
  if (!dialect.search_mended.empty()) step(dialect.search_mended);
  for (const std::string table : {"import", "flat", "month"}) step("ALTER TABLE " + table + " RENAME TO old_" + table);
  for (const std::string table : {"old_month", "coverage", "settled"}) step("DROP TABLE " + table);
  step(flat_schema_of(dialect));
  step("INSERT INTO dyad (actor, recipient) SELECT DISTINCT actor, recipient FROM old_flat ORDER BY 1, 2");
  step(
      "INSERT INTO kind (origin, type, cameo, quad) SELECT DISTINCT origin, type, cameo, quad FROM old_flat ORDER BY "
      "1, 2, 3, 4");
  step(
      "INSERT INTO import (file, lines, first_row, last_row, counted) SELECT file, lines, 0, 0, 0 FROM old_import "
      "ORDER "
      "BY number");
  const std::string day = "CAST(replace(date, '-', '') AS BIGINT)";
  step(
      "INSERT INTO flat (file, id, day, dyad, kind, goldstein, event_scale, mentions, line) SELECT "
      "coalesce(import.number, 0), old_flat.id, " +
      day +
      ", dyad.number, kind.number, goldstein, event_scale, mentions, line FROM old_flat JOIN dyad ON dyad.actor = "
      "old_flat.actor AND dyad.recipient = old_flat.recipient JOIN kind ON kind.origin = old_flat.origin AND kind.type "
      "= old_flat.type AND kind.cameo = old_flat.cameo AND kind.quad = old_flat.quad LEFT JOIN old_import ON "
      "old_import.number = old_flat.file LEFT JOIN import ON import.file = old_import.file ORDER BY old_flat.number");
  step(
      "UPDATE import SET first_row = least_row, last_row = most_row, counted = most_row FROM (SELECT file AS of_file, "
      "min(number) AS least_row, max(number) AS most_row FROM flat GROUP BY file) AS found WHERE of_file = number");
  step(
      "INSERT INTO month (dyad, month, type, quad, events, mentions, goldstein, event_scale) SELECT dyad, day / 100, "
      "type, quad, count(*), sum(mentions), sum(goldstein), coalesce(sum(event_scale), 0) FROM flat JOIN kind ON "
      "kind.number = flat.kind GROUP BY 1, 2, 3, 4");
  step("INSERT INTO coverage (month, events) SELECT month, sum(events) FROM month GROUP BY month");
  for (const std::string table : {"old_flat", "old_import"}) step("DROP TABLE " + table);
  return done;
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
  count("imports were broken off and are not settled: the next import makes up for it",
        "SELECT count(*) FROM import WHERE counted < last_row");
  count("imported events, more or fewer, than are counted by month",
        "SELECT (SELECT count(*) FROM flat) - (SELECT coalesce(sum(events), 0) FROM month) FROM revision WHERE NOT "
        "EXISTS (SELECT 1 FROM import WHERE counted < last_row)");
  if (done) done = check_hashes(problems);
  for (const auto& [table, parse] :
       {std::pair<std::string, bool (*)(std::string_view)>{
            "event", [](std::string_view json) { return event_of_json(json).has_value(); }},
        {"claim", [](std::string_view json) { return claim_of_json(json).has_value(); }}})
    if (done)
      done = sql_->rows("SELECT document, id, json FROM " + table, {},
                        [&, &name = table, &parses = parse](const SqlRow& row) {
                          if (!parses(row.text(2)))
                            problems.push_back(name + " " + row.text(1) + " of " + row.text(0) + " cannot be read");
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
    done = sql_->rows("SELECT id, origin, line FROM flat CROSS JOIN kind WHERE kind.number = flat.kind", {},
                      [&](const SqlRow& row) {
                        all.flat_events += 1;
                        all.digest += content_hash({row.text(0), row.text(1), row.text(2)});
                        return true;
                      });
  if (!done) return tl::unexpected(done.error());
  return all;
}

}  // namespace demarche
