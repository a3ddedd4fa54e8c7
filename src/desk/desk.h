// The desk: what a reader asks of a ledger, page by page, answered as JSON. Shapes: docs/openapi.json; the routes that
// lead here: apps/demarche/server.
//
// All functions are pure but where they take a Ledger, which they read; they own what they give and may be called from
// any number of threads, a ledger each. Whatever is not found is an absent value, what cannot be read a Result's error.
// Listings are given in pages: `next` is the key of the last item, null at the end, which the next question names as
// PageAsked::after; where that item is gone, the answer is absent.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "desk/parts.h"
#include "desk/shelf.h"

namespace demarche {

// --- what there is
Json index_of(const Shelf& shelf, const ReferenceWorks& works);  // `ledger` and `vocabulary`
Json countries_of(const Shelf& shelf, const ReferenceWorks& works);

// --- what was told lately
enum class TodaySort : std::uint8_t { weight, strength, surprise, day };
std::optional<TodaySort> today_sort_named(std::string_view name);
struct TodayAsked {
  std::optional<Date> from, to;  // of documents, both included; absent: the 7 days up to the record's last
  int days = 7;                  // where `from` is absent
  std::vector<std::string> parties;
  std::string type, context;
  TodaySort sort = TodaySort::weight;
  PageAsked page;
};
std::optional<Json> today_of(const Shelf& shelf, const ReferenceWorks& works, const TodayAsked& asked);

// --- events, documents, acts, claims
enum class StandingAsked : std::uint8_t { all, done, undone, claimed, disputed };
std::optional<StandingAsked> standing_named(std::string_view name);
struct EventsAsked {
  std::vector<std::string> parties;
  std::string type, mode, context, cameo, document;
  std::optional<Date> from, to, known_by;
  StandingAsked standing = StandingAsked::all;
  bool moves_only = false, oldest_first = false;
  double min_score = 0;
  std::size_t limit = 50;
  std::string after;  // key of an event (key_of)
};
// By day, undated last. Where the event of `after` is gone, the page goes on where it stood.
std::vector<const Event*> events_that_fit(const Shelf& shelf, const EventsAsked& asked);
std::string key_of(const Event& event);
Result<Json> events_of(const Shelf& shelf, const ReferenceWorks& works, const EventsAsked& asked);
// Fills in the steps by which it was coded: the server's, which has the coder.
std::optional<Json> event_page(const Shelf& shelf, const ReferenceWorks& works, const std::string& id);
std::optional<Json> act_page(const Shelf& shelf, const ReferenceWorks& works, const std::string& id);
struct DocumentsAsked {
  std::string words;  // of title or publisher; empty: any
  std::optional<Date> from, to;
  PageAsked page;
};
std::optional<Json> documents_of(const Shelf& shelf, const ReferenceWorks& works, const DocumentsAsked& asked);
// Without its sentences, which the server adds.
Result<std::optional<Json>> document_page(Ledger& ledger, const Shelf& shelf, const ReferenceWorks& works,
                                          const std::string& id);
// A text with what was coded from it marked: runs of text, each with its marks.
Json marked_text(const Document& document, std::span<const Event* const> events, std::span<const Claim* const> claims);

// --- two countries
std::optional<Json> pairs_of(const Shelf& shelf, const ReferenceWorks& works, const std::string& country,
                             const PageAsked& page);
struct PairAsked {
  std::string a, b;  // codes
  Date day;
  std::optional<Date> known_by;
};
Result<Json> pair_page(Ledger& ledger, const Shelf& shelf, const ReferenceWorks& works, const PairAsked& asked);
struct SeriesAsked {
  std::string a, b;
  Step step = Step::month;
  Measure measure = Measure::goldstein;
  bool directed = false, include_claimed = false;
  std::optional<Date> from, to, known_by;
};
Result<Json> series_page(Ledger& ledger, const Shelf& shelf, const ReferenceWorks& works, const SeriesAsked& asked);
// Fitted on the ledger's own acts. Fails where there are too few.
Result<Json> expected_page(const Shelf& shelf, const ReferenceWorks& works, const std::string& a, const std::string& b,
                           Date day);

// --- all countries
Json world_page(const Shelf& shelf, const ReferenceWorks& works, const std::string& country, Date day);
struct NetworkAsked {
  Date day;
  TieOptions ties;
  std::vector<std::string> countries;  // ties of these alone; empty: all
};
Json network_page(const Shelf& shelf, const ReferenceWorks& works, const NetworkAsked& asked);

// --- incidents, precedents, look-ups
struct IncidentsAsked {
  std::string kind;
  std::vector<std::string> parties;
  std::optional<Date> from, to;
  PageAsked page;
};
std::optional<Json> incidents_of(const Shelf& shelf, const ReferenceWorks& works, const IncidentsAsked& asked);
const Incident* incident_of(const Shelf& shelf, const std::string& id);
Json incident_page(const Shelf& shelf, const ReferenceWorks& works, const Incident& incident);
Json precedents_page(const Shelf& shelf, const ReferenceWorks& works, const PrecedentQuery& query, std::size_t most);
std::optional<Json> actor_page(const Shelf& shelf, const ReferenceWorks& works, const std::string& name,
                               std::optional<Date> on);
Result<Json> search_page(Ledger& ledger, const Shelf& shelf, const ReferenceWorks& works, const std::string& words,
                         std::size_t limit);
struct RowsAsked {
  FlatQuery query;  // of two countries
  PageAsked page;   // the key: day and number of rows of that day that were shown
};
Result<Json> rows_page(Ledger& ledger, const ReferenceWorks& works, const RowsAsked& asked);

// --- review
struct ReviewAsked {
  bool done = false;
  std::vector<std::string> parties;
  std::string type;
  PageAsked page;
};
std::optional<Json> review_page(const Shelf& shelf, const ReferenceWorks& works, const ReviewAsked& asked);
std::optional<Json> corrections_page(const Shelf& shelf, const PageAsked& page);
Json json_of(const Correction& correction);
// A line of JSON for each: sentence, the program's event, the person's.
std::string labelled_data(const Shelf& shelf);
// What a reviewer says of an event of the shelf. `patch`: the fields that are otherwise (JSON merge patch). Fails,
// naming the field, on what an event cannot be.
enum class Decision : std::uint8_t { accept, correct, reject };
std::optional<Decision> decision_named(std::string_view name);
Result<Correction> correction_of(const Event& machine, Decision decision, const std::string& who,
                                 const std::string& when, const Json& patch, const ReferenceWorks& works);

// Whether somebody of this country or id (or below it) is a side.
bool is_party(const Event& event, const std::string& party);

}  // namespace demarche
