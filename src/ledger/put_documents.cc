// Documents into the store and out of it, many in one transaction.
#include <algorithm>
#include <unordered_set>

#include "base/content_hash.h"
#include "ledger/fingerprint.h"
#include "ledger/sql_ledger.h"
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

// Cells of a row behind those that there are.
template <class... Cells>
void append(std::vector<SqlValue>& row, Cells&&... cells) {
  (row.emplace_back(std::forward<Cells>(cells)), ...);
}

}  // namespace

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

struct SqlLedger::Incoming {
  const StoredDocument* document = nullptr;
  std::string hash;
  Added added = Added::fresh;
};

Result<std::vector<Added>> SqlLedger::put(std::span<const StoredDocument> documents) {
  if (documents.empty()) return std::vector<Added>();
  Transaction transaction(*sql_);
  if (!transaction.begun()) return tl::unexpected(transaction.begun().error());
  auto added = put_within(documents);
  if (!added) return added;
  if (auto done = transaction.finish(); !done) return tl::unexpected(done.error());
  return added;
}

// In parts, as lists in statements are bounded. Of one id the later takes the place of the earlier: where an id comes
// again, a part ends.
Result<std::vector<Added>> SqlLedger::put_within(std::span<const StoredDocument> documents) {
  std::vector<Added> added;
  std::vector<Incoming> part;
  std::unordered_set<std::string_view> ids;
  const auto flush = [&] {
    auto done = part.empty() ? Result<void>() : put_distinct(part);
    for (const auto& each : part) added.push_back(each.added);
    part.clear();
    ids.clear();
    return done;
  };
  for (const auto& each : documents) {
    if (part.size() == kMostIds || ids.contains(each.document.id))
      if (auto done = flush(); !done) return tl::unexpected(done.error());
    ids.insert(each.document.id);
    part.push_back({&each, hash_of(each), Added::fresh});
  }
  if (auto done = flush(); !done) return tl::unexpected(done.error());
  return added;
}

// Who changes next waits until it is done: what it finds there is then what there is, and revisions come in their
// order.
Result<void> SqlLedger::put_distinct(std::span<Incoming> documents) {
  const auto revision = numbers(sql_->dialect().in_turn, {});
  if (!revision) return tl::unexpected(revision.error());
  std::unordered_map<std::string, std::string> hashes;
  const auto ids = ids_of(documents, [](const Incoming& each) { return each.document->document.id; });
  auto done = sql_->rows("SELECT id, hash FROM document WHERE id IN " + marks(ids.size()), ids,
                         [&](const SqlRow& row) { return hashes[row.text(0)] = row.text(1), true; });
  if (!done) return done;
  std::vector<const Incoming*> changed, replaced;
  for (auto& each : documents) {
    const auto before = hashes.find(each.document->document.id);
    each.added = before == hashes.end()        ? Added::fresh
                 : before->second == each.hash ? Added::unchanged
                                               : Added::replaced;
    if (each.added != Added::unchanged) changed.push_back(&each);
    if (each.added == Added::replaced) replaced.push_back(&each);
  }
  if (changed.empty()) return {};
  if (!replaced.empty()) {
    const auto old = ids_of(replaced, [](const Incoming* each) { return each->document->document.id; });
    done = sql_->run("DELETE FROM document WHERE id IN " + marks(old.size()), old);
  }
  if (done) done = store(changed, revision->at(0));
  if (done) done = run("UPDATE revision SET number = number + ?", {static_cast<std::int64_t>(changed.size())});
  return done;
}

// Each document has a revision of its own, the first of them the one behind `revision`.
Result<void> SqlLedger::store(std::span<const Incoming* const> changed, std::int64_t revision) {
  std::vector<SqlValue> documents, events, parties, claims, claim_parties, told;
  for (const auto* each : changed) {
    const auto& [document, coding, keep, fingerprint] = *each->document;
    append(documents, document.id, each->hash, document.title, document.source, document.url, document.language,
           sql_of(document.date), keep == Keep::text ? SqlValue(std::string_view(document.text)) : SqlValue(),
           text_of(document.paragraphs), static_cast<std::int64_t>(fingerprint), ++revision);
    std::unordered_set<std::string_view> told_already, known;
    const auto tell = [&, &id = document.id](std::size_t sentence, const std::string& text) {
      if (!text.empty() && told_already.insert(text).second)
        append(told, id, static_cast<std::int64_t>(sentence), std::string_view(text));
    };
    for (const auto& event : coding.events) {
      if (known.insert(event.id).second) add_event_rows(document.id, event, events, parties);
      tell(event.sentence, event.text);
    }
    known.clear();
    for (const auto& claim : coding.claims) {
      tell(claim.sentence, claim.text);
      if (!known.insert(claim.id).second) continue;
      append(claims, document.id, claim.id, static_cast<std::int64_t>(claim.sentence), claim.about,
             sql_of(claim.said ? std::optional(claim.said->begin) : std::nullopt), json_of(claim));
      std::vector<const Mention*> sides{&claim.speaker};
      if (claim.toward) sides.push_back(&*claim.toward);
      auto of_claim = parties_of(sides);
      add_parties(claim.on_behalf_of, of_claim);
      for (auto& party : of_claim) append(claim_parties, std::move(party), document.id, claim.id);
    }
  }
  auto done = sql_->insert(
      "document", "id, hash, title, source, url, language, date, text, paragraphs, fingerprint, added", documents, "");
  if (done) done = sql_->insert("event", kEventColumns, events, "");
  if (done) done = sql_->insert("party", "party, document, event", parties, "");
  if (done) done = sql_->insert("claim", "document, id, sentence, about, said, json", claims, "");
  if (done) done = sql_->insert("claim_party", "party, document, claim", claim_parties, "");
  if (done) done = sql_->insert("told", "document, sentence, text", told, "");
  if (!done) return done;
  // what people put right stands, however the document is coded now
  const auto ids = ids_of(changed, [](const Incoming* each) { return each->document->document.id; });
  const auto corrected = corrections_where("document IN " + marks(ids.size()), ids);
  if (!corrected) return tl::unexpected(corrected.error());
  for (const auto& correction : *corrected) {
    const auto of = std::find_if(changed.begin(), changed.end(), [&](const Incoming* each) {
      return each->document->document.id == correction.machine.document;
    });
    if (of == changed.end()) continue;
    if (auto applied = apply(correction, (*of)->document->coding.events); !applied) return applied;
  }
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

// In the transaction of the change; who changes next waits until it is done.
Result<void> SqlLedger::count_change() { return run("UPDATE revision SET number = number + 1", {}); }

StoredDocument stored_document(Document document, Coding coding, Keep keep) {
  const auto fingerprint = fingerprint_of(document.text);
  return {std::move(document), std::move(coding), keep, fingerprint};
}

Result<Added> Ledger::put(const StoredDocument& document) {
  const auto added = put(std::span(&document, 1));
  if (!added) return tl::unexpected(added.error());
  return added->front();
}

Result<Added> Ledger::add(const Document& document, const Coding& coding, Keep keep) {
  return put(stored_document(document, coding, keep));
}

void put_each(Ledger& ledger, std::span<const StoredDocument> documents,
              const std::function<bool(const StoredDocument&, const Result<Added>&)>& take) {
  if (documents.empty()) return;
  const auto together = ledger.put(documents);
  for (std::size_t i = 0; i < documents.size(); ++i)
    if (!take(documents[i], together ? Result<Added>((*together)[i]) : ledger.put(documents[i]))) return;
}

}  // namespace demarche
