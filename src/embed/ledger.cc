// A ledger as other programs see it: the record itself from src/ledger, its pages from src/desk.
#include "ledger/ledger.h"

#include <algorithm>
#include <mutex>

#include "asked.h"
#include "brief.h"
#include "desk/desk.h"
#include "embed/inside.h"
#include "record/record.h"

namespace demarche::embed {
namespace {

constexpr std::size_t kDocumentsPerThread = 32;  // coded between two hand-overs

demarche::Keep keep_of(Keep keep) { return keep == Keep::text ? demarche::Keep::text : demarche::Keep::record_only; }

void count(demarche::Added added, const demarche::Coding& coding, AddedCounts& counts) {
  (added == demarche::Added::fresh       ? counts.fresh
   : added == demarche::Added::unchanged ? counts.unchanged
                                         : counts.replaced) += 1;
  counts.events += coding.events.size();
  counts.claims += coding.claims.size();
}

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// Reads named days into what a query holds; the first that is none is the error.
class Days {
 public:
  Days& read(const char* name, const std::string& text, std::optional<Date>& day) {
    const auto given = day_given(name, text);
    if (given)
      day = *given;
    else if (!error)
      error = given.error();
    return *this;
  }
  std::optional<Error> error;
};

}  // namespace

class Ledger::Opened {
 public:
  Opened(std::unique_ptr<demarche::Ledger> store, LoadOptions options)
      : store_(std::move(store)), options_(std::move(options)) {}

  // One call at a time, and nothing thrown.
  template <class Work>
  auto turn(Work work) {
    const std::lock_guard lock(mutex_);
    return guarded([&] { return work(*store_); });
  }

  // What pages need, loaded when it is first asked for. Within a turn.
  demarche::Result<const ReferenceWorks*> works() {
    if (!works_) {
      const auto folder = data_folder(options_);
      if (!folder) return tl::unexpected(folder.error());
      const auto own = own_world(options_);
      auto loaded = ReferenceWorks::load(*folder, own, told_to(options_.problem));
      if (!loaded) return tl::unexpected(loaded.error());
      works_ = std::make_unique<const ReferenceWorks>(std::move(*loaded));
    }
    return works_.get();
  }
  demarche::Result<const Shelf*> shelf() {
    const auto revision = store_->revision();
    if (!revision) return tl::unexpected(revision.error());
    if (!shelf_ || *revision != revision_) {
      auto read = Shelf::read(*store_, *works_, shelf_.get());
      if (!read) return tl::unexpected(read.error());
      shelf_ = std::move(*read);
      revision_ = *revision;
    }
    return shelf_.get();
  }

  // A country, organisation or group by any of its names; empty stays empty.
  demarche::Result<std::string> party(const std::string& name) {
    if (name.empty()) return std::string();
    const auto known = works();
    if (!known) return tl::unexpected(known.error());
    return party_asked(name, (*known)->world);
  }
  demarche::Result<std::vector<std::string>> parties(const std::vector<std::string>& names) {
    std::vector<std::string> ids;
    for (const auto& name : names) {
      auto id = party(name);
      if (!id) return tl::unexpected(id.error());
      ids.push_back(std::move(*id));
    }
    return ids;
  }

  // Two countries on a day, as three calls name them.
  demarche::Result<PairAsked> pair(const std::string& a, const std::string& b, const std::string& day,
                                   const std::string& known_by) {
    const auto known = works();
    if (!known) return tl::unexpected(known.error());
    const auto first = state_asked(a, (*known)->world), second = state_asked(b, (*known)->world);
    if (!first) return tl::unexpected(first.error());
    if (!second) return tl::unexpected(second.error());
    if (*first == *second) return fail("two countries are wanted, and this is one", {}, 0, 0, a);
    PairAsked asked{*first, *second, {}, {}};
    std::optional<Date> named;
    if (const auto wrong = Days().read("day", day, named).read("known_by", known_by, asked.known_by).error)
      return tl::unexpected(*wrong);
    if (!named) {
      const auto last = last_day_of(*store_);
      if (!last) return tl::unexpected(last.error());
      if (!*last) return fail("the ledger holds no dated document; name a day");
      named = *last;
    }
    asked.day = *named;
    return asked;
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<demarche::Ledger> store_;
  LoadOptions options_;
  std::unique_ptr<const ReferenceWorks> works_;
  std::shared_ptr<const Shelf> shelf_;
  std::int64_t revision_ = 0;
};

Ledger::Ledger(std::unique_ptr<Opened> opened) : opened_(std::move(opened)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::string& address, Mode mode, const LoadOptions& options) {
  return guarded([&]() -> Result<Ledger> {
    auto store = open_ledger(address, mode == Mode::read ? OpenMode::read : OpenMode::write);
    if (!store) return failed<Ledger>(store.error());
    return Ledger(std::make_unique<Opened>(std::move(*store), options));
  });
}

// --- writing

Result<Added> Ledger::add(const Document& document, const Coding& coding, Keep keep) {
  return opened_->turn([&](demarche::Ledger& store) -> Result<Added> {
    const auto added = store.add(Inside::of(document), Inside::of(coding), keep_of(keep));
    if (!added) return failed<Added>(added.error());
    return *added == demarche::Added::fresh       ? Added::fresh
           : *added == demarche::Added::unchanged ? Added::unchanged
                                                  : Added::replaced;
  });
}

Result<AddedCounts> Ledger::add(const Coder& coder, std::span<const Document> documents, unsigned threads, Keep keep) {
  const std::size_t some = kDocumentsPerThread * threads_meant(threads);
  AddedCounts counts;
  for (std::size_t begin = 0; begin < documents.size(); begin += some) {
    const auto part = documents.subspan(begin, std::min(some, documents.size() - begin));
    const auto codings = coder.code(part, threads);
    const auto done = opened_->turn([&](demarche::Ledger& store) -> Result<bool> {
      for (std::size_t i = 0; i < part.size(); ++i) {
        const auto coding = Inside::of(codings[i]);
        const auto added = store.add(Inside::of(part[i]), coding, keep_of(keep));
        if (!added) return failed<bool>(added.error());
        count(*added, coding, counts);
      }
      return true;
    });
    if (!done) return Result<AddedCounts>::failed(done.error());
  }
  return counts;
}

Result<AddedCounts> Ledger::add_record() {
  return opened_->turn([&](demarche::Ledger& store) -> Result<AddedCounts> {
    const auto works = opened_->works();
    if (!works) return failed<AddedCounts>(works.error());
    const auto files = record_files((*works)->data / "knowledge" / "record");
    if (!files) return failed<AddedCounts>(files.error());
    const auto record = read_record(*files, (*works)->world, (*works)->ontology);
    if (!record) return failed<AddedCounts>(record.error());
    AddedCounts counts;
    for (const auto& each : record->documents) {
      const auto added = store.add(each.document, each.coding);
      if (!added) return failed<AddedCounts>(added.error());
      count(*added, each.coding, counts);
    }
    return counts;
  });
}

Result<bool> Ledger::remove(const std::string& document) {
  return opened_->turn([&](demarche::Ledger& store) -> Result<bool> {
    const auto removed = store.remove(document);
    if (!removed) return failed<bool>(removed.error());
    return *removed;
  });
}

// --- reading

Result<std::vector<DocumentEntry>> Ledger::documents() {
  using Entries = std::vector<DocumentEntry>;
  return opened_->turn([&](demarche::Ledger& store) -> Result<Entries> {
    const auto records = store.documents();
    if (!records) return failed<Entries>(records.error());
    Entries entries;
    for (const auto& each : *records)
      entries.push_back(
          {each.id, each.title, each.source, each.url, each.date ? each.date->text() : "", each.events, each.claims});
    return entries;
  });
}

Result<std::vector<Event>> Ledger::events(const EventQuery& query) {
  using Events = std::vector<Event>;
  return opened_->turn([&](demarche::Ledger& store) -> Result<Events> {
    demarche::EventQuery asked;
    asked.type = query.type;
    asked.cameo = query.cameo;
    asked.moves_only = query.moves_only;
    asked.order = query.newest_first ? EventOrder::newest_first : EventOrder::oldest_first;
    asked.limit = query.limit;
    const auto wrong = Days()
                           .read("since", query.since, asked.from)
                           .read("until", query.until, asked.to)
                           .read("known_by", query.known_by, asked.known_by)
                           .error;
    if (wrong) return failed<Events>(*wrong);
    auto parties = opened_->parties(query.parties);
    if (!parties) return failed<Events>(parties.error());
    asked.parties = std::move(*parties);
    auto found = store.events(asked);
    if (!found) return failed<Events>(found.error());
    Events events;
    for (auto& event : *found) events.push_back(Inside::made<Event>(std::move(event)));
    return events;
  });
}

Result<std::vector<Claim>> Ledger::claims(const ClaimQuery& query) {
  using Claims = std::vector<Claim>;
  return opened_->turn([&](demarche::Ledger& store) -> Result<Claims> {
    demarche::ClaimQuery asked;
    asked.about = query.about;
    if (const auto wrong = Days().read("known_by", query.known_by, asked.known_by).error) return failed<Claims>(*wrong);
    auto parties = opened_->parties(query.parties);
    if (!parties) return failed<Claims>(parties.error());
    asked.parties = std::move(*parties);
    auto found = store.claims(asked);
    if (!found) return failed<Claims>(found.error());
    Claims claims;
    for (auto& claim : *found) claims.push_back(Inside::made<Claim>(std::move(claim)));
    return claims;
  });
}

// --- pages

Result<std::string> Ledger::pair(const std::string& a, const std::string& b, const std::string& day,
                                 const std::string& known_by) {
  using Text = std::string;
  return opened_->turn([&](demarche::Ledger& store) -> Result<Text> {
    const auto asked = opened_->pair(a, b, day, known_by);
    if (!asked) return failed<Text>(asked.error());
    const auto shelf = opened_->shelf();
    if (!shelf) return failed<Text>(shelf.error());
    const auto page = pair_page(store, **shelf, **opened_->works(), *asked);
    if (!page) return failed<Text>(page.error());
    return text_of(*page);
  });
}

Result<std::string> Ledger::series(const SeriesQuery& query) {
  using Text = std::string;
  return opened_->turn([&](demarche::Ledger& store) -> Result<Text> {
    const auto step = step_named(query.step);
    if (!step) return Result<Text>::failed("step: day, week, month or year: '" + query.step + "'");
    const auto measure = measure_named(query.measure);
    if (!measure) return Result<Text>::failed("measure: goldstein or plover: '" + query.measure + "'");
    SeriesAsked asked;
    asked.step = *step;
    asked.measure = *measure;
    asked.directed = query.directed;
    asked.include_claimed = query.include_claimed;
    const auto wrong = Days()
                           .read("since", query.since, asked.from)
                           .read("until", query.until, asked.to)
                           .read("known_by", query.known_by, asked.known_by)
                           .error;
    if (wrong) return failed<Text>(*wrong);
    const auto works = opened_->works();
    if (!works) return failed<Text>(works.error());
    auto a = opened_->party(query.a), b = opened_->party(query.b);
    if (!a) return failed<Text>(a.error());
    if (!b) return failed<Text>(b.error());
    asked.a = std::move(*a);
    asked.b = std::move(*b);
    const auto shelf = opened_->shelf();
    if (!shelf) return failed<Text>(shelf.error());
    const auto page = series_page(store, **shelf, **works, asked);
    if (!page) return failed<Text>(page.error());
    return text_of(*page);
  });
}

Result<std::string> Ledger::brief(const std::string& a, const std::string& b, const std::string& day,
                                  const std::string& format, const std::string& known_by) {
  using Text = std::string;
  return opened_->turn([&](demarche::Ledger& store) -> Result<Text> {
    if (format != "text" && format != "markdown" && format != "html" && format != "json")
      return Result<Text>::failed("format: text, markdown, html or json: '" + format + "'");
    const auto asked = opened_->pair(a, b, day, known_by);
    if (!asked) return failed<Text>(asked.error());
    const auto& works = **opened_->works();
    const auto briefing =
        brief_pair_from(store, asked->a, asked->b, asked->day, works.world, works.data, asked->known_by);
    if (!briefing) return failed<Text>(briefing.error());
    return format == "json"       ? as_json(*briefing)
           : format == "html"     ? as_html(*briefing)
           : format == "markdown" ? as_markdown(*briefing)
                                  : as_text(*briefing, 100);
  });
}

}  // namespace demarche::embed
