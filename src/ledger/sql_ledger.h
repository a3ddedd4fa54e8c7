// The store over a database. Internal to src/ledger: documents in sql_ledger.cc, put in by put_documents.cc, what is
// asked of them in questions.cc, what people put right in corrections.cc, others' event data in flat_import.cc and
// flat_events.cc, migration and checks in care.cc.
#pragma once

#include <initializer_list>
#include <unordered_map>

#include "ledger/ledger.h"
#include "ledger/month_sums.h"
#include "ledger/sql.h"

namespace demarche {

class SqlLedger : public Ledger {
 public:
  SqlLedger(std::unique_ptr<Sql> sql, std::string address) : sql_(std::move(sql)), address_(std::move(address)) {}

  // Makes the tables, or brings an old store up, or says why it cannot be used.
  Result<void> prepare(OpenMode mode);

  using Ledger::put;
  Result<std::vector<Added>> put(std::span<const StoredDocument> documents) override;
  Result<bool> remove(const std::string& document) override;
  Result<std::int64_t> revision() override;
  Result<std::vector<Event>> events(const EventQuery& query) override;
  Result<std::vector<Claim>> claims(const ClaimQuery& query) override;
  Result<std::vector<DocumentRecord>> documents() override;
  Result<std::vector<DocumentRecord>> documents(std::span<const std::string> ids) override;
  Result<std::optional<Document>> document(const std::string& id) override;
  Result<std::optional<StoredDocument>> stored(const std::string& id) override;
  Result<std::optional<Coding>> coded(const Document& document, Keep keep, const std::string& coder) override;
  Result<std::vector<Told>> search(const std::string& words, std::size_t limit) override;
  Result<void> correct(const Correction& correction) override;
  Result<std::vector<Correction>> corrections() override;
  Result<std::int64_t> imported(const std::string& file_hash) override;
  Result<std::vector<Import>> imports() override;
  Result<void> import(std::span<const FlatEvent> events, const std::string& file_hash, std::int64_t rows) override;
  Result<void> settle() override;
  Result<void> flat_events(const FlatQuery& query, const std::function<bool(const FlatEvent&)>& take) override;
  Result<std::vector<MonthCount>> month_counts(const FlatQuery& query) override;
  Result<std::vector<std::pair<std::string, std::int64_t>>> coverage() override;
  Result<Contents> contents() override;
  Result<std::vector<std::string>> check() override;

 private:
  Result<std::vector<DocumentRecord>> documents_where(const std::string& condition, std::span<const SqlValue> values);
  static constexpr const char* kEventColumns = "document, id, sentence, date, enddate, type, cameo, move, json";

  Result<void> run(const std::string& sql, std::initializer_list<SqlValue> values);
  Result<void> migrate(int from);                                              // within a transaction
  Result<std::optional<StoredDocument>> bare_document(const std::string& id);  // without what was coded
  Result<void> migrate_from_1();
  Result<void> migrate_from_2();
  Result<void> migrate_from_3();
  // Of all that is stored of it, whatever the order of the records.
  static std::string hash_of(const StoredDocument& stored);
  // What follows is within a transaction, of those who write one at a time.
  struct Incoming;  // a document with its hash, and what becomes of it
  Result<std::vector<Added>> put_within(std::span<const StoredDocument> documents);
  Result<void> put_distinct(std::span<Incoming> documents);  // no id twice
  Result<void> store(std::span<const Incoming* const> documents, std::int64_t revision);
  Result<void> count_change();
  Result<void> check_hashes(std::vector<std::string>& problems);
  static void add_event_rows(const std::string& document, const Event& event, std::vector<SqlValue>& events,
                             std::vector<SqlValue>& parties);
  Result<void> insert_event(const Event& event);
  // Puts a correction in the place of what was coded of its document.
  Result<void> apply(const Correction& correction, std::span<const Event> coded);
  Result<std::vector<Correction>> corrections_where(const std::string& condition, std::span<const SqlValue> values);

  // Records of one column of JSON.
  template <class Value, class Parse>
  Result<std::vector<Value>> records(const std::string& sql, std::span<const SqlValue> values, Parse parse) {
    std::vector<Value> found;
    std::optional<Error> broken;
    const auto read = sql_->rows(sql, values, [&](const SqlRow& row) {
      auto value = parse(row.text(0));
      if (value)
        found.push_back(std::move(*value));
      else
        broken = value.error();
      return !broken;
    });
    if (!read) return tl::unexpected(read.error());
    if (broken) return fail("holds a record that cannot be read: " + broken->message, address_, 0, 0, broken->fragment);
    return found;
  }

  // Numbers of a query, the first column of its rows.
  Result<std::vector<std::int64_t>> numbers(const std::string& sql, std::span<const SqlValue> values);
  Result<FileRows> file_rows(const std::string& file_hash);
  Result<void> import_within(std::span<const FlatEvent> events, const std::string& file_hash, std::int64_t rows);
  Result<std::int64_t> number_in(const std::string& table, const std::string& columns,
                                 std::span<const SqlValue> values);
  Result<std::int64_t> dyad_of(const FlatEvent& event);
  Result<Kind> kind_of(const FlatEvent& event);
  Result<void> count(const FileRows& file);
  Result<void> count_pending();

  std::unique_ptr<Sql> sql_;
  const std::string address_;
  // Of others' data, while it is written: numbers that stand in the tables, and sums that do not yet.
  std::unordered_map<std::string, std::int64_t> dyads_;
  std::unordered_map<std::string, Kind> kinds_;
  MonthSums pending_;
  std::string key_;  // of these maps, its memory kept
};

}  // namespace demarche
