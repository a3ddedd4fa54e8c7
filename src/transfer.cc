#include "transfer.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>

#include "base/content_hash.h"
#include "relations/ledger_acts.h"

namespace demarche {
namespace {

constexpr std::size_t kBatch = 25'000;  // rows of a transaction: a few dozen MB in memory
constexpr std::size_t kWaiting = 2;     // batches read ahead

FlatEvent flat_event_of(const Row& row) {
  const Format format = kept_format(row);
  FlatEvent event;
  event.id = row.id;
  event.origin = name_of(format);
  event.date = row.date;
  event.actor = row.actor.country;
  event.recipient = row.recipient.country;
  event.type = row.type;
  event.cameo = row.cameo;
  event.quad_code = row.quad_code;
  event.goldstein = row.goldstein;
  event.event_scale = row.event_scale;
  event.mentions = std::max(1, row.mentions);
  event.line = row.raw.empty() ? line_of(format, row, {}) : row.raw;
  return event;
}

struct Batch {
  std::vector<FlatEvent> events;
  std::vector<Error> errors;
  std::int64_t rows = 0;  // of the file up to here
};

// Between the thread that reads and the one that writes.
class Batches {
 public:
  bool put(Batch batch) {  // false: nobody wants more
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() < kWaiting || closed_; });
    if (closed_) return false;
    waiting_.push_back(std::move(batch));
    changed_.notify_all();
    return true;
  }
  std::optional<Batch> take() {  // nothing: that was the last
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !waiting_.empty() || ended_; });
    if (waiting_.empty()) return {};
    Batch batch = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return batch;
  }
  void end() { set(ended_); }
  void close() { set(closed_); }

 private:
  void set(bool& flag) {
    const std::lock_guard lock(mutex_);
    flag = true;
    changed_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> waiting_;
  bool ended_ = false, closed_ = false;
};

bool one_row_a_pair(Format format) {
  return format == Format::gdelt1 || format == Format::gdelt2 || format == Format::icews;
}

std::vector<Row> rows_in(Format format, const Event& event) {
  if (one_row_a_pair(format)) return rows_of(event);
  auto row = row_of(event);
  return row ? std::vector<Row>{std::move(*row)} : std::vector<Row>();
}

void name_source(Row& row, const std::string& publisher, const std::string& url, std::optional<Date> published) {
  row.publisher = publisher;
  if (!url.empty()) row.url = url;
  if (published) row.added = published->text();
}

class Exporter {
 public:
  Exporter(const ExportOptions& options, const CodeBook& book, const std::function<bool(std::string_view)>& take)
      : options_(options), book_(book), take_(take) {}

  Result<void> coded(Ledger& ledger) {
    EventQuery query;
    if (!options_.a.empty()) query.parties.push_back(options_.a);
    if (!options_.b.empty()) query.parties.push_back(options_.b);
    query.from = options_.from;
    query.to = options_.to;
    auto events = ledger.events(query);
    if (!events) return tl::unexpected(events.error());
    auto records = ledger.documents();
    if (!records) return tl::unexpected(records.error());
    for (auto& record : *records) documents_[record.id] = record;
    if (options_.merged) {
      const auto told = merged(ledger, std::move(*events));
      if (!told) return tl::unexpected(told.error());
      for (const auto& act : told->acts)
        if (going_ && act.date && (options_.undone || !act.claimed)) write(act);
    } else {
      for (const auto& event : *events)
        if (going_ && (options_.undone || a_row_may_tell(event))) write(event);
    }
    return {};
  }

  Result<void> flat(Ledger& ledger) {
    LineReader reader(book_);
    FlatQuery query;
    query.a = options_.a, query.b = options_.b;
    query.from = options_.from, query.to = options_.to;
    std::optional<Error> broken;
    auto read = ledger.flat_events(query, [&](const FlatEvent& event) {
      const auto kept = format_named(event.origin);
      const Result<const Row*> row =
          kept ? reader.read(*kept, event.line) : fail("a format that is not known", {}, 0, 0, event.origin);
      if (!row) {
        broken = row.error();
        return false;
      }
      return write(**row);
    });
    if (read && broken) return tl::unexpected(*broken);
    return read;
  }

  std::size_t written() const { return written_; }

 private:
  bool write(const Row& row) {
    if (!going_) return false;
    ++written_;
    return going_ = take_(line_of(options_.format, row, book_));
  }

  void write(const Event& event) {
    for (auto& row : rows_in(options_.format, event)) write(sourced(row, event.document));
  }

  void write(const Act& act) {
    Event event = act.first();
    event.date = act.date;
    event.move = act.move;
    int mentions = 0;
    for (const auto* report : act.reports) mentions += 1 + static_cast<int>(report->retold.size());
    for (auto& row : rows_in(options_.format, event)) {
      row.mentions = mentions;
      row.articles = static_cast<int>(act.reports.size());
      row.sources = static_cast<int>(act.sources);
      write(sourced(row, event.document));
    }
  }

  Row& sourced(Row& row, const std::string& document) const {
    if (const auto found = documents_.find(document); found != documents_.end())
      name_source(row, found->second.source, found->second.url, found->second.date);
    return row;
  }

  const ExportOptions& options_;
  const CodeBook& book_;
  const std::function<bool(std::string_view)>& take_;
  std::unordered_map<std::string, DocumentRecord> documents_;
  std::size_t written_ = 0;
  bool going_ = true;
};

}  // namespace

bool a_row_may_tell(const Event& event) {
  return !event.negated && !event.claimed && (event.modality == Modality::done || event.modality == Modality::ongoing);
}

CodeBook code_book(const World& world, const Ontology* ontology) {
  return {
      .country_of = [&world](auto text, auto scheme) { return world.state_code(text, scheme == "name" ? "" : scheme); },
      .code_of = [&world](
                     auto state,
                     auto scheme) { return scheme == "name" ? world.name_of(state) : world.code_of(state, scheme); },
      .ontology = ontology};
}

Result<FileImport> import_file(Ledger& ledger, const std::filesystem::path& path, Format format, const CodeBook& book,
                               const ErrorSink& errors, const std::function<void(std::size_t)>& progress) {
  std::string hash;
  std::int64_t before = 0;
  if (path != "-") {
    const auto of_file = content_hash_of_file(path);
    if (!of_file) return tl::unexpected(of_file.error());
    hash = hex_id(*of_file);
    const auto rows = ledger.imported(hash);
    if (!rows) return tl::unexpected(rows.error());
    before = *rows;
  }
  Batches batches;
  Result<ImportSummary> summary;
  std::jthread reading([&] {
    Batch batch;
    const auto hand_over = [&] {
      const auto rows = batch.rows;
      const bool wanted = batches.put(std::exchange(batch, {}));
      batch.rows = rows;
      return wanted;
    };
    summary = read_rows(
        path, format, book,
        [&](const Row& row) {
          if (++batch.rows <= before) return true;
          batch.events.push_back(flat_event_of(row));
          return batch.events.size() < kBatch || hand_over();
        },
        [&](const Error& error) { batch.errors.push_back(error); });
    hand_over();
    batches.end();
  });
  FileImport report;
  Result<void> done;
  while (const auto batch = batches.take()) {
    for (const auto& error : batch->errors) errors(error);
    if (batch->events.empty()) continue;
    if (hash.empty()) {  // standard input: named by its beginning, and never taken for a file known already
      hash = "input " + hex_id(content_hash({batch->events.front().line, batch->events.back().line}));
      while (ledger.imported(hash).value_or(0) > 0) hash += "+";
    }
    done = ledger.import(batch->events, hash, batch->rows);
    if (!done) break;
    report.imported += batch->events.size();
    if (progress) progress(static_cast<std::size_t>(batch->rows));
  }
  batches.close();
  reading.join();
  if (!done) return tl::unexpected(done.error());
  if (!summary) return tl::unexpected(summary.error());
  report.summary = *summary;
  return report;
}

Result<std::size_t> export_rows(Ledger& ledger, const ExportOptions& options, const CodeBook& book,
                                const std::function<bool(std::string_view)>& take) {
  Exporter exporter(options, book, take);
  Result<void> done;
  if (options.coded) done = exporter.coded(ledger);
  if (done && options.flat) done = exporter.flat(ledger);
  if (!done) return tl::unexpected(done.error());
  return exporter.written();
}

std::vector<std::string> lines_of(Format format, const Event& event, const Document& document, const CodeBook& book) {
  std::vector<std::string> lines;
  for (auto& row : rows_in(format, event)) {
    name_source(row, document.source, document.url, document.date);
    lines.push_back(line_of(format, row, book));
  }
  return lines;
}

}  // namespace demarche
