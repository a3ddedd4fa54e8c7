#include "series/signed_ties.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

SeriesEvent act(const char* day, const char* actor, const char* recipient, double goldstein, const char* id = "") {
  SeriesEvent event;
  event.date = *Date::parse(day);
  event.actor = actor;
  event.recipient = recipient;
  event.goldstein = goldstein;
  event.id = id;
  return event;
}

std::string dump(const std::vector<SignedTie>& ties) {
  std::string text;
  for (const auto& tie : ties) text += fmt::format("{}-{} {:.2f} of {}\n", tie.a, tie.b, tie.score, tie.acts);
  return text;
}

TEST(SignedTies, HalveWithEachHalfLife) {
  const std::vector<SeriesEvent> events = {act("2020-01-01", "B", "A", 8, "x"), act("2020-01-01", "A", "B", 8, "x"),
                                           act("2020-06-29", "A", "B", 4),      act("2020-06-29", "A", "C", -7),
                                           act("2021-01-01", "A", "C", 100),    act("2020-06-29", "A", "D", -4.9)};
  const auto on = *Date::parse("2020-06-29");  // 180 days after the first
  EXPECT_EQ(dump(signed_ties(events, on)), "A-B 8.00 of 2\nA-C -7.00 of 1\n");
  EXPECT_EQ(dump(signed_ties(events, on, {.half_life_days = 90})), "A-B 6.00 of 2\nA-C -7.00 of 1\n");
  EXPECT_EQ(dump(signed_ties(events, on, {.threshold = 4})), "A-B 8.00 of 2\nA-C -7.00 of 1\nA-D -4.90 of 1\n");
  EXPECT_EQ(dump(signed_ties(events, on.plus_days(360))), "A-C 49.42 of 2\n");  // 100 * 2^(-174/180) - 7 / 4
  EXPECT_THAT(signed_ties({}, on), IsEmpty());
}

TEST(SignedTies, OfOneSideTheBestFriendFirst) {
  const std::vector<SignedTie> ties = {{"A", "M", -6, 1}, {"A", "Z", 9, 1}, {"B", "M", 20, 4}, {"M", "Z", 7, 2}};
  EXPECT_EQ(dump(signed_ties_of("M", ties)), "M-B 20.00 of 4\nM-Z 7.00 of 2\nM-A -6.00 of 1\n");
}

TEST(SignedTies, LeaveOutClaimsUnlessAsked) {
  std::vector<SeriesEvent> events = {act("2020-01-01", "A", "B", -9)};
  events[0].claimed = true;
  EXPECT_THAT(signed_ties(events, events[0].date), IsEmpty());
  EXPECT_THAT(signed_ties(events, events[0].date, {.include_claimed = true}), SizeIs(1));
}

TEST(Triads, TellWhoseFriendIsWhoseEnemy) {
  const auto named = [](const std::string& side) { return side; };
  struct {
    double ab, ac, bc;
    const char* text;
    bool balanced;
  } const cases[] = {{9, 9, 9, "A, B and C are friends of one another", true},
                     {9, 9, -9, "A is a friend of B and of C, who are enemies", false},
                     {9, -9, 9, "B is a friend of A and of C, who are enemies", false},
                     {-9, 9, 9, "C is a friend of A and of B, who are enemies", false},
                     {-9, -9, 9, "A is an enemy of B and of C, who are friends", true},
                     {-9, 9, -9, "B is an enemy of A and of C, who are friends", true},
                     {9, -9, -9, "C is an enemy of A and of B, who are friends", true},
                     {-9, -9, -9, "A, B and C are enemies of one another", false}};
  for (const auto& each : cases) {
    const std::vector<SignedTie> ties = {{"A", "B", each.ab, 1}, {"A", "C", each.ac, 1}, {"B", "C", each.bc, 1}};
    const auto triads = triads_of(ties);
    ASSERT_THAT(triads, SizeIs(1));
    EXPECT_EQ(text_of(triads[0], named), each.text);
    // balanced is where the product of the signs is positive
    EXPECT_EQ(triads[0].balanced(), each.balanced);
    EXPECT_EQ(triads[0].balanced(), each.ab * each.ac * each.bc > 0);
  }
}

TEST(Triads, NeedAllThreeTiesAndFindEachOnce) {
  std::vector<SignedTie> ties = {{"A", "B", 9, 1}, {"A", "C", 9, 1}, {"B", "D", 9, 1}, {"C", "D", -9, 1}};
  EXPECT_THAT(triads_of(ties), IsEmpty());
  ties.push_back({"B", "C", -9, 1});
  EXPECT_THAT(triads_of(ties),
              ElementsAre(Triad{TriadKind::common_enemy, "C", "B", "D"}, Triad{TriadKind::torn, "A", "B", "C"}));
}

TEST(SidesAfter, TellsWhoStoodWithWhom) {
  const std::vector<SeriesEvent> events = {
      act("2018-03-14", "GBR", "RUS", -5, "expels"),     // one of the two: no third party
      act("2018-03-26", "USA", "RUS", -5, "us-expels"),  // 12 days after
      act("2018-03-26", "USA", "GBR", 3, "us-backs"),   act("2018-03-10", "USA", "RUS", -4, "habit"),
      act("2018-03-20", "SYR", "RUS", 3, "backs"),      act("2018-03-14", "CHN", "RUS", 1, "small"),
      act("2018-02-20", "AUT", "RUS", 6, "visit"),  // nothing since
      act("2018-05-01", "FRA", "RUS", -9, "late")};
  std::string dump;
  for (const auto& each : sides_after(events, "GBR", "RUS", *Date::parse("2018-03-14")))
    dump += fmt::format("{} {} {}: {:g} {:g} before {:g} {:g}: {}\n", each.side, name_of(each.taken),
                        each.as_before ? "as before" : "anew", each.toward_a, each.toward_b, each.before_a,
                        each.before_b, fmt::join(each.acts, " "));
  EXPECT_EQ(dump,
            "USA with a as before: 3 -5 before 0 -4: us-backs us-expels\n"
            "SYR with b anew: 0 3 before 0 0: backs\n"
            "CHN neither as before: 0 1 before 0 0: small\n");
}

TEST(SidesAfter, CountsTheDaysAskedFor) {
  const std::vector<SeriesEvent> events = {act("2018-03-04", "C", "B", -5), act("2018-03-05", "D", "B", -5),
                                           act("2018-03-01", "E", "B", -5), act("2018-02-28", "F", "B", -5)};
  std::string sides;
  for (const auto& each : sides_after(events, "A", "B", *Date::parse("2018-03-01"), {.days = 3})) sides += each.side;
  EXPECT_EQ(sides, "CE");
}

}  // namespace
}  // namespace demarche
