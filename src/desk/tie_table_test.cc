#include "desk/tie_table.h"

#include <gtest/gtest.h>

namespace demarche {
namespace {

SeriesEvent dealing(const char* day, const char* actor, const char* recipient, double goldstein, const char* id = "") {
  SeriesEvent event;
  event.date = *Date::parse(day);
  event.actor = actor;
  event.recipient = recipient;
  event.goldstein = goldstein;
  event.quad_code = goldstein < 0 ? 4 : 1;
  event.id = id;
  return event;
}

TEST(TieTable, GivesWhatTheSlowWayGives) {
  auto claimed = dealing("2022-07-20", "ALB", "IRN", -5);
  claimed.claimed = true;
  auto both = dealing("2022-08-01", "ALB", "USA", 6, "talks");
  auto back = both;
  std::swap(back.actor, back.recipient);
  const std::vector<SeriesEvent> events = {dealing("2022-07-15", "IRN", "ALB", -9, "attack"),
                                           dealing("2022-09-07", "ALB", "IRN", -7, "sever"),
                                           claimed,
                                           both,
                                           back,
                                           dealing("2023-01-01", "ALB", "IRN", 3),
                                           dealing("2022-01-01", "ALB", "ALB", 3)};
  TieOptions options;
  options.threshold = 1e-9;
  const auto table = TieTable::of(events);
  for (const char* day : {"2022-07-01", "2022-07-15", "2022-09-08", "2024-01-01"}) {
    const auto slow = signed_ties(events, *Date::parse(day), options);
    const auto quick = table.sums(*Date::parse(day), options);
    ASSERT_EQ(quick.size(), slow.size()) << day;
    for (std::size_t i = 0; i < slow.size(); ++i) {
      EXPECT_EQ(quick[i].a + quick[i].b, slow[i].a + slow[i].b);
      EXPECT_EQ(quick[i].acts, slow[i].acts);
      EXPECT_NEAR(quick[i].score, slow[i].score, 1e-5);
    }
  }
  const auto of_iran = table.sums_of("IRN", *Date::parse("2022-09-08"), options);
  ASSERT_EQ(of_iran.size(), 1u);
  EXPECT_EQ(of_iran[0].a + of_iran[0].b, "IRNALB");
}

TEST(TieTable, AMonthCountsFromItsEndAndTheLastAtOnce) {
  TieTable::OfMonths months;
  const std::vector<MonthCount> counts = {{"RUS", "UKR", 2015, 1, "ASSAULT", 4, 3, 3, -30, -30},
                                          {"UKR", "RUS", 2015, 1, "ACCUSE", 3, 2, 2, -4, -4},
                                          {"RUS", "UKR", 2015, 2, "ASSAULT", 4, 1, 1, -10, -10},
                                          {"RUS", "", 2015, 2, "ASSAULT", 4, 1, 1, -10, -10}};
  months.add(counts);
  const auto table = months.table("2015-02");
  TieOptions options;
  options.half_life_days = 1e9;
  EXPECT_TRUE(table.sums(*Date::parse("2015-01-20"), options).empty());
  ASSERT_EQ(table.sums(*Date::parse("2015-01-31"), options).size(), 1u);
  EXPECT_NEAR(table.sums(*Date::parse("2015-01-31"), options)[0].score, -34, 1e-3);
  EXPECT_NEAR(table.sums(*Date::parse("2015-02-01"), options)[0].score, -44, 1e-3);
  EXPECT_EQ(table.acts_of("UKR"), 6);
}

TEST(TieTable, MergedAddsUp) {
  const auto both =
      merged({{"ALB", "IRN", -5, 1}, {"ALB", "USA", 5, 1}}, {{"ALB", "IRN", -2, 4}, {"IRN", "USA", -1, 1}});
  ASSERT_EQ(both.size(), 3u);
  EXPECT_EQ(both[0].score, -7);
  EXPECT_EQ(both[0].acts, 5u);
}

}  // namespace
}  // namespace demarche
