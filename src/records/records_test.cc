#include "records/records.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace demarche {
namespace {

Event full_event() {
  Event event;
  event.id = "9f2c01d4a7b83e15";
  event.document = "reports/2022-09-07-tirana.txt";
  event.sentence = 3;
  event.date = Period{*Date::parse("2022-09-01"), *Date::parse("2022-09-30"), DatePrecision::month};
  event.date_from = DateSource::expression;
  event.relative_date = "last week";
  event.type = "SANCTION";
  event.mode = "discontinue";
  event.contexts = {"diplomatic", "cyber"};
  event.cameo = "043";
  event.goldstein = -4;
  event.event_scale = -6.5;
  event.quad_code = 4;
  event.actors = {
      {"Albania, \"Republic\"", Span{0, 7}, true, "ALB", "ALB", {"GOV"}, "Albania", 0.98, "name of a state"}};
  event.recipients = {{"", {}, false, "IRN", "IRN", {}, "Iran", 0.5, ""}};
  event.joint = true;
  event.modality = Modality::planned;
  event.negated = event.background = event.claimed = event.disputed = true;
  event.outcome = Outcome::failed;
  event.content = Content{"to leave \"at once\"", {12, 30}};
  Move move;
  move.kind = MoveKind::expel_ambassador;
  move.count = 2;
  move.rank = "ambassador";
  move.immediate = move.reciprocal = true;
  move.notice_hours = 24;
  move.whose = MissionOwner::other;
  move.motive = Motive::political;
  move.protecting_power = "CHE";
  move.effective = Date::parse("2022-09-08");
  event.move = move;
  event.reasons = {{"over a cyber attack", "51c0", "ALB"}};
  event.answers = "77";
  event.place = Place{"Tirana", Span{9, 15}, "Tirana", "ALB", 41.33, 19.82};
  event.text = "Albania …\n";
  event.rule = "relations/sever";
  event.words = {{8, 11}, {23, 27}};
  event.in_title = true;
  event.score = 0.93;
  event.coder = "demarche 0.1.0";
  return event;
}

TEST(Records, EventsComeBackWithoutLoss) {
  for (const auto& event : {full_event(), Event{}}) {
    const auto back = event_of_json(json_of(event));
    ASSERT_TRUE(back) << back.error().describe();
    EXPECT_EQ(*back, event) << json_of(event);
  }
}

TEST(Records, ClaimsComeBackWithoutLoss) {
  Claim claim;
  claim.id = "c1";
  claim.speaker.id = "IRN.GOV.MFA";
  claim.stance = Stance::claims_responsibility;
  claim.toward = Mention{};
  claim.toward->country = "ALB";
  claim.said = Period::of_day(*Date::parse("2022-09-07"));
  claim.certainty = Certainty::likely;
  claim.evidence = Evidence{"report", false, {"ORG.NATO"}, "indisputable evidence"};
  claim.words = {{1, 2}};
  claim.score = 0.5;
  for (const auto& each : {claim, Claim{}}) {
    const auto back = claim_of_json(json_of(each));
    ASSERT_TRUE(back) << back.error().describe();
    EXPECT_EQ(*back, each);
  }
}

TEST(Records, KeepCodesAsTextAndNameWhatIsWrong) {
  EXPECT_THAT(json_of(full_event()), testing::HasSubstr("\"cameo\":\"043\""));
  EXPECT_THAT(json_of(full_event()), testing::HasSubstr("\"asserted_by\":\"claim\""));
  EXPECT_FALSE(event_of_json("{\"record\":\"claim\"}"));
  EXPECT_FALSE(event_of_json("{\"sentence\":\"three\"}"));
  EXPECT_FALSE(event_of_json("nothing"));
  Event broken;
  broken.text = "caf\xE9";
  EXPECT_TRUE(event_of_json(json_of(broken)));  // bytes that are no UTF-8 are replaced, not fatal
}

TEST(Records, RowsHaveAsManyCellsAsTheHeader) {
  Event event = full_event();
  event.text = "plain";
  event.actors[0].text = "plain";
  const auto cells = [](const std::string& row) { return std::count(row.begin(), row.end(), ','); };
  EXPECT_EQ(cells(csv_of(event)), cells(event_csv_header()));
  EXPECT_THAT(csv_of(full_event()), testing::HasSubstr("\"Albania, \"\"Republic\"\"\""));
  auto formula = full_event();  // a spreadsheet does nothing of what an article says
  formula.text = "=HYPERLINK(1)";
  formula.actors[0].text = "-2+3|x";
  formula.goldstein = -4.5;
  EXPECT_THAT(csv_of(formula), testing::AllOf(testing::HasSubstr(",'=HYPERLINK(1)"), testing::HasSubstr(",'-2+3|x"),
                                              testing::HasSubstr(",-4.5,")));
}

TEST(Records, EveryFormGivesTheSameScore) {
  Event event = full_event();
  event.rule = "rule";
  for (int thousandths = 0; thousandths <= 1000; ++thousandths) {
    event.score = thousandths / 1000.0;
    const double in_json = event_of_json(json_of(event))->score;
    EXPECT_THAT(csv_of(event), testing::HasSubstr(fmt::format(",{:.2f},rule,", in_json))) << event.score;
  }
}

TEST(Records, TableFitsItsWidth) {
  const auto event = full_event();
  const std::string table = table_of({&event, 1}, 80);
  std::size_t begin = 0;
  for (auto end = table.find('\n'); end != std::string::npos; begin = end + 1, end = table.find('\n', begin)) {
    const std::string line = table.substr(begin, end - begin);
    EXPECT_LE(
        std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }),
        80)
        << line;
  }
  EXPECT_THAT(table, testing::HasSubstr("SANCTION/discon"));
}

}  // namespace
}  // namespace demarche
