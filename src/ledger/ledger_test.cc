// What every store must do, run on each: a second store joins by one line at the end.
#include "ledger/ledger.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Event event_of(const std::string& id, const std::string& actor, const std::string& recipient, const char* day) {
  Event event;
  event.id = id;
  event.document = "d";
  event.type = "SANCTION";
  event.cameo = "161";
  event.actors.resize(1);
  event.actors[0].id = actor;
  event.actors[0].country = actor.substr(0, 3);
  event.recipients.resize(1);
  event.recipients[0].id = event.recipients[0].country = recipient;
  if (*day) event.date = Period::of_day(*Date::parse(day));
  return event;
}

Document document_of(const std::string& id, const std::string& text) {
  Document document;
  document.id = id;
  document.text = text;
  return document;
}

std::vector<std::string> ids(const Result<std::vector<Event>>& events) {
  std::vector<std::string> found;
  if (!events) return {events.error().describe()};
  for (const auto& event : *events) found.push_back(event.id);
  return found;
}

using Open = std::unique_ptr<Ledger> (*)();
class LedgerConformance : public testing::TestWithParam<Open> {
 protected:
  std::unique_ptr<Ledger> ledger = GetParam()();
};

TEST_P(LedgerConformance, AddingTwiceChangesNothingAndNewContentReplaces) {
  Coding coding;
  coding.events = {event_of("e1", "ALB", "IRN", "2022-09-07")};
  EXPECT_EQ(*ledger->add(document_of("d", "one"), coding), Added::fresh);
  EXPECT_EQ(*ledger->add(document_of("d", "one"), coding), Added::unchanged);
  EXPECT_THAT(ids(ledger->events({})), ElementsAre("e1"));
  coding.events[0].id = "e2";
  EXPECT_EQ(*ledger->add(document_of("d", "two"), coding), Added::replaced);
  EXPECT_THAT(ids(ledger->events({})), ElementsAre("e2"));
  EXPECT_EQ(ledger->documents()->size(), 1u);
}

TEST_P(LedgerConformance, FindsByPartyTypeAndDay) {
  Coding coding;
  coding.events = {event_of("e2", "ALB.GOV", "IRN", "2022-09-07"), event_of("e1", "IRN", "ALB", "2018-12-19"),
                   event_of("e3", "USA", "CUB", "1961-01-03"), event_of("e4", "ALB", "IRN", "")};
  coding.events[0].move = Move{};
  ASSERT_TRUE(ledger->add(document_of("d", "x"), coding));
  EventQuery query;
  query.parties = {"ALB", "IRN"};
  EXPECT_THAT(ids(ledger->events(query)), ElementsAre("e1", "e2", "e4"));
  query.to = Date::parse("2020-01-01");
  EXPECT_THAT(ids(ledger->events(query)), ElementsAre("e1"));
  query.to.reset();
  query.moves_only = true;
  EXPECT_THAT(ids(ledger->events(query)), ElementsAre("e2"));
  query = {};
  query.type = "AID";
  EXPECT_THAT(ids(ledger->events(query)), IsEmpty());
}

TEST_P(LedgerConformance, KeepsClaimsWithTheirSpeakers) {
  Coding coding;
  Claim claim;
  claim.id = "c1";
  claim.speaker.id = "IRN.GOV.MFA";
  claim.speaker.country = claim.on_behalf_of = "IRN";
  claim.about = "e1";
  coding.claims = {claim};
  ASSERT_TRUE(ledger->add(document_of("d", "x"), coding));
  ClaimQuery query;
  query.parties = {"IRN"};
  ASSERT_EQ(ledger->claims(query)->size(), 1u);
  EXPECT_EQ(ledger->claims(query)->front(), claim);
  query.about = "other";
  EXPECT_THAT(*ledger->claims(query), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Sqlite, LedgerConformance,
                         testing::Values([] { return std::move(*open_ledger(":memory:", OpenMode::write)); }));

TEST(OpenLedger, TellsWhatIsNoLedger) {
  const auto folder = std::filesystem::temp_directory_path() / "demarche_ledger_test";
  std::filesystem::create_directories(folder);
  const auto text = folder / "text.ledger";
  std::ofstream(text) << "This is no database at all, only a long enough line of text to be read as one.\n";
  EXPECT_THAT(open_ledger(text.string(), OpenMode::write).error().describe(), HasSubstr("text.ledger: "));
  EXPECT_THAT(open_ledger((folder / "none.ledger").string(), OpenMode::read).error().describe(),
              HasSubstr("cannot be opened"));
  EXPECT_THAT(open_ledger(folder.string(), OpenMode::write).error().describe(), HasSubstr("is a directory"));
  EXPECT_THAT(open_ledger("postgresql://localhost/x", OpenMode::read).error().describe(),
              HasSubstr("no PostgreSQL store"));
  const auto kept = folder / "kept.ledger";
  std::filesystem::remove(kept);
  {
    const auto ledger = open_ledger(kept.string(), OpenMode::write);
    ASSERT_TRUE(ledger) << ledger.error().describe();
    ASSERT_TRUE((*ledger)->add(document_of("d", "x"), {}));
  }
  const auto again = open_ledger(kept.string(), OpenMode::read);
  ASSERT_TRUE(again) << again.error().describe();
  EXPECT_EQ((*again)->documents()->size(), 1u);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace demarche
