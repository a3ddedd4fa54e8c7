// The one store, over any database that Sql speaks to: opened, and its documents taken out and given back. They come in
// by put_documents.cc.
#include "ledger/sql_ledger.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "base/address.h"
#include "base/stanza_file.h"
#include "ledger/fingerprint.h"
#include "ledger/schema.h"
#include "records/records.h"

namespace demarche {
namespace {

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
  std::vector<DocumentRecord> found;
  for (std::size_t first = 0; first < ids.size(); first += kMostIds) {
    const auto part = ids.subspan(first, std::min(kMostIds, ids.size() - first));
    const auto values = ids_of(part, [](const std::string& id) { return id; });
    auto some = documents_where("id IN " + marks(values.size()), values);
    if (!some) return some;
    found.insert(found.end(), std::make_move_iterator(some->begin()), std::make_move_iterator(some->end()));
  }
  if (ids.size() > kMostIds)
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
