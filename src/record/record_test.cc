#include "record/record.h"

#include <gmock/gmock.h>

#include <fstream>
#include <set>

#include "base/text_file.h"
#include "world/shipped_world.h"

namespace demarche {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::filesystem::path kRoot = DEMARCHE_SOURCE_DIR;

const Ontology& ontology() {
  static const auto loaded = Ontology::load(kRoot / "knowledge/ontology");
  if (!loaded) throw std::runtime_error(loaded.error().describe());
  return *loaded;
}

// A record file of the test's own.
std::filesystem::path file_of(const std::string& text) {
  const auto path = std::filesystem::path(testing::TempDir()) /
                    (std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + ".record");
  std::ofstream(path) << text;
  return path;
}

std::string mistakes_of(const std::string& text) {
  std::string all;
  const std::vector files = {file_of(text)};
  for (const auto& each : check_record(files, shipped_world()))
    all += std::to_string(each.line) + " " + each.message + " '" + each.fragment + "'\n";
  return all;
}

TEST(Record, TellsEveryMistakeWithItsLine) {
  const struct {
    const char *text, *mistake;
  } kTable[] = {
      {"act sever ALB IRN 2022-09-07\n  source unverified\n", ""},
      {"act cut ALB IRN 2022-09-07\n  source unverified\n", "1 no such kind of act 'cut'\n"},
      {"act sever ALB QQQ 2022-09-07\n  source unverified\n", "1 no state or organisation has this id 'QQQ'\n"},
      {"act sever ALB IRN 7.9.2022\n  source unverified\n", "1 not a day, month or year '7.9.2022'\n"},
      {"act sever ALB SUN 2022-09-07\n  source unverified\n", "1 this party did not exist then 'SUN'\n"},
      {"act sever ALB ALB 2022\n  source unverified\n", "1 one party twice 'sever ALB ALB 2022'\n"},
      {"act sever ALB IRN 2022-09-07\n  reason spying\n",
       "1 no source: write 'unverified' where there is none 'sever ALB IRN 2022-09-07'\n"},
      {"act sever ALB IRN 2022-09-07\n  means notice 2w\n  source unverified\n",
       "2 hours or days are meant, as in '24h' or '7d' '2w'\n"},
      {"act sever ALB IRN 2022-09-07\n  means count many\n  source unverified\n", "2 not a number 'many'\n"},
      {"act sever ALB IRN 2022-09-07\n  hue blue\n  source unverified\n", "2 an act has no such line 'hue'\n"},
      {"act sever ALB IRN 2022-09-07\n  because cyber ALB 2022-07-15\n  source unverified\n",
       "1 no incident of the record has this kind, victim and day 'cyber-ALB-2022-07-15'\n"},
      {"act sever ALB IRN 2022\n  source unverified\nact sever ALB IRN 2022\n  source unverified\n",
       "3 this act stands in the record twice 'sever-ALB-IRN-2022'\n"},
      {"act switch HND TWN 2023-03-26\n  source unverified\n",
       "1 a switch is from one government to another: means  to CHN 'switch HND TWN 2023-03-26'\n"},
      {"incident cyber ALB 2022-07-15\n  name attack\n  attributed ALB 2022-09-07\n  source unverified\n",
       "3 attributed to whom? Name a party behind the date, or a line 'by' 'ALB 2022-09-07'\n"},
      {"incident flood ALB 2022-07-15\n  name flood\n  source unverified\n",
       "1 an incident is a kind, a victim and a date: cyber ALB 2022-07-15 'flood ALB 2022-07-15'\n"},
      {"fact ALB\n  name flood\n", "1 expected act or incident 'fact'\n"},
  };
  for (const auto& each : kTable) EXPECT_EQ(mistakes_of(each.text), each.mistake) << each.text;
}

Recorded record_of(const std::string& text) {
  const std::vector files = {file_of(text)};
  auto record = read_record(files, shipped_world(), ontology());
  if (!record) throw std::runtime_error(record.error().describe());
  return std::move(*record);
}

const RecordedDocument& with_id(const Recorded& record, const std::string& id) {
  for (const auto& each : record.documents)
    if (each.document.id == id) return each;
  throw std::runtime_error("no document " + id);
}

constexpr const char* kAttack = R"(
incident cyber ALB 2022-07-15
  name        attack on services
  by          IRN
  attributed  ALB 2022-09-07
  denied      IRN 2022-09-08
  response    sever ALB IRN 2022-09-07; sanction USA IRN 2022-09-09
  source      unverified

act sever ALB IRN 2022-09-07
  means   immediate; notice 24h
  reason  the attack of July
  source  A paper of record
)";

TEST(Record, AnActIsAnEventWithItsReasonAndSource) {
  const auto record = record_of(kAttack);
  EXPECT_EQ(record.acts, 1u);
  EXPECT_EQ(record.incidents, 1u);
  const auto& sever = with_id(record, "record:sever-ALB-IRN-2022-09-07");
  EXPECT_EQ(sever.document.source, "A paper of record");
  EXPECT_EQ(sever.document.date, Date::parse("2022-09-07"));
  ASSERT_THAT(sever.coding.events, SizeIs(1));
  const auto& event = sever.coding.events[0];
  EXPECT_EQ(event.type + "/" + event.mode + " " + event.cameo, "SANCTION/discontinue 161");
  EXPECT_EQ(event.goldstein, -4);
  EXPECT_EQ(event.event_scale, -6);
  EXPECT_EQ(event.quad_code, 4);
  ASSERT_TRUE(event.move);
  EXPECT_EQ(event.move->kind, MoveKind::sever);
  EXPECT_EQ(event.move->notice_hours, 24);
  EXPECT_TRUE(event.move->immediate);
  EXPECT_EQ(event.actors.at(0).id, "ALB");
  EXPECT_EQ(event.recipients.at(0).country, "IRN");
  // the reason points to the incident, though only the incident names this answer
  const auto& attack = with_id(record, "record:cyber-ALB-2022-07-15");
  ASSERT_THAT(event.reasons, SizeIs(1));
  EXPECT_EQ(event.reasons[0].text, "the attack of July");
  EXPECT_EQ(event.reasons[0].event, attack.coding.events.at(0).id);
  EXPECT_EQ(
      sever.document.text,
      "Albania severed diplomatic relations with Iran on 7 September 2022; at once; 24 hours' notice; reason: the "
      "attack of July.");
}

TEST(Record, WhoDidAnIncidentIsWhatIsSaid) {
  const auto record = record_of(kAttack);
  const auto& attack = with_id(record, "record:cyber-ALB-2022-07-15").coding.events.at(0);
  EXPECT_EQ(attack.type + "/" + attack.mode, "COERCE/cyber");
  EXPECT_TRUE(attack.claimed);
  EXPECT_TRUE(attack.disputed);
  const auto& blame = with_id(record, "record:cyber-ALB-2022-07-15/attributed-ALB-IRN-2022-09-07");
  EXPECT_EQ(blame.document.date, Date::parse("2022-09-07"));
  EXPECT_EQ(blame.document.source, kUnverified);
  ASSERT_THAT(blame.coding.claims, SizeIs(1));
  EXPECT_EQ(blame.coding.claims[0].stance, Stance::accuses);
  EXPECT_EQ(blame.coding.claims[0].about, attack.id);
  EXPECT_EQ(blame.coding.claims[0].toward->id, "IRN");
  const auto& denial = with_id(record, "record:cyber-ALB-2022-07-15/denied-IRN-2022-09-08");
  EXPECT_EQ(denial.coding.claims.at(0).stance, Stance::denies);
  // an answer that no act tells is an act of its own; one that an act tells is not told twice
  EXPECT_EQ(with_id(record, "record:sanction-USA-IRN-2022-09-09").coding.events.at(0).reasons.at(0).event, attack.id);
  EXPECT_THAT(record.documents, SizeIs(5));
}

TEST(Record, ASwitchSeversAndEstablishes) {
  const auto record =
      record_of("act switch HND TWN 2023-03-26\n  means to CHN; announced 2023-03-14\n  source unverified\n");
  const auto& made = record.documents.at(0);
  EXPECT_EQ(made.document.date, Date::parse("2023-03-14"));
  ASSERT_THAT(made.coding.events, SizeIs(2));
  EXPECT_EQ(made.coding.events[0].move->kind, MoveKind::establish);
  EXPECT_EQ(made.coding.events[0].actors.at(1).id, "CHN");
  EXPECT_EQ(made.coding.events[1].move->kind, MoveKind::switch_recognition);
  EXPECT_EQ(made.coding.events[1].recipients.at(0).id, "TWN");
}

TEST(Record, TheShippedFilesAreSound) {
  const auto files = record_files(kRoot / "knowledge/record");
  ASSERT_TRUE(files) << files.error().describe();
  std::string mistakes;
  for (const auto& each : check_record(*files, shipped_world())) mistakes += each.describe() + "\n";
  EXPECT_EQ(mistakes, "");
  const auto record = read_record(*files, shipped_world(), ontology());
  ASSERT_TRUE(record) << record.error().describe();
  EXPECT_GT(record->acts, 800u);
  std::set<std::string> ids;
  for (const auto& each : record->documents) {
    EXPECT_TRUE(is_recorded(each.document.id));
    EXPECT_TRUE(ids.insert(each.document.id).second) << each.document.id;
    for (const auto& event : each.coding.events) EXPECT_NE(event.quad_code, 0) << event.text;
  }
}

TEST(Record, AMissingFileIsOneError) {
  const std::vector<std::filesystem::path> files = {"/nowhere/at/all.record"};
  EXPECT_THAT(check_record(files, shipped_world()), SizeIs(1));
  EXPECT_FALSE(read_record(files, shipped_world(), ontology()));
}

}  // namespace
}  // namespace demarche
