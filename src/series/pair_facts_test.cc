#include "series/pair_facts.h"

#include <gmock/gmock.h>

#include <map>

#include "world/shipped_world.h"

namespace demarche {
namespace {

using testing::HasSubstr;

const std::filesystem::path kFolder = std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge/world";

const Borders& borders() {
  static const auto read = Borders::read(kFolder / "land.borders");
  if (!read) ADD_FAILURE() << read.error().describe();
  return *read;
}

TEST(PairFacts, OfStatesOnADay) {
  struct {
    const char *a, *b, *day;
    double km;
    bool contiguous, allied, bloc;
  } const cases[] = {
      {"ALB", "IRN", "2022-09-07", 2750, false, false, false},
      {"ALB", "GRC", "2022-09-07", 500, true, true, false},
      {"ALB", "GRC", "2008-09-07", 500, true, false, false},  // before Albania joined NATO
      {"FRA", "DEU", "2022-09-07", 878, true, true, true},
      {"FRA", "GBR", "2015-01-01", 344, false, true, true},
      {"FRA", "GBR", "2022-01-01", 344, false, true, false},  // after Britain left the EU
      {"SDN", "UGA", "2010-01-01", 1700, true, false, false},
      {"SDN", "UGA", "2012-01-01", 1700, false, false, false},  // South Sudan between them
      {"AUS", "NZL", "2022-01-01", 2325, false, true, true},    // islands have no line in the file
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(std::string(each.a) + " " + each.b + " " + each.day);
    for (const bool turned : {false, true}) {
      const auto facts = pair_facts(shipped_world(), borders(), turned ? each.b : each.a, turned ? each.a : each.b,
                                    *Date::parse(each.day));
      ASSERT_TRUE(facts.capital_km);
      EXPECT_NEAR(*facts.capital_km, each.km, 0.03 * each.km);
      EXPECT_EQ(facts.contiguous, each.contiguous);
      EXPECT_EQ(facts.allied, each.allied);
      EXPECT_EQ(facts.common_trade_bloc, each.bloc);
      EXPECT_FALSE(facts.power_ratio);
    }
  }
}

TEST(PairFacts, OfOthersNothing) {
  for (const auto* side : {"GRP.MEK", "ORG.NATO", "", "XXX"}) {
    const auto facts = pair_facts(shipped_world(), borders(), side, "IRN", *Date::parse("2022-01-01"));
    EXPECT_FALSE(facts.capital_km || facts.contiguous || facts.allied || facts.common_trade_bloc) << side;
  }
}

TEST(PairFacts, OfManyPairsAtOnce) {
  const std::vector<std::string> sides = {"USA", "KOR", "JPN", "RUS", "BLR"};
  const PairFactsTable table(shipped_world(), borders(), sides);
  const auto day = *Date::parse("2020-01-01");
  for (const auto& a : sides)
    for (const auto& b : sides) {
      if (a == b) continue;
      const auto one = table.of(a, b, day), same = pair_facts(shipped_world(), borders(), a, b, day);
      EXPECT_EQ(one.capital_km, same.capital_km) << a << b;
      EXPECT_EQ(one.allied, same.allied) << a << b;
    }
  EXPECT_EQ(table.of("USA", "KOR", day).allied, true);  // by treaty
  EXPECT_EQ(table.of("RUS", "BLR", day).common_trade_bloc, true);
  EXPECT_FALSE(table.of("USA", "FRA", day).allied);  // not among the sides
}

TEST(PairFacts, GreatCircle) {
  EXPECT_DOUBLE_EQ(great_circle_km(10, 20, 10, 20), 0);
  EXPECT_NEAR(great_circle_km(0, 0, 0, 180), 20015.1, 0.1);
  EXPECT_NEAR(great_circle_km(90, 0, -90, 77), 20015.1, 0.1);
  EXPECT_NEAR(great_circle_km(0, 179.5, 0, -179.5), 111.2, 0.1);
}

TEST(PairFacts, OrganisationsAreOfTheWorldAndHaveMembers) {
  for (const auto list : {defence_organisations(), trade_blocs()})
    for (const auto id : list) EXPECT_GE(shipped_world().ties_of(id, {}).size(), 2u) << id;
}

TEST(Borders, OfTheWorld) {
  std::map<std::string, int> neighbours;
  for (const auto& [pair, when] : borders().all()) {
    for (const auto& state : {pair.first, pair.second}) {
      EXPECT_EQ(shipped_world().state_code(state), state);
      if (when.covers(*Date::parse("2023-01-01"))) ++neighbours[state];
    }
  }
  EXPECT_GT(borders().all().size(), 300u);
  // counted by the encyclopedias; former states stand in the file too, so states of long standing are asked for
  const std::map<std::string, int> expected = {{"PRT", 1}, {"BRA", 10}, {"COD", 9}, {"SDN", 7},
                                               {"SSD", 6}, {"KOR", 1},  {"ZMB", 8}};
  for (const auto& [state, count] : expected) EXPECT_EQ(neighbours[state], count) << state;
}

TEST(Borders, NameThePlaceOfAMistake) {
  const auto error_of = [](std::string_view text) {
    const auto read = Borders::parse("x.borders", text);
    return read ? std::string() : read.error().describe();
  };
  EXPECT_EQ(error_of("borders ALB\n  land  GRC; MNE 2006-06-03..\n"), "");
  EXPECT_THAT(error_of("state ALB\n  land GRC\n"), HasSubstr("x.borders:1:1: the borders of a state are meant"));
  EXPECT_THAT(error_of("borders ALB\n  sea ITA\n"), HasSubstr("x.borders:2"));
  EXPECT_THAT(error_of("borders ALB\n  land  GRC 2006-13..\n"), HasSubstr("x.borders:2:9: a neighbour"));
  EXPECT_THAT(error_of("borders ALB\n  land  ALB\n"), HasSubstr("a neighbour"));
  EXPECT_THAT(error_of("borders ALB\n  land  GRC\nborders GRC\n  land  ALB\n"),
              HasSubstr("x.borders:4:9: this border is told twice"));
  EXPECT_FALSE(Borders::read("no/such/file"));
}

}  // namespace
}  // namespace demarche
