// The one store, over any database that Sql speaks to: opened, and its documents put in, taken out and given back.
#include "ledger/sql_ledger.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "base/address.h"
#include "base/content_hash.h"
#include "base/stanza_file.h"
#include "ledger/fingerprint.h"
#include "ledger/schema.h"
#include "records/records.h"

namespace demarche {
namespace {

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

// "0-35h 37-200": bytes of each paragraph, "h" behind a heading.
std::string text_of(const std::vector<Paragraph>& paragraphs) {
  std::string text;
  for (const auto& each : paragraphs)
    text += (text.empty() ? "" : " ") + std::to_string(each.begin) + "-" + std::to_string(each.end) +
            (each.heading ? "h" : "");
  return text;
}

std::vector<Paragraph> paragraphs_of(std::string_view text) {
  std::vector<Paragraph> paragraphs;
  for (const auto& part : list_of(text, ' ')) {
    Paragraph paragraph;
    const auto* end = part.data() + part.size();
    const auto begin = std::from_chars(part.data(), end, paragraph.begin);
    if (begin.ptr == end) continue;
    paragraph.heading = std::from_chars(begin.ptr + 1, end, paragraph.end).ptr != end;
    paragraphs.push_back(paragraph);
  }
  return paragraphs;
}

// Cells of a row behind those that there are.
template <class... Cells>
void append(std::vector<SqlValue>& row, Cells&&... cells) {
  (row.emplace_back(std::forward<Cells>(cells)), ...);
}

}  // namespace

// Statements one behind the other: the first that fails is told.
Result<void> SqlLedger::run(const std::string& sql, std::initializer_list<SqlValue> values) {
  return sql_->run(sql, std::span(values.begin(), values.size()));
}

Result<void> SqlLedger::prepare(OpenMode mode) {
  const auto found = sql_->version();
  if (!found) return tl::unexpected(found.error());
  const auto number = [](int version) { return std::to_string(version); };
  if (*found > kSchemaVersion)
    return fail("was written by a newer demarche (schema " + number(*found) + ", this one knows " +
                    number(kSchemaVersion) + ")",
                address_);
  if (*found == kSchemaVersion) return {};
  if (mode == OpenMode::read && *found == 0) return fail("is no ledger", address_);
  if (mode == OpenMode::read)
    return fail("is a ledger of schema " + number(*found) + "; 'demarche ledger migrate' brings it to " +
                    number(kSchemaVersion),
                address_);
  Transaction transaction(*sql_);
  if (!transaction.begun()) return transaction.begun();
  if (auto alone = sql_->script(sql_->dialect().alone); !alone) return alone;
  const auto now = sql_->version();  // another may have made it or brought it up meanwhile
  if (!now) return tl::unexpected(now.error());
  Result<void> done;
  if (*now == 0) done = sql_->script(schema_of(sql_->dialect()));
  if (*now > 0 && *now < kSchemaVersion) done = migrate(*now);
  if (done && *now < kSchemaVersion) done = sql_->set_version(kSchemaVersion);
  return done ? transaction.finish() : done;
}

std::string SqlLedger::hash_of(const StoredDocument& stored) {
  std::vector<std::string> records;
  for (const auto& event : stored.coding.events) records.push_back(json_of(event));
  for (const auto& claim : stored.coding.claims) records.push_back(json_of(claim));
  std::sort(records.begin(), records.end());
  std::string all;
  for (const auto& record : records) all += record;
  const auto& document = stored.document;
  const bool with_text = stored.keep == Keep::text;
  return hex_id(content_hash({document.title, with_text ? document.text : hex_id(stored.fingerprint),
                              document.date ? document.date->text() : "", document.source, document.url,
                              document.language, all, with_text ? "" : "record only"}));
}

Result<Added> SqlLedger::add(const Document& document, const Coding& coding, Keep keep) {
  return put({document, coding, keep, fingerprint_of(document.text)});
}

Result<Added> SqlLedger::put(const StoredDocument& stored) {
  const auto hash = hash_of(stored);
  Transaction transaction(*sql_);
  if (!transaction.begun()) return tl::unexpected(transaction.begun().error());
  Added added = Added::fresh;
  const std::vector<SqlValue> id = {stored.document.id};
  auto before = sql_->rows("SELECT hash FROM document WHERE id = ?", id, [&](const SqlRow& row) {
    added = row.text(0) == hash ? Added::unchanged : Added::replaced;
    return true;
  });
  if (!before) return tl::unexpected(before.error());
  if (added != Added::unchanged)
    if (auto done = store(stored, hash); !done) return tl::unexpected(done.error());
  if (auto done = transaction.finish(); !done) return tl::unexpected(done.error());
  return added;
}

Result<void> SqlLedger::store(const StoredDocument& stored, const std::string& hash) {
  const auto& document = stored.document;
  const auto& coding = stored.coding;
  auto done = count_change();
  if (done) done = run("DELETE FROM document WHERE id = ?", {document.id});
  if (done)
    done =
        run("INSERT INTO document (id, hash, title, source, url, language, date, text, paragraphs, fingerprint, added) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT number FROM revision))",
            {document.id, hash, document.title, document.source, document.url, document.language, sql_of(document.date),
             stored.keep == Keep::text ? SqlValue(document.text) : SqlValue(), text_of(document.paragraphs),
             static_cast<std::int64_t>(stored.fingerprint)});
  std::vector<SqlValue> events, parties, claims, claim_parties, told;
  std::vector<std::string> told_already;
  const auto tell = [&](std::size_t sentence, const std::string& text) {
    if (text.empty() || std::find(told_already.begin(), told_already.end(), text) != told_already.end()) return;
    told_already.push_back(text);
    append(told, document.id, static_cast<std::int64_t>(sentence), text);
  };
  for (const auto& event : coding.events) {
    add_event_rows(document.id, event, events, parties);
    tell(event.sentence, event.text);
  }
  for (const auto& claim : coding.claims) {
    append(claims, document.id, claim.id, static_cast<std::int64_t>(claim.sentence), claim.about,
           sql_of(claim.said ? std::optional(claim.said->begin) : std::nullopt), json_of(claim));
    std::vector<const Mention*> sides{&claim.speaker};
    if (claim.toward) sides.push_back(&*claim.toward);
    auto of_claim = parties_of(sides);
    add_parties(claim.on_behalf_of, of_claim);
    for (auto& party : of_claim) append(claim_parties, std::move(party), document.id, claim.id);
    tell(claim.sentence, claim.text);
  }
  if (done) done = sql_->insert("event", kEventColumns, events);
  if (done) done = sql_->insert("party", "party, document, event", parties);
  if (done) done = sql_->insert("claim", "document, id, sentence, about, said, json", claims);
  if (done) done = sql_->insert("claim_party", "party, document, claim", claim_parties);
  if (done) done = sql_->insert("told", "document, sentence, text", told);
  if (!done) return done;
  // what people put right stands, however the document is coded now
  const std::vector<SqlValue> id = {document.id};
  const auto corrected = corrections_where("document = ?", id);
  if (!corrected) return tl::unexpected(corrected.error());
  for (const auto& correction : *corrected)
    if (auto applied = apply(correction, coding.events); !applied) return applied;
  return {};
}

void SqlLedger::add_event_rows(const std::string& document, const Event& event, std::vector<SqlValue>& events,
                               std::vector<SqlValue>& parties) {
  append(events, document, event.id, static_cast<std::int64_t>(event.sentence),
         sql_of(event.date ? std::optional(event.date->begin) : std::nullopt),
         sql_of(event.date ? std::optional(event.date->end) : std::nullopt), event.type, event.cameo,
         event.move ? SqlValue(std::string(name_of(event.move->kind))) : SqlValue(), json_of(event));
  std::vector<const Mention*> sides;
  for (const auto& mention : event.actors) sides.push_back(&mention);
  for (const auto& mention : event.recipients) sides.push_back(&mention);
  for (auto& party : parties_of(sides)) append(parties, std::move(party), document, event.id);
}

Result<bool> SqlLedger::remove(const std::string& document) {
  Transaction transaction(*sql_);
  if (!transaction.begun()) return tl::unexpected(transaction.begun().error());
  bool there = false;
  const std::vector<SqlValue> id = {document};
  auto done = sql_->rows("SELECT 1 FROM document WHERE id = ?", id, [&](const SqlRow&) { return there = true, true; });
  if (done && there) done = sql_->run("DELETE FROM document WHERE id = ?", id);
  if (done && there) done = count_change();
  if (done) done = transaction.finish();
  if (!done) return tl::unexpected(done.error());
  return there;
}

// In the transaction of the change. Who changes next waits until it is done, so that revisions come in their order.
Result<void> SqlLedger::count_change() { return run("UPDATE revision SET number = number + 1", {}); }

Result<std::int64_t> SqlLedger::revision() {
  std::int64_t number = 0;
  const auto read =
      sql_->rows("SELECT number FROM revision", {}, [&](const SqlRow& row) { return number = row.number(0), true; });
  if (!read) return tl::unexpected(read.error());
  return number;
}

// --- given back

Result<std::vector<DocumentRecord>> SqlLedger::documents() { return documents_where("1 = 1", {}); }

Result<std::vector<DocumentRecord>> SqlLedger::documents(std::span<const std::string> ids) {
  constexpr std::size_t kAtOnce = 500;
  std::vector<DocumentRecord> found;
  for (std::size_t first = 0; first < ids.size(); first += kAtOnce) {
    const auto part = ids.subspan(first, std::min(kAtOnce, ids.size() - first));
    std::string marks;
    for (std::size_t i = 0; i < part.size(); ++i) marks += i ? ", ?" : "?";
    const std::vector<SqlValue> values(part.begin(), part.end());
    auto some = documents_where("id IN (" + marks + ")", values);
    if (!some) return some;
    found.insert(found.end(), std::make_move_iterator(some->begin()), std::make_move_iterator(some->end()));
  }
  if (ids.size() > kAtOnce)
    std::sort(found.begin(), found.end(), [](const DocumentRecord& a, const DocumentRecord& b) {
      if (a.date.has_value() != b.date.has_value()) return a.date.has_value();
      return std::tie(a.date, a.id) < std::tie(b.date, b.id);
    });
  return found;
}

Result<std::vector<DocumentRecord>> SqlLedger::documents_where(const std::string& condition,
                                                               std::span<const SqlValue> values) {
  std::vector<DocumentRecord> found;
  const auto read = sql_->rows(
      "SELECT id, title, source, url, date, fingerprint, text IS NOT NULL, (SELECT count(*) FROM event WHERE "
      "event.document = document.id), (SELECT count(*) FROM claim WHERE claim.document = document.id) FROM document "
      "WHERE " +
          condition + " ORDER BY date IS NULL, date, id",
      values, [&](const SqlRow& row) {
        found.push_back({row.text(0), row.text(1), row.text(2), row.text(3), Date::parse(row.text(4)),
                         static_cast<std::size_t>(row.number(7)), static_cast<std::size_t>(row.number(8)),
                         static_cast<std::uint64_t>(row.number(5)), row.number(6) != 0});
        return true;
      });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::optional<Document>> SqlLedger::document(const std::string& id) {
  auto found = bare_document(id);
  if (!found) return tl::unexpected(found.error());
  if (!*found || (*found)->keep != Keep::text) return std::nullopt;
  return std::move((*found)->document);
}

Result<std::optional<StoredDocument>> SqlLedger::bare_document(const std::string& id) {
  std::optional<StoredDocument> found;
  const std::vector<SqlValue> values = {id};
  const auto read =
      sql_->rows("SELECT title, source, url, language, date, text, paragraphs, fingerprint FROM document WHERE id = ?",
                 values, [&](const SqlRow& row) {
                   auto& [document, coding, keep, fingerprint] = found.emplace();
                   document.id = id;
                   document.title = row.text(0), document.source = row.text(1), document.url = row.text(2),
                   document.language = row.text(3);
                   document.date = Date::parse(row.text(4));
                   document.text = row.text(5);
                   document.paragraphs = paragraphs_of(row.text(6));
                   keep = row.null(5) ? Keep::record_only : Keep::text;
                   fingerprint = static_cast<std::uint64_t>(row.number(7));
                   return true;
                 });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::optional<StoredDocument>> SqlLedger::stored(const std::string& id) {
  auto found = bare_document(id);
  if (!found || !*found) return found;
  const std::vector<SqlValue> values = {id};
  auto events =
      records<Event>("SELECT json FROM event WHERE document = ? ORDER BY sentence, id", values, event_of_json);
  if (!events) return tl::unexpected(events.error());
  auto claims =
      records<Claim>("SELECT json FROM claim WHERE document = ? ORDER BY sentence, id", values, claim_of_json);
  if (!claims) return tl::unexpected(claims.error());
  const auto corrected = corrections_where("document = ?", values);
  if (!corrected) return tl::unexpected(corrected.error());
  for (const auto& correction : *corrected) {
    if (correction.accepted) continue;
    if (correction.by_hand)
      std::erase_if(*events, [&](const Event& each) { return each.id == correction.by_hand->id; });
    events->push_back(correction.machine);
  }
  (*found)->coding = {std::move(*events), std::move(*claims), {}};
  return found;
}

Result<std::optional<Coding>> SqlLedger::coded(const Document& document, Keep keep, const std::string& coder) {
  std::string hash;
  const std::vector<SqlValue> id = {document.id};
  const auto read = sql_->rows("SELECT hash FROM document WHERE id = ?", id,
                               [&](const SqlRow& row) { return hash = row.text(0), true; });
  if (!read) return tl::unexpected(read.error());
  if (hash.empty()) return std::nullopt;
  auto held = stored(document.id);
  if (!held) return tl::unexpected(held.error());
  if (!*held) return std::nullopt;
  auto& coding = (*held)->coding;
  const bool by_another =
      std::any_of(coding.events.begin(), coding.events.end(), [&](const Event& event) { return event.coder != coder; });
  if (coding.events.empty() || by_another) return std::nullopt;
  // the hash is of document and records together
  StoredDocument now{document, std::move(coding), keep, fingerprint_of(document.text)};
  if (hash_of(now) != hash) return std::nullopt;
  return std::move(now.coding);
}

Result<std::unique_ptr<Ledger>> open_ledger(const std::string& address, OpenMode mode) {
  const bool shared = address.starts_with("postgresql://") || address.starts_with("postgres://");
  auto sql = (shared ? open_postgres : open_sqlite)(address, mode == OpenMode::write);
  if (!sql) return tl::unexpected(sql.error());
  auto ledger = std::make_unique<SqlLedger>(std::move(*sql), without_password(address));
  if (auto ready = ledger->prepare(mode); !ready) return tl::unexpected(ready.error());
  return ledger;
}

}  // namespace demarche
