#include "relations/ladder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

namespace demarche {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

const World& world() {
  static const auto loaded = World::load(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge/world");
  if (!loaded) ADD_FAILURE() << loaded.error().describe();
  return *loaded;
}

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
  const auto before = pair_state("ALB", "IRN", *Date::parse("2019-01-01"), acts, world());
  EXPECT_EQ(before.rung, "recalled");
  EXPECT_EQ(before.relations.value, "established");
  EXPECT_EQ(before.relations.how, Knowledge::inferred);
  EXPECT_EQ(before.level.value, "ambassador");
  EXPECT_EQ(before.level.how, Knowledge::inferred);
  EXPECT_EQ(before.head_of_b.value, "expelled");
  EXPECT_EQ(before.head_of_b.how, Knowledge::known);
  EXPECT_EQ(before.head_of_a.value, "unknown");
  const auto after = pair_state("IRN", "ALB", *Date::parse("2022-09-08"), acts, world());
  EXPECT_EQ(after.rung, "severed");
  EXPECT_EQ(after.ended_by, "ALB");
  EXPECT_EQ(after.relations.since, Date::parse("2022-09-07"));
  EXPECT_THAT(after.moves, SizeIs(2));
  EXPECT_EQ(pair_state("ALB", "IRN", *Date::parse("2010-01-01"), acts, world()).rung, "unknown");
}

TEST(Ladder, KeepsContradictionsAndIgnoresMereClaims) {
  auto events = albania_and_iran();
  events.push_back(move_event("e5", "ALB", "IRN", "2022-10-01", MoveKind::expel));
  auto claimed = move_event("e6", "IRN", "ALB", "2022-11-01", MoveKind::resume);
  claimed.claimed = true;
  events.push_back(claimed);
  const auto acts = acts_of(events);
  const auto state = pair_state("ALB", "IRN", *Date::parse("2022-12-01"), acts, world());
  EXPECT_EQ(state.rung, "severed");
  ASSERT_THAT(state.contradictions, SizeIs(1));
  EXPECT_THAT(state.contradictions[0], HasSubstr("though relations had been severed since 2022-09-07"));
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
