#include "relations/ladder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "world/shipped_world.h"

namespace demarche {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

Event move_event(const std::string& id, const char* actor, const char* recipient, const char* when, MoveKind kind) {
  Event event;
  event.id = id;
  event.document = id;
  event.type = "SANCTION";
  event.actors.resize(1);
  event.actors[0].id = event.actors[0].country = actor;
  event.recipients.resize(1);
  event.recipients[0].id = event.recipients[0].country = recipient;
  event.date = Period::parse(when);
  event.move = Move{};
  event.move->kind = kind;
  return event;
}

std::vector<Event> albania_and_iran() {
  auto two = move_event("e1", "ALB", "IRN", "2018-12-19", MoveKind::expel);
  two.move->count = 2;
  auto ambassador = move_event("e2", "ALB", "IRN", "2018-12", MoveKind::expel_ambassador);
  ambassador.background = true;
  ambassador.move->rank = "ambassador";
  auto severed = move_event("e3", "ALB", "IRN", "2022-09-07", MoveKind::sever);
  severed.move->notice_hours = 24;
  auto told_again = move_event("e4", "ALB", "IRN", "2022-09-08", MoveKind::sever);
  told_again.move->immediate = true;
  return {two, ambassador, severed, told_again};
}

TEST(Acts, MergeReportsWhateverTheirOrder) {
  auto events = albania_and_iran();
  std::vector<std::string> told;
  do {
    std::string one;
    for (const auto& act : acts_of(events))
      one += act.date->begin.text() + " " + std::string(name_of(act.move->kind)) + " " +
             std::to_string(act.move->count.value_or(0)) + " " + act.move->rank + " " +
             std::to_string(act.move->notice_hours.value_or(0)) + (act.move->immediate ? " at once" : "") + "; ";
    told.push_back(one);
  } while (
      std::next_permutation(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.id < b.id; }));
  for (const auto& one : told)
    EXPECT_EQ(one, "2018-12-19 expel-ambassador 2 ambassador 0; 2022-09-07 sever 0  24 at once; ");
}

TEST(Ladder, TellsWhatIsKnownAndWhatIsInferred) {
  const auto events = albania_and_iran();
  const auto acts = acts_of(events);
  const auto before = pair_state("ALB", "IRN", *Date::parse("2019-01-01"), acts, shipped_world());
  EXPECT_EQ(before.rung, "recalled");
  EXPECT_EQ(before.relations.value, "established");
  EXPECT_EQ(before.relations.how, Knowledge::inferred);
  EXPECT_EQ(before.level.value, "ambassador");
  EXPECT_EQ(before.level.how, Knowledge::inferred);
  EXPECT_EQ(before.head_of_b.value, "expelled");
  EXPECT_EQ(before.head_of_b.how, Knowledge::known);
  EXPECT_EQ(before.head_of_a.value, "unknown");
  const auto after = pair_state("IRN", "ALB", *Date::parse("2022-09-08"), acts, shipped_world());
  EXPECT_EQ(after.rung, "severed");
  EXPECT_EQ(after.ended_by, "ALB");
  EXPECT_EQ(after.relations.since, Date::parse("2022-09-07"));
  EXPECT_THAT(after.moves, SizeIs(2));
  EXPECT_EQ(pair_state("ALB", "IRN", *Date::parse("2010-01-01"), acts, shipped_world()).rung, "unknown");
}

TEST(Ladder, KeepsContradictionsAndIgnoresMereClaims) {
  auto events = albania_and_iran();
  events.push_back(move_event("e5", "ALB", "IRN", "2022-10-01", MoveKind::expel));
  auto claimed = move_event("e6", "IRN", "ALB", "2022-11-01", MoveKind::resume);
  claimed.claimed = true;
  events.push_back(claimed);
  const auto acts = acts_of(events);
  const auto state = pair_state("ALB", "IRN", *Date::parse("2022-12-01"), acts, shipped_world());
  EXPECT_EQ(state.rung, "severed");
  ASSERT_THAT(state.contradictions, SizeIs(1));
  EXPECT_THAT(state.contradictions[0], HasSubstr("though relations had been severed since 2022-09-07"));
}

// Moves of a pair of states that no tie of the world speaks of, and what they come to on 2020-01-01.
TEST(Ladder, ContradictionsAreKeptAndShown) {
  struct Told {
    const char *actor, *day;
    MoveKind kind;
  };
  const struct {
    std::vector<Told> moves;
    const char *relations, *since, *contradiction;
  } kTable[] = {
      {{{"PRY", "2010-01-05", MoveKind::sever}, {"PRY", "2012-02-01", MoveKind::sever}},
       "severed",
       "2010-01-05",
       "Paraguay severed relations on 2012-02-01, though it had severed them since 2010-01-05"},
      {{{"PRY", "2010-01-05", MoveKind::sever}, {"LAO", "2010-03-01", MoveKind::sever}},
       "severed",
       "2010-01-05",
       "Laos severed relations on 2010-03-01, though Paraguay had severed them since 2010-01-05"},
      {{{"PRY", "2010-01-05", MoveKind::sever}, {"PRY", "2010-01-09", MoveKind::sever}}, "severed", "2010-01-05", ""},
      {{{"PRY", "2010-01-05", MoveKind::sever}, {"LAO", "2011-01-05", MoveKind::expel_ambassador}},
       "severed",
       "2010-01-05",
       "Laos expelled Paraguay's ambassador on 2011-01-05, though relations had been severed since 2010-01-05"},
      // the staff that leaves carries the severance out
      {{{"PRY", "2010-01-05", MoveKind::sever}, {"PRY", "2010-01-07", MoveKind::close_embassy}},
       "severed",
       "2010-01-05",
       ""},
      {{{"PRY", "2010-01-05", MoveKind::sever}, {"LAO", "2010-01-08", MoveKind::expel}}, "severed", "2010-01-05", ""},
      {{{"PRY", "2010-01-05", MoveKind::close_embassy}, {"LAO", "2011-01-08", MoveKind::expel}},
       "established",
       "",
       "Laos expelled diplomats of Paraguay on 2011-01-08, though Paraguay's mission had been closed since 2010-01-05"},
      {{{"PRY", "2010-01-05", MoveKind::sever}, {"LAO", "2012", MoveKind::resume}}, "established", "2012-01-01", ""},
      // what restores comes after what it restores, where only the year is told
      {{{"PRY", "2012-05-05", MoveKind::sever}, {"LAO", "2012", MoveKind::resume}}, "established", "2012-01-01", ""},
      {{{"PRY", "2010-01-05", MoveKind::derecognise}}, "unknown", "", ""},
      {{{"PRY", "2009-01-05", MoveKind::establish}, {"PRY", "2010-01-05", MoveKind::derecognise}},
       "severed",
       "2010-01-05",
       ""},
  };
  for (const auto& row : kTable) {
    std::vector<Event> events;
    for (const auto& each : row.moves)
      events.push_back(move_event("e" + std::to_string(events.size()), each.actor,
                                  std::string_view(each.actor) == "PRY" ? "LAO" : "PRY", each.day, each.kind));
    const auto acts = acts_of(events);
    const auto state = pair_state("PRY", "LAO", *Date::parse("2020-01-01"), acts, shipped_world());
    const auto name = std::string(row.moves.front().day) + " " + row.moves.back().day;
    EXPECT_EQ(state.relations.value, row.relations) << name;
    EXPECT_EQ(state.relations.since ? state.relations.since->text() : "", row.since) << name;
    std::string contradictions;
    for (const auto& each : state.contradictions) contradictions += each;
    EXPECT_EQ(contradictions, row.contradiction) << name;
  }
}

TEST(Ladder, ADayWithinACoarseDateIsOnlyInferred) {
  const std::vector events = {move_event("e1", "PRY", "LAO", "2012", MoveKind::suspend)};
  const auto acts = acts_of(events);
  EXPECT_EQ(pair_state("PRY", "LAO", *Date::parse("2012-06-01"), acts, shipped_world()).relations.how,
            Knowledge::inferred);
  EXPECT_EQ(pair_state("PRY", "LAO", *Date::parse("2013-06-01"), acts, shipped_world()).relations.how,
            Knowledge::known);
  EXPECT_EQ(pair_state("PRY", "LAO", *Date::parse("2011-12-31"), acts, shipped_world()).relations.how,
            Knowledge::unknown);
}

TEST(Ladder, RelationsAndRecognitionEachTellOfTheOther) {
  auto established = move_event("e1", "PRY", "LAO", "2012-03-03", MoveKind::establish);
  established.actors.push_back(established.recipients[0]);
  established.recipients.clear();
  const std::vector events = {established};
  const auto acts = acts_of(events);
  const auto state = pair_state("LAO", "PRY", *Date::parse("2013-01-01"), acts, shipped_world());
  EXPECT_EQ(state.relations.how, Knowledge::known);
  EXPECT_EQ(state.recognised_by_a.value, "recognised");
  EXPECT_EQ(state.recognised_by_a.how, Knowledge::inferred);
  EXPECT_EQ(state.consular.how, Knowledge::unknown);
  EXPECT_EQ(state.rung, "unknown");
  EXPECT_EQ(state.rung_note, "relations exist; at what level is not recorded");
}

TEST(Severity, ClosingOnesOwnForSafetyHasNone) {
  std::vector events = {move_event("e1", "PRY", "LAO", "2012-03-03", MoveKind::close_embassy),
                        move_event("e2", "LAO", "PRY", "2012-04-03", MoveKind::expel),
                        move_event("e3", "PRY", "CHE", "2013-04-03", MoveKind::expel),
                        move_event("e4", "PRY", "AUT", "2014-04-03", MoveKind::expel)};
  events[0].move->whose = MissionOwner::own;
  events[0].move->motive = Motive::security;
  for (std::size_t i = 1; i < events.size(); ++i) events[i].move->count = static_cast<int>(i * 10);
  const auto acts = acts_of(events);
  const auto safe = severity_of(acts[0], acts);
  EXPECT_EQ(safe.band, 0);
  EXPECT_EQ(text_of(safe, acts[0]), "closed for safety, which has no severity");
  EXPECT_EQ(text_of(severity_of(acts[2], acts), acts[2]),
            "band 3 of 8 (expulsion of diplomats); of the 2 lesser bands the record has a step of none in the year "
            "before; 20 persons, more than in 50 % of the 2 other known cases");
  events[1].move->count = 1;
  const auto fewer = acts_of(events);
  EXPECT_THAT(text_of(severity_of(fewer[1], fewer), fewer[1]), HasSubstr("; 1 person, more than in 0 % of the 2"));
}

TEST(Severity, IsToldWithItsComparison) {
  const auto events = albania_and_iran();
  const auto acts = acts_of(events);
  const auto severity = severity_of(acts.back(), acts);
  EXPECT_EQ(severity.band, 8);
  EXPECT_THAT(severity.skipped, SizeIs(7));
  EXPECT_EQ(severity.notices, 1u);
}

}  // namespace
}  // namespace demarche
