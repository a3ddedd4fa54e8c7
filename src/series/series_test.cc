#include "series/series.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

SeriesEvent act(const char* day, const char* actor, const char* recipient, int quad, double goldstein,
                const char* id = "") {
  SeriesEvent event;
  event.date = *Date::parse(day);
  event.actor = actor;
  event.recipient = recipient;
  event.quad_code = quad;
  event.goldstein = goldstein;
  event.id = id;
  return event;
}

SeriesOptions between(const char* a, const char* b) {
  SeriesOptions options;
  options.a = a;
  options.b = b;
  return options;
}

// "2022-01 q 1,0,2,0 sum -4 mean -1.33 corrected -2 of 5": one line for each point.
std::string dump(const Result<std::vector<SeriesPoint>>& points) {
  if (!points) return points.error().describe();
  std::string text;
  for (const auto& p : *points)
    text += fmt::format("{} {}{}{}{} sum {:g} mean {} -{:g} +{:g} of {} corrected {}\n", p.begin.text(),
                        p.verbal_cooperation, p.material_cooperation, p.verbal_conflict, p.material_conflict, p.sum,
                        p.mean ? fmt::format("{:g}", *p.mean) : "none", p.conflict, p.cooperation, p.coverage,
                        p.corrected ? fmt::format("{:g}", *p.corrected) : "none");
  return text;
}

const std::vector<SeriesEvent> kRecord = {
    act("2022-01-05", "ALB", "IRN", 3, -2, "e1"), act("2022-01-20", "IRN", "ALB", 4, -5, "e2"),
    act("2022-01-20", "USA", "IRN", 4, -4, "e3"), act("2022-03-01", "ALB", "IRN", 1, 3, "e4"),
    act("2022-03-02", "FRA", "DEU", 1, 1, "e5")};

TEST(Series, CountsSumsAndTellsZeroFromNoCoverage) {
  // coverage 3, none, 2: mean 2.5 over the covered steps
  EXPECT_EQ(dump(series_of(kRecord, between("ALB", "IRN"))),
            "2022-01-01 0011 sum -7 mean -3.5 -7 +0 of 3 corrected -5.83333\n"
            "2022-02-01 0000 sum 0 mean none -0 +0 of 0 corrected none\n"
            "2022-03-01 1000 sum 3 mean 3 -0 +3 of 2 corrected 3.75\n");
  EXPECT_EQ(dump(series_of(kRecord, between("FRA", "DEU"))),
            "2022-01-01 0000 sum 0 mean none -0 +0 of 3 corrected 0\n"
            "2022-02-01 0000 sum 0 mean none -0 +0 of 0 corrected none\n"
            "2022-03-01 1000 sum 1 mean 1 -0 +1 of 2 corrected 1.25\n");
}

TEST(Series, DirectedIsOneWay) {
  auto options = between("ALB", "IRN");
  options.directed = true;
  options.step = Step::year;
  EXPECT_EQ(dump(series_of(kRecord, options)), "2022-01-01 1010 sum 1 mean 0.5 -2 +3 of 5 corrected 1\n");
  options.b.clear();  // toward anybody
  options.a = "IRN";
  EXPECT_EQ(dump(series_of(kRecord, options)), "2022-01-01 0001 sum -5 mean -5 -5 +0 of 5 corrected -5\n");
}

TEST(Series, DoublingAllNewsMovesTheCorrectedValueNot) {
  std::vector<SeriesEvent> events;
  for (const auto& [month, copies] : {std::pair("2022-01-10", 1), std::pair("2022-02-10", 2)})
    for (int i = 0; i < copies; ++i) {
      events.push_back(act(month, "A", "B", 3, -4));
      events.push_back(act(month, "C", "D", 1, 1));
    }
  const auto points = series_of(events, between("A", "B"));
  ASSERT_TRUE(points);
  EXPECT_DOUBLE_EQ((*points)[0].sum * 2, (*points)[1].sum);
  EXPECT_DOUBLE_EQ(*(*points)[0].corrected, *(*points)[1].corrected);
}

TEST(Series, WhatIsNotDoneOrOnlyClaimedIsLeftOutUnlessAsked) {
  std::vector<SeriesEvent> events = {act("2022-01-01", "A", "B", 4, -1), act("2022-01-02", "A", "B", 4, -10),
                                     act("2022-01-03", "A", "B", 4, -100)};
  events[1].done = false;
  events[2].claimed = true;
  for (const auto& [undone, claimed, sum] : {std::tuple(false, false, -1.0), std::tuple(true, false, -11.0),
                                             std::tuple(false, true, -101.0), std::tuple(true, true, -111.0)}) {
    auto options = between("A", "B");
    options.include_undone = undone;
    options.include_claimed = claimed;
    const auto points = series_of(events, options);
    ASSERT_TRUE(points);
    EXPECT_EQ(points->front().sum, sum);
    EXPECT_EQ(points->front().coverage, 3u);
  }
}

TEST(Series, TalksCountOnceForThePair) {
  std::vector<SeriesEvent> events = {act("2022-01-01", "A", "B", 1, 2, "talks"),
                                     act("2022-01-01", "B", "A", 1, 2, "talks")};
  EXPECT_EQ(dump(series_of(events, between("A", "B"))), "2022-01-01 1000 sum 2 mean 2 -0 +2 of 1 corrected 2\n");
  auto options = between("B", "A");
  options.directed = true;
  EXPECT_EQ(series_of(events, options)->front().verbal_cooperation, 1u);
}

TEST(Series, PloverLeavesOutWhatItHasNoScoreFor) {
  std::vector<SeriesEvent> events = {act("2022-01-01", "A", "B", 4, -5), act("2022-01-02", "A", "B", 4, -7)};
  events[0].event_scale = -6.5;
  auto options = between("A", "B");
  options.measure = Measure::plover;
  const auto points = series_of(events, options);
  ASSERT_TRUE(points);
  EXPECT_EQ(points->front().material_conflict, 2u);
  EXPECT_EQ(points->front().sum, -6.5);
  EXPECT_EQ(points->front().mean, -6.5);
}

TEST(Series, OrderOfTheEventsDoesNotMatter) {
  auto events = kRecord;
  for (auto& event : events) event.goldstein /= 3;  // not exact in binary
  const auto before = series_of(events, between("ALB", "IRN"));
  std::reverse(events.begin(), events.end());
  EXPECT_EQ(dump(before), dump(series_of(events, between("ALB", "IRN"))));
  EXPECT_EQ(before->front().sum, series_of(events, between("ALB", "IRN"))->front().sum);
}

TEST(Series, StepsBeginWhereTheCalendarSays) {
  struct {
    Step step;
    const char *day, *begin, *next;
  } const cases[] = {{Step::day, "2024-02-28", "2024-02-28", "2024-02-29"},
                     {Step::week, "2022-09-07", "2022-09-05", "2022-09-12"},  // a Wednesday
                     {Step::week, "2022-09-11", "2022-09-05", "2022-09-12"},  // a Sunday
                     {Step::week, "2022-09-12", "2022-09-12", "2022-09-19"},
                     {Step::month, "2022-12-31", "2022-12-01", "2023-01-01"},
                     {Step::year, "2022-12-31", "2022-01-01", "2023-01-01"}};
  for (const auto& each : cases) {
    const auto begin = begin_of(each.step, *Date::parse(each.day));
    EXPECT_EQ(begin.text(), each.begin) << name_of(each.step);
    EXPECT_EQ(next_begin(each.step, begin).text(), each.next) << name_of(each.step);
    EXPECT_EQ(step_named(name_of(each.step)), each.step);
  }
  EXPECT_EQ(step_named("fortnight"), std::nullopt);
  EXPECT_EQ(measure_named("plover"), Measure::plover);
}

TEST(Series, DaysAreWidenedToWholeSteps) {
  auto options = between("ALB", "IRN");
  options.from = Date::parse("2022-01-15");
  options.to = Date::parse("2022-01-16");
  EXPECT_EQ(dump(series_of(kRecord, options)), "2022-01-01 0011 sum -7 mean -3.5 -7 +0 of 3 corrected -7\n");
}

TEST(Series, Mistakes) {
  EXPECT_EQ(dump(series_of(kRecord, between("", "IRN"))), "a series of nobody");
  EXPECT_EQ(dump(series_of(kRecord, between("IRN", "IRN"))), "a series of a side with itself: 'IRN'");
  auto options = between("ALB", "IRN");
  options.from = Date::parse("2022-02-01");
  options.to = Date::parse("2022-01-01");
  EXPECT_THAT(dump(series_of(kRecord, options)), HasSubstr("ends before it begins"));
  options.from = Date::parse("0001-01-01");
  options.step = Step::day;
  EXPECT_THAT(dump(series_of(kRecord, options)), HasSubstr("100,000 steps"));
  EXPECT_EQ(dump(series_of({}, between("A", "B"))), "");
}

// A small reader of RFC 4180, to see that what is written can be read.
std::vector<std::vector<std::string>> read_csv(const std::string& csv) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
      rows.back().back() += csv[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\n') {
      rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

TEST(Panel, RowsForAllPairsOrThoseAskedFor) {
  const auto all = panel_of(kRecord, {});
  ASSERT_TRUE(all) << all.error().describe();
  std::vector<std::string> pairs;
  for (const auto& row : *all)
    if (row.point.begin.month() == 1) pairs.push_back(row.a + "-" + row.b);
  EXPECT_THAT(pairs, ElementsAre("ALB-IRN", "DEU-FRA", "IRN-USA"));
  EXPECT_THAT(*all, SizeIs(9));

  PanelOptions options;
  options.pairs = {{"USA", "ALB"}};
  options.step = Step::year;
  const auto asked = panel_of(kRecord, options);
  ASSERT_TRUE(asked);
  ASSERT_THAT(*asked, SizeIs(1));
  EXPECT_EQ(asked->front().point.events, 0u);  // a zero that is known
  EXPECT_TRUE(asked->front().point.covered());

  options = {};
  options.directed = true;
  options.step = Step::year;
  EXPECT_THAT(*panel_of(kRecord, options), SizeIs(4));
  options.pairs = {{"ALB", "ALB"}};
  EXPECT_FALSE(panel_of(kRecord, options));
}

TEST(Panel, AgreesWithTheSeriesOfEachPair) {
  const auto rows = panel_of(kRecord, {});
  ASSERT_TRUE(rows);
  std::vector<SeriesPoint> own;
  for (const auto& row : *rows)
    if (row.a == "ALB" && row.b == "IRN") own.push_back(row.point);
  EXPECT_EQ(dump(own), dump(series_of(kRecord, between("ALB", "IRN"))));
}

TEST(Series, CountedEventsAreAsGoodAsGivenOnes) {
  const std::vector<SeriesEvent> given = {
      act("2022-01-03", "ALB", "IRN", 4, -7), act("2022-01-20", "IRN", "ALB", 4, -3),
      act("2022-01-21", "ALB", "IRN", 1, 2),  act("2022-03-05", "ALB", "IRN", 3, -1.5),
      act("2022-03-06", "ALB", "USA", 1, 4),  act("2022-02-06", "ALB", "USA", 1, 4)};
  const std::vector<CountedEvents> counted = {{*Date::parse("2022-01-01"), "ALB", "IRN", 4, 1, 1, -7, 0},
                                              {*Date::parse("2022-01-01"), "IRN", "ALB", 4, 1, 1, -3, 0},
                                              {*Date::parse("2022-01-01"), "ALB", "IRN", 1, 1, 1, 2, 0},
                                              {*Date::parse("2022-03-01"), "ALB", "IRN", 3, 1, 1, -1.5, 0},
                                              {*Date::parse("2022-03-01"), "ALB", "USA", 1, 1, 1, 4, 0}};
  const std::vector<CoveredStep> covered = {
      {*Date::parse("2022-01-01"), 3}, {*Date::parse("2022-02-01"), 1}, {*Date::parse("2022-03-01"), 2}};
  for (const bool directed : {false, true})
    for (const Step step : {Step::month, Step::year}) {
      auto options = between("ALB", "IRN");
      options.directed = directed;
      options.step = step;
      options.from = Date::parse("2022-01-01");
      options.to = Date::parse("2022-03-31");
      const auto slow = dump(series_of(given, options));
      options.counted = counted;
      options.also_covered = covered;
      EXPECT_EQ(dump(series_of({}, options)), slow);
    }
}

TEST(Panel, CsvTellsZeroFromNoCoverage) {
  PanelOptions options;
  options.pairs = {{"GRP.\"X\", Y", "IRN"}, {"ALB", "IRN"}};
  const auto rows = panel_of(kRecord, options);
  ASSERT_TRUE(rows);
  const auto csv = panel_csv(*rows, Step::month, [](const std::string& side, std::string_view scheme) {
    if (side == "ALB") return std::string(scheme == "cow" ? "339" : "ALB");
    if (side == "IRN") return std::string(scheme == "cow" ? "630" : "IRN");
    return std::string();
  });
  const auto table = read_csv(csv);
  ASSERT_THAT(table, SizeIs(7));
  for (const auto& row : table) EXPECT_THAT(row, SizeIs(20));
  EXPECT_THAT(table[1], ElementsAre("ALB", "ALB", "339", "IRN", "IRN", "630", "2022-01", "covered", "0", "0", "1", "1",
                                    "2", "2", "-7", "-3.5", "7", "0", "-5.833333333", "3"));
  EXPECT_THAT(table[2], ElementsAre("ALB", "ALB", "339", "IRN", "IRN", "630", "2022-02", "no coverage", "", "", "", "",
                                    "", "", "", "", "", "", "", "0"));
  EXPECT_THAT(table[4], ElementsAre("GRP.\"X\", Y", "", "", "IRN", "IRN", "630", "2022-01", "covered", "0", "0", "0",
                                    "0", "0", "0", "0", "", "0", "0", "0", "3"));
  EXPECT_THAT(panel_csv({}, Step::year, {}), HasSubstr("side_a,iso_a"));
}

}  // namespace
}  // namespace demarche
