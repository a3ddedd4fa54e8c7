// Démarche in another program: articles in, coded events and claims out; and a ledger to keep them in and to ask.
//
//   namespace de = demarche::embed;
//   const auto coder = de::Coder::load();
//   const auto document = de::Document::of({.text = text, .date = "2022-09-07"});
//   if (!coder || !document) ...  // error() says what is wrong
//   for (const de::Event& event : coder->code(*document).events) std::cout << event.json() << '\n';
//
// Text is UTF-8. A day is "2022-09-07". A country is a code or a name ("ALB", "Albania"). What is empty is unknown, or
// not asked for. Records (json()) are those of docs/records.md, pages those of docs/openapi.json.
//
// Ownership: values own what they hold. Document, Event, Claim and Coder are immutable and shared within: a copy costs
// nothing. A string_view or Party lives as long as a copy of the value that gave it.
// Threads: everything here may be used by any number of threads at once; the calls of one Ledger take turns.
// Errors: a Result. Nothing is printed; no exception is thrown but std::bad_alloc.
// Stability: before 1.0 a release may change this interface, and then changes the number of the library (soname).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#define DEMARCHE_API __attribute__((visibility("default")))

namespace demarche::embed {

// "0.1.0"
DEMARCHE_API std::string_view version();

// A value; or else one line that says what is wrong, with file and line where they are meant. To be looked at before
// use, as std::optional.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  static Result failed(std::string error) {
    Result result;
    result.error_ = std::move(error);
    return result;
  }
  explicit operator bool() const { return value_.has_value(); }
  const T& operator*() const& { return *value_; }
  T& operator*() & { return *value_; }
  T&& operator*() && { return *std::move(value_); }
  const T* operator->() const { return &*value_; }
  T* operator->() { return &*value_; }
  const std::string& error() const { return error_; }  // empty where there is a value

 private:
  Result() = default;
  std::optional<T> value_;
  std::string error_;
};

using TakeProblem = std::function<void(const std::string& line)>;  // what is left out or mended, a line each

// Options and queries are made as {.data = "/opt/share/demarche"}: what is not named keeps its default.

// Where knowledge/ and models/ lie, and a user's own files of the world.
struct LoadOptions {
  std::string data{};                // folder; empty: near this library, else near the program, else as configured
  std::vector<std::string> world{};  // knowledge/world/README.md; what in them is wrong is left out and told
  TakeProblem problem{};
};

// --- text

struct Article {
  std::string text{};                                  // plain, or a page of HTML that begins as one
  std::string title{}, date{}, id{}, source{}, url{};  // date: of publication; id: else the url, else of the content
};

class DEMARCHE_API Document {
 public:
  // With a title the text is read as a record of JSON Lines or CSV is, without as a file of plain text: a short first
  // line is its title. Fails on what is empty, binary, of more than 8 MiB or surely not English, and on a date that is
  // none.
  static Result<Document> of(const Article& article);

  std::string_view id() const, title() const, text() const, source() const, url() const;  // text: what offsets count in
  std::string date() const;

 private:
  friend struct Inside;
  Document() = default;
  std::shared_ptr<const void> record_;
};

struct ReadOptions {
  std::string format = "auto";  // text html jsonl csv feed warc (docs/formats.md); auto: by name, then first bytes
  std::string date{};           // of documents that carry none
};
// Hands on the documents of a file ("-": standard input) in its order until `take` says false; gives how many. Archives
// are streamed. `problem`: what had to be left out. Fails on options that are none; a missing file is a problem.
DEMARCHE_API Result<std::size_t> read_documents(const std::string& path, const ReadOptions& options,
                                                const std::function<bool(const Document&)>& take,
                                                const TakeProblem& problem = {});

// --- records: what most programs ask for as functions, all of it in json()

struct Party {
  std::string_view text, id, country, name;  // as written; "IRN.GOV"; "IRN"; "Iran"
};

class DEMARCHE_API Event {
 public:
  std::string_view id() const, document() const, type() const, mode() const, cameo() const, modality() const;
  std::string_view move() const;  // on the ladder of relations: "sever"; mostly empty
  std::string_view text() const, rule() const;
  std::string date() const, end_date() const;  // the same for one day
  std::vector<Party> actors() const, recipients() const;
  std::size_t sentence() const;
  double goldstein() const, score() const;  // -10..10, 0..1
  int quad_code() const;                    // 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict
  bool negated() const, background() const, claimed() const, disputed() const;
  std::string json() const;  // one line

 private:
  friend struct Inside;
  Event() = default;
  std::shared_ptr<const void> record_;
};

class DEMARCHE_API Claim {
 public:
  std::string_view id() const, document() const, stance() const, on_behalf_of() const, text() const;
  std::string_view about() const, answers() const;  // ids of an event or incident, and of a claim
  std::string date() const;                         // said on; its first day
  Party speaker() const;
  std::size_t sentence() const;
  std::string json() const;

 private:
  friend struct Inside;
  Claim() = default;
  std::shared_ptr<const void> record_;
};

struct Coding {  // of one document, in the order of its text
  std::vector<Event> events;
  std::vector<Claim> claims;
};
DEMARCHE_API std::string json_of(const Coding& coding);  // {"events": [...], "claims": [...]}
// A row for each event under a header, as `demarche code --format csv` writes it.
DEMARCHE_API std::string csv_of(std::span<const Event> events);

class DEMARCHE_API Coder {
 public:
  // Parser, lexicon and world: some tenths of a second, 100 MB. Once for a program.
  static Result<Coder> load(const LoadOptions& options = {});

  Coding code(const Document& document) const;
  // Many, side by side, in the order given, whatever the number of threads (0: one for each core). Some hundreds at a
  // time keep threads busy and memory bounded.
  std::vector<Coding> code(std::span<const Document> documents, unsigned threads = 0) const;
  // How each event came about, by which rule, and what was rejected and why: for a reader.
  std::string explain(const Document& document) const;
  std::string_view version() const;  // of program, lexicon, world and model, as in Event

 private:
  friend struct Inside;
  struct Loaded;
  explicit Coder(std::shared_ptr<const Loaded> loaded) : loaded_(std::move(loaded)) {}
  std::shared_ptr<const Loaded> loaded_;
};

// --- the ledger (docs/ledger.md)

enum class Mode { read, write };  // write makes the ledger where there is none, and brings an old one up
enum class Keep { text, record_only };
enum class Added { fresh, unchanged, replaced };

struct AddedCounts {
  std::size_t fresh = 0, unchanged = 0, replaced = 0;  // documents
  std::size_t events = 0, claims = 0;                  // of all of them
};

struct EventQuery {
  std::vector<std::string> parties{};        // each a side of the event
  std::string since{}, until{}, known_by{};  // events that touch these days; told by documents of that day or before
  std::string type{}, cameo{};               // PLOVER; code or its beginning
  bool moves_only = false, newest_first = false;
  std::size_t limit = 0;  // 0: all
};

struct ClaimQuery {
  std::vector<std::string> parties{};  // who speaks, is spoken for or spoken to; all of them
  std::string about{}, known_by{};     // an event's id
};

struct SeriesQuery {
  std::string a{}, b{};                               // b empty: all others
  std::string step = "month", measure = "goldstein";  // day week month year; goldstein plover
  std::string since{}, until{}, known_by{};
  bool directed = false, include_claimed = false;
};

struct DocumentEntry {
  std::string id, title, source, url, date;
  std::size_t events = 0, claims = 0;
};

class DEMARCHE_API Ledger {
 public:
  // `address`: a file, or "postgresql://user@host/database". `options`: for pair, series, brief and names of countries.
  static Result<Ledger> open(const std::string& address, Mode mode = Mode::read, const LoadOptions& options = {});

  // Each document is one transaction. The same document changes nothing; the same id with another text or coding takes
  // the place of what was there.
  Result<Added> add(const Document& document, const Coding& coding, Keep keep = Keep::text);
  // Coded and added; after an error, those before it are in.
  Result<AddedCounts> add(const Coder& coder, std::span<const Document> documents, unsigned threads = 0,
                          Keep keep = Keep::text);
  // Acts and incidents since 1945 that the project's files know, beside what reports tell.
  Result<AddedCounts> add_record();
  Result<bool> remove(const std::string& document);  // false: there was none

  Result<std::vector<DocumentEntry>> documents();
  Result<std::vector<Event>> events(const EventQuery& query = {});
  Result<std::vector<Claim>> claims(const ClaimQuery& query = {});

  // Pages as JSON: `Pair` and `Series`. The first reads the whole ledger into memory, some 4 KB an event, the others
  // only after it has changed. `day` empty: the last of the ledger's documents.
  Result<std::string> pair(const std::string& a, const std::string& b, const std::string& day = "",
                           const std::string& known_by = "");
  Result<std::string> series(const SeriesQuery& query);
  // The briefing: "text", "markdown", "html" or "json" (`Briefing`).
  Result<std::string> brief(const std::string& a, const std::string& b, const std::string& day = "",
                            const std::string& format = "text", const std::string& known_by = "");

  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

 private:
  class Opened;
  explicit Ledger(std::unique_ptr<Opened> opened);
  std::unique_ptr<Opened> opened_;
};

}  // namespace demarche::embed
