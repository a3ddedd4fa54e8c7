// Turns that histories tell of (cases/turns.table), held against those that the ladder and the series of the record
// show.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "base/stanza_file.h"
#include "dealings.h"
#include "recorded_ledger.h"
#include "series/turns.h"

namespace demarche {
namespace {

const std::filesystem::path kRoot = DEMARCHE_SOURCE_DIR;
constexpr int kYears = 1;  // by which a turn may be found beside the year that is told
constexpr int kLastYear = 2024;
constexpr std::size_t kRightAtLeast = 13, kOthersAtMost = 6;

struct ToldTurn {
  int year = 0;
  bool worse = false;
};

// As `demarche series --turns` tells them: by the ladder, and by the series where that says more.
struct FoundTurn {
  int year = 0;
  bool worse = false, by_ladder = false;
};

std::vector<FoundTurn> turns_found(const std::string& a, const std::string& b, int from) {
  DealingsQuery query;
  query.a = a;
  query.b = b;
  const auto dealings = dealings_of(ledger_of_the_record(), query);
  SeriesOptions options;
  options.a = a;
  options.b = b;
  options.step = Step::year;
  options.from = Date::from(from, 1, 1);
  options.to = Date::from(kLastYear, 12, 31);
  const auto points = series_of(dealings->events, options);
  std::vector<FoundTurn> found;
  if (!points) return found;
  std::vector<LadderTurn> of_ladder;
  for (auto& turn : ladder_turns(a, b, *options.to, dealings->told.acts, shipped_world()))
    if (turn.day >= *options.from) of_ladder.push_back(std::move(turn));
  for (const auto& turn : of_ladder) found.push_back({turn.day.year(), turn.for_the_worse, true});
  for (const auto& turn : beside(turns_of(*points, dealings->events, options), known_turns(of_ladder)))
    found.push_back({turn.day.year(), turn.for_the_worse(), false});
  std::stable_sort(found.begin(), found.end(), [](const FoundTurn& x, const FoundTurn& y) { return x.year < y.year; });
  return found;
}

TEST(Turns, OfTenPairsAreFoundWhereTheRecordTellsOfThem) {
  const auto table = read_stanzas(kRoot / "cases/turns.table");
  ASSERT_TRUE(table) << table.error().describe();
  std::size_t told = 0, found = 0, right = 0;
  for (const auto& stanza : table->stanzas) {
    ASSERT_EQ(stanza.kind, "pair");
    const auto sides = list_of(stanza.id, ' ');
    ASSERT_EQ(sides.size(), 2U) << stanza.id;
    std::vector<ToldTurn> expected;
    for (const auto& line : stanza.lines) {
      if (line.key != "turn") continue;
      const auto parts = list_of(line.value, ' ');
      ASSERT_TRUE(parts.size() == 2 && (parts[1] == "worse" || parts[1] == "better")) << line.value;
      expected.push_back({std::atoi(parts[0].c_str()), parts[1] == "worse"});
    }
    const auto turns = turns_found(sides[0], sides[1], std::atoi(std::string(stanza.value("from")).c_str()));
    std::cout << stanza.id << ": told";
    for (const auto& each : expected) std::cout << ' ' << each.year << (each.worse ? '-' : '+');
    std::cout << "; found";
    std::vector<bool> taken(expected.size(), false);
    for (const auto& turn : turns) {
      std::cout << ' ' << turn.year << (turn.worse ? '-' : '+') << (turn.by_ladder ? "" : "s");
      for (std::size_t i = 0; i < expected.size(); ++i)
        if (!taken[i] && expected[i].worse == turn.worse && std::abs(expected[i].year - turn.year) <= kYears) {
          taken[i] = true;
          ++right;
          std::cout << '*';
          break;
        }
    }
    std::cout << '\n';
    told += expected.size();
    found += turns.size();
  }
  std::cout << told << " told, " << found << " found, " << right << " of them told\n";
  EXPECT_EQ(table->stanzas.size(), 10U);
  EXPECT_GE(right, kRightAtLeast);
  EXPECT_LE(found - right, kOthersAtMost);
}

}  // namespace
}  // namespace demarche
