// The checks, each against a small record of its own and the world as it is.
#include "audit/checks.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "world/shipped_world.h"

namespace demarche {
namespace {

const std::filesystem::path kKnowledge = std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge";

const FactWords& words() {
  static const auto loaded = FactWords::load(kKnowledge / "facts" / "standing.facts");
  if (!loaded) ADD_FAILURE() << loaded.error().describe();
  return *loaded;
}

struct Told {
  const char *actor, *recipient, *date;
  MoveKind kind;
  int count = 0, notice = 0;
};

Event event_of(const Told& told, const std::string& id) {
  Event event;
  event.id = event.document = id;
  event.type = "SANCTION";
  event.actors.resize(1);
  event.actors[0].id = event.actors[0].country = told.actor;
  event.recipients.resize(1);
  event.recipients[0].id = event.recipients[0].country = told.recipient;
  event.date = Period::parse(told.date);
  event.date_from = DateSource::expression;
  event.move = Move{};
  event.move->kind = told.kind;
  if (told.count) event.move->count = told.count;
  if (told.notice) event.move->notice_hours = told.notice;
  return event;
}

const std::vector<Event>& record() {
  static const std::vector<Event> events = [] {
    std::vector<Event> all;
    for (const auto& told : std::vector<Told>{
             {"IRN", "GBR", "1989-03-07", MoveKind::sever},
             {"IRN", "GBR", "1990-09-27", MoveKind::resume},
             {"GBR", "IRN", "1997-04-10", MoveKind::recall},
             {"CAN", "IRN", "2012-09-07", MoveKind::sever, 0, 120},
             {"KWT", "IRN", "2016-01-05", MoveKind::recall},
             {"KWT", "IRN", "2022-08-14", MoveKind::return_ambassador},
             {"QAT", "TCD", "2016-01-05", MoveKind::recall},
             {"JOR", "QAT", "2017-06-06", MoveKind::downgrade},
             {"DEU", "RUS", "2018-03-26", MoveKind::expel, 4},
             {"AUS", "RUS", "2018-03-27", MoveKind::expel, 2},
             {"NRU", "TWN", "2024-01-24", MoveKind::switch_recognition},
         })
      all.push_back(event_of(told, "r" + std::to_string(all.size())));
    return all;
  }();
  return events;
}

TEST(CheckEvent, HoldsMovesAgainstTheRecord) {
  const auto acts = acts_of(record());
  const struct {
    Told told;
    Verdict verdict;
    const char* why;
  } kTable[] = {
      {{"CAN", "IRN", "2012-09-07", MoveKind::sever}, Verdict::supported, "the record has it on 7 September 2012"},
      {{"CAN", "IRN", "2010-09", MoveKind::sever},
       Verdict::contradicted,
       "the record says that it was on 7 September 2012"},
      {{"IRN", "CAN", "2012-09-07", MoveKind::sever},
       Verdict::contradicted,
       "the record has it the other way round: Canada severed diplomatic relations with Iran"},
      // the recall of 1997 rules it out, though relations had been resumed since 1989
      {{"IRN", "GBR", "1993-03", MoveKind::sever},
       Verdict::contradicted,
       "the record says that it was on 7 March 1989"},
      // nothing rules out a break after all that the record has
      {{"IRN", "GBR", "1999-03", MoveKind::sever}, Verdict::unknown, ""},
      {{"NRU", "TWN", "2022", MoveKind::sever},
       Verdict::contradicted,
       "the record says that it was on 24 January 2024"},
      // an ambassador recalled, and sent back with no resumption between
      {{"KWT", "IRN", "2016-01-08", MoveKind::sever},
       Verdict::contradicted,
       "the record has a lesser step: Kuwait recalled its ambassador from Iran on 5 January 2016"},
      // a recall alone may come before a break that the record has not heard of
      {{"QAT", "TCD", "2016-01-08", MoveKind::sever}, Verdict::unknown, ""},
      {{"JOR", "QAT", "2017-06-06", MoveKind::sever},
       Verdict::contradicted,
       "the record has a lesser step: Jordan downgraded diplomatic relations with Qatar on 6 June 2017"},
      {{"DEU", "RUS", "2018-03-26", MoveKind::expel, 14}, Verdict::contradicted, "the record counts 4"},
      // expulsions can happen again: told, not held against it
      {{"AUS", "RUS", "2018-03-03", MoveKind::expel, 2}, Verdict::unknown, "the record has one on 27 March 2018"},
      {{"USA", "BRA", "2018-03-03", MoveKind::sever}, Verdict::unknown, ""},
  };
  for (const auto& row : kTable) {
    const auto event = event_of(row.told, "article");
    const auto checked = check_event(event, {acts, {}}, shipped_world(), Date::parse("2024-06-01"));
    const std::string what = std::string(row.told.actor) + " " + row.told.recipient + " " + row.told.date;
    EXPECT_EQ(name_of(checked.verdict), name_of(row.verdict)) << what;
    EXPECT_EQ(checked.why, row.why) << what;
  }
}

TEST(CheckNotice, ComparesHoursOfTheSameAct) {
  const auto acts = acts_of(record());
  for (const auto& [hours, verdict] : {std::pair(120, Verdict::supported), std::pair(24, Verdict::contradicted)}) {
    const auto event = event_of({"CAN", "IRN", "2012-09-07", MoveKind::sever, 0, hours}, "article");
    EXPECT_EQ(check_notice(event, {acts, {}}).verdict, verdict) << hours;
    EXPECT_EQ(check_event(event, {acts, {}}, shipped_world(), {}).verdict, Verdict::supported) << hours;
  }
}

// Of whom something is the first: of the sides named behind the words that say so, over the reason that is given.
TEST(CheckSuperlative, LooksForEarlierCasesOfTheKindSidesAndReason) {
  std::vector<Event> told = record();
  told[3].reasons = {{"over the storming of the embassy", {}, {}}};  // Canada in 2012
  const auto acts = acts_of(told);
  static const auto precedent_words = PrecedentWords::load(kKnowledge / "ontology" / "precedents.words");
  ASSERT_TRUE(precedent_words) << precedent_words.error().describe();
  const struct {
    Told told;
    const char* sentence;
    Verdict verdict;
    const char* why;
  } kTable[] = {
      {{"ALB", "IRN", "2022-09-07", MoveKind::sever},
       "It was the first time that a state had severed relations over a cyber-attack.",
       Verdict::unprecedented,
       "none over a cyber-attack among the 2 severances before it in the record, 1 with a stated reason"},
      {{"ALB", "IRN", "2022-09-07", MoveKind::sever},
       "It was the first time that a state had severed relations because of an attack on the embassy.",
       Verdict::contradicted,
       "an earlier case: Canada severed diplomatic relations with Iran on 7 September 2012"},
      {{"ALB", "IRN", "2022-09-07", MoveKind::sever},
       "It was the first time that a state had severed relations.",
       Verdict::contradicted,
       "an earlier case: Iran severed diplomatic relations with the United Kingdom on 7 March 1989"},
      {{"ALB", "IRN", "2022-09-07", MoveKind::sever},
       "For the first time, ALB severed relations.",
       Verdict::unprecedented,
       "the record holds no earlier severance by Albania"},
      {{"IRN", "CAN", "2022-09-07", MoveKind::sever},
       "For the first time, IRN severed relations.",
       Verdict::contradicted,
       "an earlier case: Iran severed diplomatic relations with the United Kingdom on 7 March 1989"},
      // named before the words: about anybody
      {{"ALB", "IRN", "2022-09-07", MoveKind::sever},
       "ALB severed relations with IRN, the first such case.",
       Verdict::contradicted,
       "an earlier case: Iran severed diplomatic relations with the United Kingdom on 7 March 1989"},
      {{"ALB", "IRN", "2022-09-07", MoveKind::sever},
       "It was the first time that a state had severed relations over a quarrel of cooks.",
       Verdict::unknown,
       "the reason is of no kind by which the record can be searched"},
  };
  for (const auto& row : kTable) {
    auto event = event_of(row.told, "article");
    event.actors[0].text = row.told.actor;
    event.recipients[0].text = row.told.recipient;
    const auto checked = check_superlative(words().superlative_in(row.sentence), event, row.sentence, {acts, {}},
                                           *precedent_words, shipped_world());
    EXPECT_EQ(name_of(checked.verdict), name_of(row.verdict)) << row.sentence;
    EXPECT_EQ(checked.why, row.why) << row.sentence;
  }
}

StandingFact member(const char* state, const char* organisation, FactTime time, const char* when) {
  StandingFact fact;
  fact.subject = state;
  fact.object = organisation;
  fact.time = time;
  if (*when) fact.when = Period::parse(when);
  return fact;
}

StandingFact office(const char* person, const char* owner, const char* role, const char* written) {
  StandingFact fact;
  fact.kind = FactKind::office;
  fact.subject = person;
  fact.object = owner;
  fact.role = role;
  fact.office = written;
  return fact;
}

TEST(CheckFact, HoldsFactsAgainstTheWorld) {
  const struct {
    StandingFact fact;
    const char* told;  // the day of the article
    Verdict verdict;
  } kTable[] = {
      {member("HRV", "ORG.NATO", FactTime::begins, "2009"), "2020-01-01", Verdict::supported},
      {member("HRV", "ORG.NATO", FactTime::begins, "2004"), "2020-01-01", Verdict::contradicted},
      {member("YUG", "ORG.NATO", FactTime::holds, ""), "1961-12-10", Verdict::contradicted},
      // no whole list of its members
      {member("BRA", "ORG.NAM", FactTime::holds, ""), "1991-12-10", Verdict::unknown},
      // of the Organisation of African Unity, before the list begins
      {member("GHA", "ORG.AU", FactTime::begins, "1963"), "2020-01-01", Verdict::unknown},
      {office("GBR.GOV.hague", "GBR", "foreign secretary", "British foreign secretary"), "2011-12-03",
       Verdict::supported},
      {office("GBR.GOV.hague", "GBR", "defence secretary", "British defence secretary"), "2011-12-03",
       Verdict::contradicted},
      // some days after another took office
      {office("GBR.GOV.wilson", "GBR", "prime minister", "British prime minister"), "1970-06-25", Verdict::unknown},
      {office("IRN.GOV.khamenei", "IRN", "leader", "Iranian leader"), "2018-01-01", Verdict::unknown},
      // one man under two ids
      {office("ORG.NATO.stoltenberg", "NOR", "prime minister", "Norwegian prime minister"), "2010-01-01",
       Verdict::supported},
  };
  for (const auto& row : kTable) {
    const auto checked = check_fact(row.fact, words(), {}, shipped_world(), Date::parse(row.told));
    EXPECT_EQ(name_of(checked.verdict), name_of(row.verdict)) << told(row.fact, shipped_world()) << ": " << checked.why;
    EXPECT_EQ(checked.sources.empty(), row.verdict == Verdict::unknown) << told(row.fact, shipped_world());
  }
}

}  // namespace
}  // namespace demarche
