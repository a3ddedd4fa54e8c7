#include "relations/precedents.h"

#include <gmock/gmock.h>

#include "world/shipped_world.h"

namespace demarche {
namespace {

const std::filesystem::path kRoot = DEMARCHE_SOURCE_DIR;

const PrecedentWords& words() {
  static const auto loaded = PrecedentWords::load(kRoot / "knowledge/ontology/precedents.words");
  if (!loaded) throw std::runtime_error(loaded.error().describe());
  return *loaded;
}

Event move_event(const char* id, const char* actor, const char* recipient, const char* day, MoveKind kind,
                 const char* reason = "", const char* cause = "") {
  Event event;
  event.id = event.document = id;
  event.type = "SANCTION";
  event.actors.resize(1);
  event.actors[0].id = event.actors[0].country = actor;
  event.recipients.resize(1);
  event.recipients[0].id = event.recipients[0].country = recipient;
  event.date = Period::parse(day);
  event.move = Move{};
  event.move->kind = kind;
  if (*reason || *cause) event.reasons = {{reason, cause, actor}};
  return event;
}

std::vector<Event> some_events() {
  auto attack = move_event("attack", "IRN", "ALB", "2022-07-15", MoveKind::protest);
  attack.move.reset();
  attack.type = "COERCE";
  attack.mode = "cyber";
  attack.claimed = true;
  auto rumour = move_event("rumour", "NOR", "RUS", "2020-10-13", MoveKind::sever, "a cyber-attack");
  rumour.claimed = true;
  return {attack,
          rumour,
          move_event("a", "ALB", "IRN", "2022-09-07", MoveKind::sever, "the events of July", "attack"),
          move_event("b", "SAU", "IRN", "2016-01-03", MoveKind::sever, "storming of the embassy"),
          move_event("c", "GBR", "ARG", "1982-04-02", MoveKind::sever, "invasion of the Falkland Islands"),
          move_event("d", "BOL", "CHL", "1962-04-17", MoveKind::sever),
          move_event("e", "USA", "RUS", "2016-12-29", MoveKind::expel, "hacking of a party's mail"),
          move_event("f", "ALB", "IRN", "2018-12-19", MoveKind::expel_ambassador, "activity harming security")};
}

TEST(Precedents, QuestionsAreReadFromWords) {
  const struct {
    const char *question, *moves, *why;
  } kTable[] = {
      {"the first severance over a cyber-attack", "sever switch", "cyber"},
      {"Is it the first time that relations were broken off over spying?", "sever switch", "spying"},
      {"the first expulsion of an ambassador", "expel-ambassador", ""},
      {"first expulsion after a killing of an exile", "expel expel-ambassador", "assassination"},
      {"hacking", "", "cyber"},
      {"the weather", "nothing", ""},
  };
  for (const auto& each : kTable) {
    const auto query = words().question_of(each.question);
    std::string moves = query ? "" : "nothing";
    if (query)
      for (const auto move : query->moves) moves += (moves.empty() ? "" : " ") + std::string(name_of(move));
    EXPECT_EQ(moves, each.moves) << each.question;
    EXPECT_EQ(query ? query->why : "", each.why) << each.question;
  }
}

TEST(Precedents, AClaimToBeFirstIsSeen) {
  EXPECT_TRUE(PrecedentWords::claims_to_be_first("Albania is the first country to do so"));
  EXPECT_TRUE(PrecedentWords::claims_to_be_first("an unprecedented step"));
  EXPECT_TRUE(PrecedentWords::claims_to_be_first("This has never before happened."));
  EXPECT_FALSE(PrecedentWords::claims_to_be_first("at first, the minister declined"));
}

std::string told(const Precedents& answer) {
  std::string text;
  for (const auto& each : answer.cases) text += each.act->actors[0] + " " + each.act->date->begin.text() + "; ";
  return text + "of " + std::to_string(answer.acts) + ", " + std::to_string(answer.with_reason) + " with a reason";
}

TEST(Precedents, AreFoundByWhatWhyWhoAndWhen) {
  const auto events = some_events();
  const auto acts = acts_of(events);
  const std::vector<MoveKind> sever = {MoveKind::sever};
  struct Row {
    PrecedentQuery query;
    const char* answer;
  };
  std::vector<Row> table(9);
  table[0] = {{}, "ALB 2022-09-07; of 4, 3 with a reason"};
  table[0].query.moves = sever, table[0].query.why = "cyber";
  table[1] = {table[0].query, "of 3, 2 with a reason"};
  table[1].query.before = Date::parse("2022-09-07");
  table[2] = {{}, "BOL 1962-04-17; GBR 1982-04-02; SAU 2016-01-03; ALB 2022-09-07; of 4, 3 with a reason"};
  table[2].query.moves = sever;
  table[3] = {table[2].query, "ALB 2022-09-07; of 1, 1 with a reason"};
  table[3].query.actor = "ORG.NATO", table[3].query.from = Date::parse("2000-01-01");
  table[4] = {{}, "USA 2016-12-29; ALB 2022-09-07; of 6, 5 with a reason"};
  table[4].query.why = "cyber";
  table[5] = {table[4].query, "ALB 2022-09-07; of 6, 5 with a reason"};
  table[5].query.within_days = 60;
  table[6] = {table[4].query, "of 6, 5 with a reason"};
  table[6].query.within_days = 30;
  table[7] = {table[2].query, "SAU 2016-01-03; ALB 2022-09-07; of 2, 2 with a reason"};
  table[7].query.recipient = "IRN";
  table[8] = {{}, "GBR 1982-04-02; of 4, 3 with a reason"};
  table[8].query.moves = sever, table[8].query.why = "war";
  for (const auto& row : table)
    EXPECT_EQ(told(precedents(row.query, acts, words(), shipped_world())), row.answer) << &row - table.data();
  const auto answer = precedents(table[0].query, acts, words(), shipped_world());
  EXPECT_EQ(answer.cases[0].days_after_cause, 54);
  EXPECT_EQ(answer.cases[0].cause->mode, "cyber");
}

TEST(Precedents, EarlierCasesOfAnAct) {
  const auto events = some_events();
  const auto acts = acts_of(events);
  const auto* severed = &acts.back();
  ASSERT_EQ(severed->actors[0], "ALB");
  PrecedentQuery over_cyber;
  over_cyber.why = "cyber";
  EXPECT_EQ(told(earlier_cases(*severed, over_cyber, acts, words(), shipped_world())), "of 3, 2 with a reason");
  EXPECT_EQ(told(earlier_cases(*severed, {}, acts, words(), shipped_world())),
            "BOL 1962-04-17; GBR 1982-04-02; SAU 2016-01-03; of 3, 2 with a reason");
}

TEST(Precedents, ABadWordsFileIsNamed) { EXPECT_FALSE(PrecedentWords::load("/nowhere/precedents.words")); }

}  // namespace
}  // namespace demarche
