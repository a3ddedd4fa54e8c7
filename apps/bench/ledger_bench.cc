// How fast a ledger answers in a running process: demarche-ledger-bench LEDGER. Each kind of question is asked a
// thousand times of random pairs, codes and words; the median and the 99th percentile are told, in milliseconds.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <random>

#include "ledger/ledger.h"

namespace demarche {
namespace {

constexpr int kAsked = 1000;
constexpr std::array kStates = {"USA", "RUS", "CHN", "ISR", "GBR", "IRN", "FRA", "IRQ", "PAK", "IND",
                                "DEU", "JPN", "UKR", "TUR", "SYR", "EGY", "KOR", "PRK", "SAU", "AFG"};
constexpr std::array kCodes = {"161", "163", "1383", "172", "0841", "112", "16", "19"};
constexpr std::array kWords = {"ambassador", "\"diplomatic relations\"", "embassy talks", "sanctions", "Albania Iran"};

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

int run(const char* address) {
  const auto opened = open_ledger(address, OpenMode::read);
  if (!opened) {
    fmt::print(stderr, "{}\n", opened.error().describe());
    return 2;
  }
  Ledger& ledger = **opened;
  std::mt19937 chance(1);
  const auto one_of = [&](const auto& list) { return std::string(list[chance() % list.size()]); };
  const auto first = [&](const FlatQuery& query, std::size_t most) -> Result<std::size_t> {
    std::size_t rows = 0;
    const auto read = ledger.flat_events(query, [&](const FlatEvent&) { return ++rows < most; });
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
                return first(query, SIZE_MAX);
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
      measure("search: 20 sentences", [&]() -> Result<std::size_t> {
        const auto told = ledger.search(one_of(kWords), 20);
        if (!told) return tl::unexpected(told.error());
        return told->size();
      });
  return all ? 0 : 1;
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: demarche-ledger-bench LEDGER\n");
    return 2;
  }
  return demarche::run(argv[1]);
}
