// How fast a ledger answers in a running process: demarche-ledger-bench LEDGER [--add=DOCUMENTS] [--seconds=10]. Each
// kind of question is asked a thousand times, or for so many seconds, of the states that news tells of most; the median
// and the 99th percentile are told, in milliseconds, and how many rows, events or points an answer was made of. With
// --add, so many invented documents of five events, each in a sentence of its own, are put in before.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <random>

#include "base/data_folder.h"
#include "bench_main.h"
#include "brief.h"
#include "dealings.h"
#include "relations/ladder.h"

namespace demarche {
namespace {

constexpr std::size_t kAsked = 1000, kAtLeast = 3;
constexpr std::array kStates = {"USA", "RUS", "CHN", "ISR", "GBR", "IRN", "FRA", "IRQ", "PAK", "IND",
                                "DEU", "JPN", "UKR", "TUR", "SYR", "EGY", "KOR", "PRK", "SAU", "AFG"};
constexpr std::array kCodes = {"161", "163", "1383", "172", "0841", "112", "16", "19"};
constexpr std::array kWords = {"ambassador", "\"diplomatic relations\"", "embassy talks", "sanctions", "Iran France"};

// What the invented documents say: countries do things to countries, and further words, of which the k-th is told with
// a weight of 1/k. Names in the order of kStates.
constexpr std::array kNamed = {
    "the United States", "Russia",      "China",        "Israel",     "Britain", "Iran",   "France", "Iraq",
    "Pakistan",          "India",       "Germany",      "Japan",      "Ukraine", "Turkey", "Syria",  "Egypt",
    "South Korea",       "North Korea", "Saudi Arabia", "Afghanistan"};
constexpr std::array kDeeds = {"severed diplomatic relations with",
                               "expelled three diplomats of",
                               "recalled its ambassador to",
                               "held talks at the embassy of",
                               "imposed sanctions on",
                               "signed an agreement with",
                               "sent food to",
                               "accused a minister of"};
constexpr int kFurtherWords = 20'000, kWordsOfSentence = 20, kEventsOfDocument = 5;

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
    event.actors[0].id = event.actors[0].country = kStates[actor];
    event.recipients.resize(1);
    event.recipients[0].id = event.recipients[0].country = kStates[recipient];
    event.text = fmt::format("{} {} {}", kNamed[actor], kDeeds[deed], kNamed[recipient]);
    for (int word = 0; word < kWordsOfSentence; ++word)
      event.text += fmt::format(
          " word{}", static_cast<int>(std::pow(kFurtherWords, static_cast<double>(chance() % 100'000) / 100'000)));
  }
  return coding;
}

// False, and told, where they cannot be put in.
bool add_invented(const std::string& address, std::size_t documents) {
  const auto opened = open_ledger(address, OpenMode::write);
  Result<void> done;
  if (!opened) done = tl::unexpected(opened.error());
  std::mt19937 chance(2);
  const auto begin = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < documents && done; ++i) {
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
             static_cast<double>(documents) / seconds);
  return done.has_value();
}

// The answers of one kind: how long each took, in seconds, and how many rows they had.
struct Answers {
  std::vector<double> times;
  std::size_t rows = 0;
};

// Asks up to a thousand times, but no longer than some seconds; `ask` gives how many rows it read.
Result<Answers> asked(double seconds, const std::function<Result<std::size_t>()>& ask) {
  Answers answers;
  double sum = 0;
  while (answers.times.size() < kAsked && (sum < seconds || answers.times.size() < kAtLeast)) {
    const auto begin = std::chrono::steady_clock::now();
    const Result<std::size_t> found = ask();
    answers.times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    if (!found) return tl::unexpected(found.error());
    sum += answers.times.back();
    answers.rows += *found;
  }
  std::sort(answers.times.begin(), answers.times.end());
  return answers;
}

void add(const std::string& name, double seconds, std::function<Result<std::size_t>()> ask) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    Result<Answers> answers;
    for (auto _ : state) answers = asked(seconds, ask);
    if (!answers) return state.SkipWithError(answers.error().describe().c_str());
    const auto n = answers->times.size();
    state.counters["asked"] = static_cast<double>(n);
    state.counters["median_ms"] = 1e3 * answers->times[n / 2];
    state.counters["p99_ms"] = 1e3 * answers->times[n * 99 / 100];
    state.counters["rows"] = static_cast<double>(answers->rows) / static_cast<double>(n);
  })->Iterations(1);
}

// Questions are asked of states that news tells of most, drawn by seed.
class Questions {
 public:
  Questions(Ledger& ledger, const World& world, std::filesystem::path data, Date last, double seconds)
      : ledger_(ledger), world_(world), data_(std::move(data)), last_(last), seconds_(seconds) {}

  void add_of_rows() {
    add("rows/month_of_pair", seconds_, [this] {
      auto query = pair_of_rows();
      query.from = Date::from(1990 + static_cast<int>(chance_() % 30), 1 + static_cast<int>(chance_() % 12), 1);
      query.to = query.from->plus_months(1);
      return first(query, 0);
    });
    add("rows/series_of_pair", seconds_, [this]() -> Result<std::size_t> {
      const auto months = ledger_.month_counts(pair_of_rows());
      if (!months) return tl::unexpected(months.error());
      return months->size();
    });
    add("rows/precedents", seconds_, [this] {
      FlatQuery query;
      query.cameo = one_of(kCodes);
      return first(query, 50);
    });
    add("rows/precedents_of_pair", seconds_, [this] {
      auto query = pair_of_rows();
      query.cameo = one_of(kCodes);
      return first(query, 50);
    });
  }

  void add_of_events() {
    add("ledger/search", seconds_, [this]() -> Result<std::size_t> {
      const auto told = ledger_.search(one_of(kWords), 20);
      if (!told) return tl::unexpected(told.error());
      return told->size();
    });
    add("ledger/newest_of_pair", seconds_, [this] {
      const auto [a, b] = pair();
      EventQuery query;
      query.parties = {a, b};
      query.order = EventOrder::newest_first;
      return events(query);
    });
    add("ledger/last_added", seconds_, [this] {
      EventQuery query;
      query.order = EventOrder::last_added_first;
      return events(query);
    });
    add("pair/standing", seconds_, [this]() -> Result<std::size_t> {
      const auto [a, b] = pair();
      const auto record = read_pair(ledger_, a, b, last_);
      if (!record) return tl::unexpected(record.error());
      benchmark::DoNotOptimize(pair_state(a, b, last_, record->acts, world_, {}));
      return record->events.size();
    });
    add("pair/series", seconds_, [this]() -> Result<std::size_t> {
      SeriesOptions options;
      std::tie(options.a, options.b) = pair();
      DealingsQuery query;
      query.a = options.a, query.b = options.b;
      const auto dealings = dealings_of(ledger_, query);
      if (!dealings) return tl::unexpected(dealings.error());
      options.also_covered = dealings->also_covered;
      const auto points = series_of(dealings->events, options);
      return points ? points->size() : 0;
    });
    add("pair/briefing", seconds_, [this]() -> Result<std::size_t> {
      const auto [a, b] = pair();
      const auto briefing = brief_pair_from(ledger_, a, b, last_, world_, data_);
      if (!briefing) return tl::unexpected(briefing.error());
      return briefing->sections.size();
    });
  }

 private:
  template <class List>
  std::string one_of(const List& list) {
    return list[chance_() % list.size()];
  }
  std::pair<std::string, std::string> pair() {
    const auto a = chance_() % kStates.size(), b = (a + 1 + chance_() % (kStates.size() - 1)) % kStates.size();
    return {kStates[a], kStates[b]};
  }
  FlatQuery pair_of_rows() {
    FlatQuery query;
    std::tie(query.a, query.b) = pair();
    return query;
  }
  Result<std::size_t> first(FlatQuery query, std::size_t most) {
    std::size_t rows = 0;
    query.limit = most;
    const auto read = ledger_.flat_events(query, [&](const FlatEvent&) { return ++rows, true; });
    if (!read) return tl::unexpected(read.error());
    return rows;
  }
  Result<std::size_t> events(EventQuery query) {
    query.limit = 50;
    const auto found = ledger_.events(query);
    if (!found) return tl::unexpected(found.error());
    return found->size();
  }

  Ledger& ledger_;
  const World& world_;
  const std::filesystem::path data_;
  const Date last_;
  const double seconds_;
  std::mt19937 chance_{1};
};

int run(const BenchArguments& arguments) {
  const auto tell = [](const Error& error) { return fmt::print(stderr, "{}\n", error.describe()), 2; };
  const auto& address = arguments.text("");
  if (const auto documents = arguments.number("add"); documents && !add_invented(address, documents)) return 2;
  const auto folder = find_data_folder({});
  if (!folder) return tell(folder.error());
  const auto world = World::load(*folder / "knowledge" / "world");
  if (!world) return tell(world.error());
  const auto ledger = open_ledger(address, OpenMode::read);
  if (!ledger) return tell(ledger.error());
  EventQuery newest;
  newest.order = EventOrder::newest_first;
  newest.limit = 1;
  const auto last = (*ledger)->events(newest);
  if (!last) return tell(last.error());
  const auto rows = (*ledger)->coverage();
  if (!rows) return tell(rows.error());
  const bool dated = !last->empty() && last->front().date;
  Questions questions(**ledger, *world, *folder, dated ? last->front().date->end : *Date::from(2025, 1, 1),
                      arguments.real("seconds"));
  if (!rows->empty()) questions.add_of_rows();
  if (!last->empty()) questions.add_of_events();
  return arguments.run();
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  const demarche::BenchArguments arguments(argc, argv, {{"", ""}, {"add", "0"}, {"seconds", "10"}});
  return arguments.ok ? demarche::run(arguments) : 2;
}
