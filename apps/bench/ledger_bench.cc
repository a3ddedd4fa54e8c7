// How fast a ledger answers in a running process: demarche-ledger-bench LEDGER [DOCUMENTS]. Each kind of question is
// asked a thousand times of random pairs, codes and words; the median and the 99th percentile are told, in
// milliseconds. With DOCUMENTS, so many invented documents of five events, each in a sentence of its own, are put in
// before.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <random>
#include <string_view>

#include "ledger/ledger.h"

namespace demarche {
namespace {

constexpr int kAsked = 1000;
constexpr std::array kStates = {"USA", "RUS", "CHN", "ISR", "GBR", "IRN", "FRA", "IRQ", "PAK", "IND",
                                "DEU", "JPN", "UKR", "TUR", "SYR", "EGY", "KOR", "PRK", "SAU", "AFG"};
constexpr std::array kCodes = {"161", "163", "1383", "172", "0841", "112", "16", "19"};
constexpr std::array kWords = {"ambassador", "\"diplomatic relations\"", "embassy talks", "sanctions", "Albania Iran"};

// What the invented documents say: countries do things to countries, and further words, of which the k-th is told with
// a weight of 1/k.
constexpr std::array kNamed = {"Albania", "Iran",   "France", "Algeria", "Peru",   "Chile", "Kenya",
                               "Somalia", "India",  "Japan",  "Norway",  "Brazil", "Egypt", "Ghana",
                               "Turkey",  "Greece", "Poland", "Ukraine", "Nepal",  "Cuba"};
constexpr std::array kCoded = {"ALB", "IRN", "FRA", "DZA", "PER", "CHL", "KEN", "SOM", "IND", "JPN",
                               "NOR", "BRA", "EGY", "GHA", "TUR", "GRC", "POL", "UKR", "NPL", "CUB"};
constexpr std::array kDeeds = {"severed diplomatic relations with",
                               "expelled three diplomats of",
                               "recalled its ambassador to",
                               "held talks at the embassy of",
                               "imposed sanctions on",
                               "signed an agreement with",
                               "sent food to",
                               "accused a minister of"};
constexpr int kFurtherWords = 20'000, kWordsOfSentence = 20, kEventsOfDocument = 5;

// Asks, and tells how long the answers took; `ask` gives how many rows it read.
template <class Ask>
bool measure(const char* what, const Ask& ask) {
  std::vector<double> times;
  std::size_t rows = 0;
  for (int i = 0; i < kAsked; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    const Result<std::size_t> found = ask();
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    if (!found) {
      fmt::print(stderr, "{}\n", found.error().describe());
      return false;
    }
    rows += *found;
  }
  std::sort(times.begin(), times.end());
  fmt::print("{:28} median {:8.2f} ms   99th percentile {:8.2f} ms   {:.0f} rows each\n", what, times[kAsked / 2],
             times[kAsked * 99 / 100], static_cast<double>(rows) / kAsked);
  return true;
}

Coding invented(const std::string& document, Date day, std::mt19937& chance) {
  Coding coding;
  for (std::size_t i = 0; i < kEventsOfDocument; ++i) {
    auto& event = coding.events.emplace_back();
    const auto actor = chance() % kNamed.size(), recipient = chance() % kNamed.size(), deed = chance() % kDeeds.size();
    event.document = document;
    event.id = fmt::format("{}-{}", document, i);
    event.sentence = i;
    event.date = Period::of_day(day.plus_days(-static_cast<int>(chance() % 4)));
    event.type = "CONSULT";
    event.cameo = kCodes[deed];
    event.actors.resize(1);
    event.actors[0].id = event.actors[0].country = kCoded[actor];
    event.recipients.resize(1);
    event.recipients[0].id = event.recipients[0].country = kCoded[recipient];
    event.text = fmt::format("{} {} {}", kNamed[actor], kDeeds[deed], kNamed[recipient]);
    for (int word = 0; word < kWordsOfSentence; ++word)
      event.text += fmt::format(
          " word{}", static_cast<int>(std::pow(kFurtherWords, static_cast<double>(chance() % 100'000) / 100'000)));
  }
  return coding;
}

// False, and told, where they cannot be put in.
bool add_invented(const char* address, int documents) {
  const auto opened = open_ledger(address, OpenMode::write);
  Result<void> done;
  if (!opened) done = tl::unexpected(opened.error());
  std::mt19937 chance(2);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < documents && done; ++i) {
    Document document;
    document.id = fmt::format("invented-{}", i);
    document.date = Date::from(2000, 1, 1)->plus_days(static_cast<int>(chance() % 9000));
    const auto coding = invented(document.id, *document.date, chance);
    for (const auto& event : coding.events) document.text += event.text + ".\n";
    if (const auto added = (*opened)->add(document, coding); !added) done = tl::unexpected(added.error());
  }
  if (!done) fmt::print(stderr, "{}\n", done.error().describe());
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  fmt::print("{} documents of {} events put in, {:.0f} documents/s\n", documents, kEventsOfDocument,
             documents / seconds);
  return done.has_value();
}

int run(const char* address) {
  const auto opened = open_ledger(address, OpenMode::read);
  if (!opened) {
    fmt::print(stderr, "{}\n", opened.error().describe());
    return 2;
  }
  Ledger& ledger = **opened;
  std::mt19937 chance(1);
  const auto one_of = [&](const auto& list) { return std::string(list[chance() % list.size()]); };
  const auto first = [&](FlatQuery query, std::size_t most) -> Result<std::size_t> {
    std::size_t rows = 0;
    query.limit = most;
    const auto read = ledger.flat_events(query, [&](const FlatEvent&) { return ++rows, true; });
    if (!read) return tl::unexpected(read.error());
    return rows;
  };
  const auto pair = [&] {
    FlatQuery query;
    query.a = one_of(kStates), query.b = one_of(kStates);
    return query;
  };
  const bool all =
      measure("pair: events of a month",
              [&] {
                auto query = pair();
                query.from = Date::from(1990 + static_cast<int>(chance() % 30), 1 + static_cast<int>(chance() % 12), 1);
                query.to = query.from->plus_months(1);
                return first(query, 0);
              }) &&
      measure("series: a pair by month",
              [&]() -> Result<std::size_t> {
                const auto months = ledger.month_counts(pair());
                if (!months) return tl::unexpected(months.error());
                return months->size();
              }) &&
      measure("precedents: earliest 50",
              [&] {
                FlatQuery query;
                query.cameo = one_of(kCodes);
                return first(query, 50);
              }) &&
      measure("precedents of a pair",
              [&] {
                auto query = pair();
                query.cameo = one_of(kCodes);
                return first(query, 50);
              }) &&
      measure("search: 20 sentences",
              [&]() -> Result<std::size_t> {
                const auto told = ledger.search(one_of(kWords), 20);
                if (!told) return tl::unexpected(told.error());
                return told->size();
              }) &&
      measure("coded: newest 50 of a pair",
              [&]() -> Result<std::size_t> {
                EventQuery query;
                query.parties = {one_of(kCoded), one_of(kCoded)};
                query.order = EventOrder::newest_first;
                query.limit = 50;
                const auto events = ledger.events(query);
                if (!events) return tl::unexpected(events.error());
                return events->size();
              }) &&
      measure("coded: 50 added last", [&]() -> Result<std::size_t> {
        EventQuery query;
        query.order = EventOrder::last_added_first;
        query.limit = 50;
        const auto events = ledger.events(query);
        if (!events) return tl::unexpected(events.error());
        return events->size();
      });
  return all ? 0 : 1;
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  int documents = 0;
  const bool fill = argc == 3;
  if (fill) std::from_chars(argv[2], argv[2] + std::string_view(argv[2]).size(), documents);
  if (argc < 2 || argc > 3 || (fill && documents <= 0)) {
    fmt::print(stderr, "usage: demarche-ledger-bench LEDGER [DOCUMENTS]\n");
    return 2;
  }
  if (fill && !demarche::add_invented(argv[1], documents)) return 2;
  return demarche::run(argv[1]);
}
