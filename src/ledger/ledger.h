// The ledger: events and claims stored with the documents they come from, others' event data beside them, and what
// people have corrected. One narrow interface; a store is a file (SQLite) or a PostgreSQL database.
//
// Threads. A Ledger is a connection, for one thread at a time; a thread opens its own, any number of them the same
// store, and they need no lock between them. Each call answers from one committed state: a reader sees all of a
// document or of a batch of rows, or nothing of it, never a half; two calls may see two states (revision() tells).
// Reading goes on while another process or thread writes, and neither waits for the other. Those who write take turns,
// a transaction each; on SQLite one that has waited for five seconds fails and may be tried again.
//
// Results come in a fixed order: by date (undated last), document, sentence, id. All failures are Results; what is half
// done is undone.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/event.h"

namespace demarche {

enum class Added : std::uint8_t { fresh, unchanged, replaced };
enum class Keep : std::uint8_t { text, record_only };  // record_only: what was coded stays, the text does not

struct DocumentRecord {
  std::string id, title, source, url;
  std::optional<Date> date;
  std::size_t events = 0, claims = 0;
  std::uint64_t fingerprint = 0;  // of its text (fingerprint.h): near copies differ in few bits
  bool has_text = false;
  bool operator==(const DocumentRecord&) const = default;
};

enum class EventOrder : std::uint8_t {
  oldest_first,  // by date, document, sentence, id; undated last
  newest_first,  // the dated ones the other way round; undated last, too
  last_added_first
};  // what was put in last comes first, whatever day it tells of; within a document by sentence, id

// Where an event stands in these orders: from here a listing goes on, page by page, also where events came or went.
struct EventPlace {
  std::optional<Date> date;  // its first day
  std::string document;
  std::size_t sentence = 0;
  std::string id;
};
EventPlace place_of(const Event& event);

struct EventQuery {
  std::vector<std::string> parties;  // countries or ids, each a side (actor or recipient) of the event; an id below it
                                     // counts too: "IRN" takes "IRN.GOV"
  std::optional<Date> from, to;  // events that touch these days, both included; undated ones only where neither is set
  std::optional<Date> known_by;  // told in documents of that day or before
  std::string type;              // PLOVER; empty: any
  std::string cameo;             // code or its beginning: "16" takes "161"; empty: any
  bool moves_only = false;       // on the ladder
  EventOrder order = EventOrder::oldest_first;
  std::optional<EventPlace> after;  // only what comes behind this in the order
  std::size_t limit = 0;            // at most so many; 0: all. A page costs no more than what it holds, where days and
                                    // parties choose little or nothing
  std::int64_t added_after = 0;     // only of documents put in, or replaced, after this revision
};

struct ClaimQuery {
  std::vector<std::string> parties;  // speaker (or whom it speaks for) or toward; all of them; empty: any
  std::string about;                 // an event's id; empty: any
  std::optional<Date> known_by;
};

// A sentence that something was coded from.
struct Told {
  std::string document;
  std::size_t sentence = 0;
  std::string text;
  std::optional<Date> date;  // of the document
  bool operator==(const Told&) const = default;
};

// A document as the store holds it, for another store: corrections are not applied, the text may be missing.
struct StoredDocument {
  Document document;
  Coding coding;
  Keep keep = Keep::text;
  std::uint64_t fingerprint = 0;
};

// How much there is, and a digest: stores of the same documents, records, corrections and imports have the same.
struct Contents {
  std::size_t documents = 0, events = 0, claims = 0, corrections = 0;
  std::int64_t flat_events = 0;
  std::uint64_t digest = 0;
  bool operator==(const Contents&) const = default;
};

// What somebody says of an event that the program coded. It holds whatever the program codes there later: an event with
// that id, or one of the same document that rests on words of the same sentence.
struct Correction {
  std::string event;             // id
  Event machine;                 // as it was coded
  std::optional<Event> by_hand;  // what it is instead; none: it is no event
  bool accepted = false;         // it is right as it stands
  std::string who, when;         // "2026-11-24T10:00:00Z"
  bool operator==(const Correction&) const = default;
};

// One event of others' data (GDELT ...), with what queries need; `line` holds all of it.
struct FlatEvent {
  std::string id;      // in its source
  std::string origin;  // "gdelt2" "icews" ...: the format of `line`
  Date date;
  std::string actor, recipient;  // countries; empty: unknown
  std::string type, cameo;
  int quad_code = 0;
  double goldstein = 0;
  std::optional<double> event_scale;
  std::int64_t mentions = 1;
  std::string line;
  bool operator==(const FlatEvent&) const = default;
};

struct FlatQuery {   // without countries and code: in the order of import; else by date
  std::string a, b;  // countries: events of either toward the other; b empty: of a with anybody; both empty: all
  std::optional<Date> from, to;
  std::string type, cameo;    // as in EventQuery
  std::string imported_from;  // content hash of a file; empty: any
  std::size_t limit = 0;      // the first of them, at most so many; 0: all
};

// A file of others' event data, by its content hash, and how many of its rows were imported.
struct Import {
  std::string file_hash;
  std::int64_t rows = 0;
  bool operator==(const Import&) const = default;
};

// Others' events of two countries in a month, counted.
struct MonthCount {
  std::string actor, recipient;
  int year = 0, month = 0;  // 1..12
  std::string type;
  int quad_code = 0;
  std::int64_t events = 0, mentions = 0;
  double goldstein = 0, event_scale = 0;  // sums
  bool operator==(const MonthCount&) const = default;
};

class Ledger {
 public:
  virtual ~Ledger() = default;

  // One transaction: documents with their events and claims, in their order; if it fails, none of them is in. The same
  // id and content change nothing; the same id with another content or coding replaces what was there. Many at once
  // cost far less than one by one, in a database on another machine above all.
  virtual Result<std::vector<Added>> put(std::span<const StoredDocument> documents) = 0;
  Result<Added> put(const StoredDocument& document);
  Result<Added> add(const Document& document, const Coding& coding, Keep keep = Keep::text);
  virtual Result<bool> remove(const std::string& document) = 0;  // false: there was none

  // Grows with every change: a document put in, replaced or removed, a correction, a batch of imported rows. A look-up
  // of one number, for those who keep answers or wait for news: events of EventQuery::added_after are what came since.
  virtual Result<std::int64_t> revision() = 0;

  // Corrections applied: what people put right stands, what they rejected does not.
  virtual Result<std::vector<Event>> events(const EventQuery& query) = 0;
  virtual Result<std::vector<Claim>> claims(const ClaimQuery& query) = 0;
  virtual Result<std::vector<DocumentRecord>> documents() = 0;
  // Those of these ids that there are.
  virtual Result<std::vector<DocumentRecord>> documents(std::span<const std::string> ids) = 0;
  // With its text and paragraphs; nothing where there is none or its text was not kept.
  virtual Result<std::optional<Document>> document(const std::string& id) = 0;
  virtual Result<std::optional<StoredDocument>> stored(const std::string& id) = 0;
  // What is held of this very document, kept so, where this version of the coder (Event::coder) made it: coding it
  // again and adding that would change nothing. Nothing where that cannot be told: of a document without events, or
  // with events that people corrected.
  virtual Result<std::optional<Coding>> coded(const Document& document, Keep keep, const std::string& coder) = 0;
  // Sentences that hold all the words ("quoted words" as a phrase), best first, of equals what was put in first.
  virtual Result<std::vector<Told>> search(const std::string& words, std::size_t limit) = 0;

  virtual Result<void> correct(const Correction& correction) = 0;  // a later one of the same event takes its place
  virtual Result<std::vector<Correction>> corrections() = 0;

  // How many rows of a file with this content hash have been imported; and after a batch, how many now. Both in one
  // transaction with the rows, so that an import broken off goes on where it stopped.
  virtual Result<std::int64_t> imported(const std::string& file_hash) = 0;
  virtual Result<std::vector<Import>> imports() = 0;
  virtual Result<void> import(std::span<const FlatEvent> events, const std::string& file_hash, std::int64_t rows) = 0;
  // After the last batch: makes what queries of flat events need, and makes up for imports that were broken off. Counts
  // by month and coverage hold only what was settled; without it other queries are slow.
  virtual Result<void> settle() = 0;
  virtual Result<void> flat_events(const FlatQuery& query, const std::function<bool(const FlatEvent&)>& take) = 0;
  virtual Result<std::vector<MonthCount>> month_counts(const FlatQuery& query) = 0;
  // All settled flat events by month: "2015-02" -> number.
  virtual Result<std::vector<std::pair<std::string, std::int64_t>>> coverage() = 0;

  virtual Result<Contents> contents() = 0;
  // What is not as it must be, a line each; empty: all is well.
  virtual Result<std::vector<std::string>> check() = 0;
};

// As a ledger keeps it, with its fingerprint.
StoredDocument stored_document(Document document, Coding coding, Keep keep);

// Puts documents, all in one transaction; where that fails, each in its own, so that one which the store refuses takes
// no other with it. `take` is told what became of each, in their order; false ends it.
void put_each(Ledger& ledger, std::span<const StoredDocument> documents,
              const std::function<bool(const StoredDocument&, const Result<Added>&)>& take);

struct Merged {
  std::size_t fresh = 0, replaced = 0, unchanged = 0;  // documents
  std::int64_t flat_events = 0;                        // new ones
};

// Puts all that `from` holds into `into`: of two codings of a document the one of the later date of publication (else
// that of `from`) stands, of two corrections of an event the later; files that both imported are taken once. Doing it
// twice changes nothing.
Result<Merged> merge_ledgers(Ledger& into, Ledger& from);

enum class OpenMode : std::uint8_t {
  read,
  write
};  // write makes the store where there is none, and brings an old one up

// `address`: a file, ":memory:", or "postgresql://user@host:port/database". Fails with one line on what is no ledger,
// of a newer version, or (read) not there or of an older version. May be called from any number of threads at a time.
Result<std::unique_ptr<Ledger>> open_ledger(const std::string& address, OpenMode mode);

}  // namespace demarche
