#include "series/turns.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "series/seeded.h"

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// --- the bare method against a slow and obvious one -----------------------------------------------------------------

// Least cost of all ways to cut, by trying every last segment.
std::vector<std::size_t> slow_change_points(const std::vector<double>& values, double penalty, std::size_t shortest) {
  const std::size_t n = values.size();
  std::vector<double> best(n + 1, std::numeric_limits<double>::infinity());
  std::vector<std::vector<std::size_t>> cuts(n + 1);
  best[0] = -penalty;
  for (std::size_t t = shortest; t <= n; ++t)
    for (std::size_t s = 0; s + shortest <= t; ++s) {
      const double mean =
          std::accumulate(values.begin() + static_cast<long>(s), values.begin() + static_cast<long>(t), 0.0) /
          static_cast<double>(t - s);
      double cost = 0;
      for (auto i = s; i < t; ++i) cost += (values[i] - mean) * (values[i] - mean);
      if (best[s] + cost + penalty < best[t] - 1e-9) {
        best[t] = best[s] + cost + penalty;
        cuts[t] = cuts[s];
        if (s > 0) cuts[t].push_back(s);
      }
    }
  return cuts[n];
}

TEST(ChangePoints, AgreeWithTryingEveryCut) {
  std::size_t turns = 0;
  for (unsigned seed = 0; seed < 200; ++seed) {
    Seeded random(seed);
    std::vector<double> values;
    for (double level = 0; values.size() < 60;) {
      if (random.uniform() < 0.08) level = 6 * random.uniform() - 3;
      values.push_back(level + random.normal());
    }
    for (const std::size_t shortest : {1u, 2u, 5u})
      for (const double penalty : {2.0, 8.0}) {
        const auto found = change_points(values, penalty, shortest);
        ASSERT_EQ(found, slow_change_points(values, penalty, shortest)) << seed << " " << shortest << " " << penalty;
        turns += found.size();
      }
  }
  EXPECT_GT(turns, 1000u);
}

TEST(ChangePoints, OfLittle) {
  EXPECT_THAT(change_points({}, 1, 1), IsEmpty());
  const std::vector<double> four = {0, 0, 9, 9};
  EXPECT_THAT(change_points(four, 1, 2), ElementsAre(2u));
  EXPECT_THAT(change_points(four, 1, 3), IsEmpty());
  EXPECT_THAT(change_points(four, 1, 0), ElementsAre(2u));
}

// --- twenty planted series ------------------------------------------------------------------------------------------

struct Planted {
  const char* name;
  std::vector<double> conflict, cooperation;  // events a month, by segment
  std::vector<std::size_t> turns;             // first month of each segment but the first
  double waves = 0;                           // strength of news that comes in waves: a random walk back to 0
  int crises = 0;                             // lone months with 15 hostile events more
};

constexpr std::size_t kMonths = 120;

// Events of a pair among news of others that grow fivefold over the ten years, so that only the corrected value shows
// the pair's own movement.
std::vector<SeriesEvent> events_of(const Planted& planted, unsigned seed) {
  Seeded random(seed);
  std::vector<SeriesEvent> events;
  const auto add = [&](Date month, const char* a, const char* b, int quad, double value) {
    SeriesEvent event;
    event.date = month.plus_days(static_cast<int>(random.uniform() * 28));
    event.actor = a;
    event.recipient = b;
    event.quad_code = quad;
    event.goldstein = value;
    event.id = fmt::format("{}-{}", quad, events.size());
    events.push_back(event);
  };
  std::size_t segment = 0;
  double wave = 0;
  std::vector<std::size_t> crises;
  for (int i = 0; i < planted.crises; ++i)
    crises.push_back(10 + static_cast<std::size_t>(random.uniform() * (kMonths - 20)));
  for (std::size_t i = 0; i < kMonths; ++i) {
    const auto month = Date::from(2010, 1, 1)->plus_months(static_cast<int>(i));
    if (segment < planted.turns.size() && i == planted.turns[segment]) ++segment;
    wave = 0.5 * wave + random.normal();
    const double attention = 1 + 4.0 * static_cast<double>(i) / kMonths, swell = std::exp(planted.waves * wave);
    const bool crisis = std::find(crises.begin(), crises.end(), i) != crises.end();
    for (int n = random.poisson(planted.conflict[segment] * attention * swell + (crisis ? 15 : 0)); n > 0; --n)
      add(month, "A", "B", random.uniform() < 0.5 ? 3 : 4, -2 - 6 * random.uniform());
    for (int n = random.poisson(planted.cooperation[segment] * attention * swell); n > 0; --n)
      add(month, "B", "A", random.uniform() < 0.5 ? 1 : 2, 1 + 5 * random.uniform());
    for (int n = random.poisson(60 * attention); n > 0; --n) add(month, "C", "D", 1, 1);
  }
  return events;
}

const Planted kPlanted[] = {
    {"one clear turn for the worse", {0.5, 4}, {2, 0.5}, {60}},
    {"one clear turn for the better", {4, 0.5}, {0.5, 2}, {45}},
    {"a crisis of a year", {0.5, 6, 0.5}, {1, 0.5, 1}, {50, 62}},
    {"a crisis of half a year", {0.5, 8, 0.5}, {1, 0.5, 1}, {70, 76}},
    {"down in two stages", {0.5, 3, 8}, {1.5, 1, 0.2}, {40, 80}},
    {"down and slowly up", {0.3, 6, 2, 0.5}, {2, 0.2, 1, 2}, {30, 60, 90}},
    {"friends fall silent", {0.1, 0.1}, {4, 0.5}, {60}},
    {"a thaw", {3, 0.5}, {0.5, 4}, {80}},
    {"late turn", {0.5, 4}, {1, 0.5}, {108}},
    {"early turn", {4, 0.5}, {0.5, 1}, {12}},
    {"weak turn", {1, 2.5}, {1.5, 1}, {60}},
    {"turn with waves", {0.5, 5}, {2, 0.5}, {55}, 0.3},
    {"two turns with waves", {0.5, 6, 1}, {2, 0.5, 2}, {40, 80}, 0.3},
    {"turn with lone crises", {0.5, 4}, {2, 0.5}, {60}, 0, 3},
    {"no turn, quiet", {0.5}, {0.5}, {}},
    {"no turn, busy", {4}, {3}, {}},
    {"no turn, nothing but growing news", {1}, {3}, {}},
    {"no turn, waves", {2}, {2}, {}, 0.3},
    {"no turn, lone crises", {0.5}, {1}, {}, 0, 4},
    {"no turn, nearly silent", {0.05}, {0.05}, {}},
};

struct Score {
  std::size_t planted = 0, found = 0, right = 0;
};

// A found turn is right within two steps of a planted one not yet taken.
Score score(const std::vector<Turn>& found, std::vector<std::size_t> planted) {
  Score result{planted.size(), found.size(), 0};
  for (const auto& turn : found) {
    const auto near = std::find_if(planted.begin(), planted.end(), [&](std::size_t each) {
      return std::max(each, turn.point) - std::min(each, turn.point) <= 2;
    });
    if (near == planted.end()) continue;
    planted.erase(near);
    ++result.right;
  }
  return result;
}

TEST(Turns, PrecisionAndRecallOnTwentyPlantedSeries) {
  ASSERT_EQ(std::size(kPlanted), 20u);
  constexpr unsigned kDraws = 10;
  Score all;
  std::size_t false_in_turnless = 0;
  for (std::size_t i = 0; i < std::size(kPlanted); ++i) {
    Score each;
    for (unsigned draw = 0; draw < kDraws; ++draw) {
      const auto events = events_of(kPlanted[i], 10'000 + static_cast<unsigned>(i) * 100 + draw);
      SeriesOptions options;
      options.a = "A";
      options.b = "B";
      const auto points = series_of(events, options);
      ASSERT_TRUE(points);
      const auto one = score(turns_of(*points, events, options), kPlanted[i].turns);
      each = {each.planted + one.planted, each.found + one.found, each.right + one.right};
    }
    fmt::print("{:36} planted {:3} found {:3} right {:3}\n", kPlanted[i].name, each.planted, each.found, each.right);
    all = {all.planted + each.planted, all.found + each.found, all.right + each.right};
    if (kPlanted[i].turns.empty()) false_in_turnless += each.found;
  }
  const double precision = static_cast<double>(all.right) / static_cast<double>(all.found);
  const double recall = static_cast<double>(all.right) / static_cast<double>(all.planted);
  fmt::print("precision {:.3f} recall {:.3f} ({} of {} found, {} planted), {} in 60 draws without turn\n", precision,
             recall, all.right, all.found, all.planted, false_in_turnless);
  EXPECT_GE(precision, 0.85);
  EXPECT_GE(recall, 0.9);
  EXPECT_LE(false_in_turnless, 15u);
}

// --- what a turn tells ----------------------------------------------------------------------------------------------

class ATurn : public testing::Test {
 protected:
  // Months from January 2020 with one value each, by a to b; and one event of others for coverage where value is 0.
  void month(int index, double value, const std::string& id) {
    SeriesEvent event;
    event.date = Date::from(2020, 1, 15)->plus_months(index);
    event.actor = value == 0 ? "C" : "A";
    event.recipient = "B";
    event.goldstein = value;
    event.id = id;
    events_.push_back(event);
  }
  std::vector<Turn> turns(TurnOptions options = {.level = TurnLevel::sum}) const {
    SeriesOptions series;
    series.a = "A";
    series.b = "B";
    const auto points = series_of(events_, series);
    return turns_of(*points, events_, series, options);
  }
  std::vector<SeriesEvent> events_;
};

TEST_F(ATurn, TellsDayLevelsAndEvents) {
  for (int i = 0; i < 24; ++i) month(i, (i < 12 ? 2 : -5) + 0.5 * (i % 2), "m" + std::to_string(i));
  month(12, -9, "the rupture");
  month(13, -1, "a trifle");
  events_.back().claimed = true;
  const auto found = turns();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].day.text(), "2021-01-01");
  EXPECT_EQ(found[0].point, 12u);
  EXPECT_DOUBLE_EQ(found[0].before, 2.25);
  EXPECT_DOUBLE_EQ(found[0].after, -4.75 - 9.0 / 12);
  EXPECT_TRUE(found[0].for_the_worse());
  EXPECT_THAT(found[0].events, ElementsAre("the rupture", "m12", "m14", "m13"));
  EXPECT_THAT(turns({.level = TurnLevel::sum, .most_events = 2})[0].events, ElementsAre("the rupture", "m12"));
}

TEST_F(ATurn, MadeBySilenceHasNoEvents) {
  for (int i = 0; i < 24; ++i) month(i, i < 12 ? 4 + 0.5 * (i % 2) : 0, "");
  const auto found = turns();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].after, 0);
  EXPECT_THAT(found[0].events, IsEmpty());
}

TEST_F(ATurn, IsNoGapInTheRecord) {
  for (int i = 0; i < 40; ++i)
    if (i < 12 || i >= 24) month(i, 4 + 0.5 * (i % 2), "");
  EXPECT_THAT(turns(), IsEmpty());
}

TEST_F(ATurn, IsNoLoneCrisis) {
  for (int i = 0; i < 40; ++i) month(i, i == 20 ? -60 : 1 + 0.5 * (i % 3), "");
  EXPECT_THAT(turns(), IsEmpty());
}

TEST_F(ATurn, IsNoneWhereNothingMoves) {
  EXPECT_THAT(turns(), IsEmpty());
  for (int i = 0; i < 40; ++i) month(i, 3, "");
  EXPECT_THAT(turns(), IsEmpty());
}

}  // namespace
}  // namespace demarche
