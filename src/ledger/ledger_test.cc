// What every store must do, run on each: a second store joins by one line at the end.
#include "ledger/ledger.h"

#include <gmock/gmock.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>

#include "ledger/private_postgres.h"

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

class LedgerConformance : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (std::string(GetParam()) == "postgresql") {
      server = std::make_unique<PrivatePostgres>();
      if (server->address.empty()) GTEST_SKIP() << "no PostgreSQL 15 here";
      address = server->address;
    } else {
      std::string name = (std::filesystem::temp_directory_path() / "demarche-ledger-XXXXXX").string();
      ASSERT_TRUE(mkdtemp(name.data()));
      folder = name;
      address = (folder / "l").string();
    }
    ledger = open(OpenMode::write);
  }

  void TearDown() override {
    ledger.reset();
    std::error_code error;
    if (!folder.empty()) std::filesystem::remove_all(folder, error);
  }

  // One more connection to the same store.
  std::unique_ptr<Ledger> open(OpenMode mode) const {
    auto opened = open_ledger(address, mode);
    EXPECT_TRUE(opened) << opened.error().describe();
    return opened ? std::move(*opened) : nullptr;
  }

  std::string address;
  std::filesystem::path folder;
  std::unique_ptr<PrivatePostgres> server;
  std::unique_ptr<Ledger> ledger;
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
  EXPECT_EQ(ledger->documents(std::vector<std::string>{"none", "d"})->size(), 1u);
  EXPECT_EQ(ledger->documents(std::vector<std::string>{"none"})->size(), 0u);
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

TEST_P(LedgerConformance, GivesEventsPageByPage) {
  Coding first, second;
  first.events = {event_of("e1", "ALB", "IRN", "2022-09-07"), event_of("e2", "IRN", "ALB", "2018-12-19"),
                  event_of("e3", "ALB", "IRN", ""), event_of("e4", "IRN", "ALB", "2018-12-19")};
  first.events[3].sentence = 1;
  second.events = {event_of("e5", "USA", "IRN", "2018-12-19"), event_of("e6", "USA", "IRN", "")};
  for (auto& event : second.events) event.document = "b";
  ASSERT_TRUE(ledger->add(document_of("d", "x"), first));
  const auto revision = *ledger->revision();
  ASSERT_TRUE(ledger->add(document_of("b", "y"), second));
  const std::vector<std::pair<EventOrder, std::vector<std::string>>> orders = {
      {EventOrder::oldest_first, {"e5", "e2", "e4", "e1", "e6", "e3"}},
      {EventOrder::newest_first, {"e1", "e4", "e2", "e5", "e6", "e3"}},
      {EventOrder::last_added_first, {"e5", "e6", "e1", "e2", "e3", "e4"}}};
  for (const auto& [order, all] : orders)
    for (std::size_t page = 0; page <= 3; ++page) {
      EventQuery query;
      query.order = order;
      query.limit = page;
      std::vector<std::string> found;
      for (int pages = 0; pages < 7; ++pages) {
        const auto some = ledger->events(query);
        ASSERT_TRUE(some) << some.error().describe();
        if (some->empty()) break;
        if (page > 0) {
          EXPECT_LE(some->size(), page);
        }
        for (const auto& event : *some) found.push_back(event.id);
        query.after = place_of(some->back());
      }
      EXPECT_EQ(found, all) << static_cast<int>(order) << ", pages of " << page;
    }
  EventQuery news;
  news.added_after = revision;
  EXPECT_THAT(ids(ledger->events(news)), ElementsAre("e5", "e6"));
  news.parties = {"IRN"};
  news.order = EventOrder::last_added_first;
  news.limit = 1;
  EXPECT_THAT(ids(ledger->events(news)), ElementsAre("e5"));
}

TEST_P(LedgerConformance, CountsItsChanges) {
  std::int64_t before = 0;
  const auto changed = [&] {
    const auto now = *ledger->revision();
    return std::exchange(before, now) < now;
  };
  Coding coding;
  coding.events = {event_of("e1", "ALB", "IRN", "2022-09-07")};
  ASSERT_TRUE(ledger->add(document_of("d", "one"), coding));
  EXPECT_TRUE(changed());
  ASSERT_TRUE(ledger->add(document_of("d", "one"), coding));
  EXPECT_FALSE(changed());
  ASSERT_TRUE(ledger->correct({"e1", coding.events[0], {}, false, "ana", "2026-01-01T00:00:00Z"}));
  EXPECT_TRUE(changed());
  EXPECT_FALSE(*ledger->remove("none"));
  EXPECT_FALSE(changed());
  EXPECT_TRUE(*ledger->remove("d"));
  EXPECT_TRUE(changed());
  ASSERT_TRUE(ledger->import({}, "file", 0));
  EXPECT_TRUE(changed());
}

// Each thread with a connection of its own: all of a document is seen or nothing, and neither side fails.
TEST_P(LedgerConformance, IsReadWhileItIsWritten) {
  constexpr int kDocuments = 60;
  constexpr std::size_t kEvents = 5;
  std::atomic<bool> done = false;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      const auto mine = open(OpenMode::read);
      if (!mine) return;
      std::size_t last = 0;
      for (bool again = true; again;) {
        again = !done;
        const auto events = mine->events({});
        ASSERT_TRUE(events) << events.error().describe();
        EXPECT_EQ(events->size() % kEvents, 0u);
        EXPECT_GE(events->size(), last);
        last = events->size();
        const auto told = mine->search("relations", 3);
        ASSERT_TRUE(told) << told.error().describe();
      }
      EXPECT_EQ(last, kDocuments * kEvents);
    });
  for (int i = 0; i < kDocuments; ++i) {
    Coding coding;
    for (std::size_t k = 0; k < kEvents; ++k) {
      auto& event = coding.events.emplace_back(event_of("e" + std::to_string(k), "ALB", "IRN", "2022-09-07"));
      event.document = "d" + std::to_string(i);
      event.text = "Albania severed relations with Iran, number " + std::to_string(k);
    }
    const auto added = ledger->add(document_of("d" + std::to_string(i), "x"), coding);
    EXPECT_TRUE(added) << added.error().describe();
  }
  done = true;
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

TEST_P(LedgerConformance, CopiesUnderTwoNamesKeepTheirEventsApart) {
  Coding coding;
  coding.events = {event_of("e1", "ALB", "IRN", "2022-09-07")};
  ASSERT_TRUE(ledger->add(document_of("d", "one"), coding));
  coding.events[0].document = "copy";
  ASSERT_TRUE(ledger->add(document_of("copy", "one"), coding));
  EXPECT_EQ(ledger->events({})->size(), 2u);
  EXPECT_TRUE(*ledger->remove("d"));
  EXPECT_FALSE(*ledger->remove("d"));
  ASSERT_EQ(ledger->events({})->size(), 1u);
  EXPECT_EQ(ledger->events({})->front().document, "copy");
  EXPECT_THAT(*ledger->check(), IsEmpty());
}

TEST_P(LedgerConformance, KnowsOnlyWhatWasToldByThen) {
  Coding coding;
  coding.events = {event_of("e1", "ALB", "IRN", "2022-07-15")};
  auto document = document_of("d", "one");
  document.date = Date::parse("2022-09-07");
  ASSERT_TRUE(ledger->add(document, coding));
  EventQuery query;
  query.known_by = Date::parse("2022-08-01");
  EXPECT_THAT(ids(ledger->events(query)), IsEmpty());
  query.known_by = Date::parse("2022-09-07");
  EXPECT_THAT(ids(ledger->events(query)), ElementsAre("e1"));
  query.cameo = "16";
  EXPECT_THAT(ids(ledger->events(query)), ElementsAre("e1"));
  query.cameo = "17";
  EXPECT_THAT(ids(ledger->events(query)), IsEmpty());
}

TEST_P(LedgerConformance, GivesDocumentsBackOrKeepsTheRecordAlone) {
  auto document = document_of("d", "Title line.\n\nTwo.");
  document.title = "T";
  document.language = "en";
  document.paragraphs = {{0, 11, true}, {13, 17, false}};
  ASSERT_TRUE(ledger->add(document, {}));
  ASSERT_TRUE(ledger->document("d")->has_value());
  EXPECT_EQ(**ledger->document("d"), document);
  EXPECT_EQ(*ledger->add(document, {}, Keep::record_only), Added::replaced);
  EXPECT_FALSE(ledger->document("d")->has_value());
  EXPECT_FALSE(ledger->documents()->front().has_text);
  EXPECT_NE(ledger->documents()->front().fingerprint, 0u);
}

TEST_P(LedgerConformance, FindsSentencesByTheirWords) {
  Coding coding;
  coding.events = {event_of("e1", "ALB", "IRN", "2022-09-07"), event_of("e2", "IRN", "ALB", "2022-09-08")};
  coding.events[0].text = "Albania severed relations with Iran.";
  coding.events[1].text = "Iran condemned the decision of Albania.";
  coding.events[1].sentence = 3;
  ASSERT_TRUE(ledger->add(document_of("d", "x"), coding));
  const auto found = ledger->search("albania decision", 10);
  ASSERT_TRUE(found) << found.error().describe();
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().sentence, 3u);
  EXPECT_EQ(ledger->search("\"severed relations\"", 10)->size(), 1u);
  EXPECT_THAT(*ledger->search("\"relations severed\"", 10), IsEmpty());
  for (const auto* odd : {"", "AND OR (", "\"", "a* NEAR/2 -", "'; DROP TABLE event"})
    EXPECT_TRUE(ledger->search(odd, 10)) << odd;
  ASSERT_TRUE(ledger->remove("d"));
  EXPECT_THAT(*ledger->search("Albania", 10), IsEmpty());
}

TEST_P(LedgerConformance, WhatPeopleCorrectStands) {
  Coding coding;
  coding.events = {event_of("e1", "ALB", "IRN", "2022-09-07"), event_of("e2", "IRN", "ALB", "2022-09-08")};
  coding.events[0].words = {{3, 9}};
  coding.events[1].words = {{20, 24}};
  ASSERT_TRUE(ledger->add(document_of("d", "x"), coding));
  Correction rejected{"e2", coding.events[1], {}, false, "ana", "2026-01-01T00:00:00Z"};
  ASSERT_TRUE(ledger->correct(rejected));
  auto by_hand = coding.events[0];
  by_hand.id = "hand";
  by_hand.type = "ACCUSE";
  const Correction corrected{"e1", coding.events[0], by_hand, false, "ana", "2026-01-02T00:00:00Z"};
  ASSERT_TRUE(ledger->correct(corrected));
  EXPECT_THAT(ids(ledger->events({})), ElementsAre("hand"));
  // coded again by a later version, with other ids at the same words
  auto again = coding;
  again.events[0].id = "n1";
  again.events[1].id = "n2";
  EXPECT_EQ(*ledger->add(document_of("d", "x"), again), Added::replaced);
  EXPECT_THAT(ids(ledger->events({})), ElementsAre("hand"));
  EXPECT_THAT(*ledger->corrections(), ElementsAre(rejected, corrected));
  // a change of mind
  rejected.accepted = true;
  rejected.when = "2026-01-03T00:00:00Z";
  ASSERT_TRUE(ledger->correct(rejected));
  EXPECT_THAT(ids(ledger->events({})), ElementsAre("hand", "e2"));
}

FlatEvent flat_of(const std::string& id, const char* day, const std::string& actor, const std::string& recipient) {
  FlatEvent event;
  event.id = id;
  event.origin = "gdelt2";
  event.date = *Date::parse(day);
  event.actor = actor;
  event.recipient = recipient;
  event.type = "SANCTION";
  event.cameo = "161";
  event.quad_code = 4;
  event.goldstein = -4;
  event.mentions = 2;
  event.line = "a\tb\\c" + id;
  return event;
}

TEST_P(LedgerConformance, FlatEventsAreCountedByMonthOnceSettled) {
  const std::vector<FlatEvent> first = {
      flat_of("1", "2015-02-18", "USA", "RUS"), flat_of("2", "2015-02-20", "USA", "RUS"),
      flat_of("3", "2015-03-01", "RUS", "USA"), flat_of("4", "2015-03-01", "FRA", "")};
  ASSERT_TRUE(ledger->import(first, "file", 4));
  ASSERT_TRUE(ledger->settle());
  ASSERT_TRUE(ledger->import(std::vector{flat_of("5", "2015-02-21", "USA", "RUS")}, "file", 5));
  ASSERT_TRUE(ledger->settle());
  EXPECT_EQ(*ledger->imported("file"), 5);
  EXPECT_EQ(*ledger->imported("another"), 0);
  FlatQuery pair;
  pair.a = "USA", pair.b = "RUS";
  std::vector<FlatEvent> found;
  ASSERT_TRUE(ledger->flat_events(pair, [&](const FlatEvent& each) {
    found.push_back(each);
    return true;
  }));
  EXPECT_THAT(found, ElementsAre(first[0], first[1], flat_of("5", "2015-02-21", "USA", "RUS"), first[2]));
  const auto months = ledger->month_counts(pair);
  ASSERT_TRUE(months) << months.error().describe();
  EXPECT_THAT(*months, ElementsAre(MonthCount{"USA", "RUS", 2015, 2, "SANCTION", 4, 3, 6, -12, 0},
                                   MonthCount{"RUS", "USA", 2015, 3, "SANCTION", 4, 1, 2, -4, 0}));
  EXPECT_THAT(*ledger->coverage(), ElementsAre(std::pair<std::string, std::int64_t>("2015-02", 3),
                                               std::pair<std::string, std::int64_t>("2015-03", 2)));
  EXPECT_THAT(*ledger->imports(), ElementsAre(Import{"file", 5}));
  FlatQuery code;
  code.cameo = "16";
  found.clear();
  ASSERT_TRUE(ledger->flat_events(code, [&](const FlatEvent& each) {
    found.push_back(each);
    return found.size() < 3;
  }));
  EXPECT_THAT(found, ElementsAre(first[0], first[1], flat_of("5", "2015-02-21", "USA", "RUS")));
  code.cameo = "17";
  ASSERT_TRUE(ledger->flat_events(code, [&](const FlatEvent&) { return ADD_FAILURE(), true; }));
  pair.from = Date::parse("2015-03-01");
  EXPECT_EQ(ledger->month_counts(pair)->size(), 1u);
  EXPECT_THAT(*ledger->check(), IsEmpty());
}

TEST_P(LedgerConformance, FlatEventsOfAPairAndOfACountryComeByDate) {
  const std::vector<FlatEvent> rows = {
      flat_of("1", "2015-02-18", "USA", "RUS"), flat_of("2", "2015-01-20", "RUS", "USA"),
      flat_of("3", "2015-02-01", "USA", "CHN"), flat_of("4", "2015-02-17", "FRA", "USA"),
      flat_of("5", "2015-01-21", "FRA", "CHN"), flat_of("6", "2015-03-01", "USA", "USA")};
  ASSERT_TRUE(ledger->import(rows, "file", 6));
  ASSERT_TRUE(ledger->import(std::vector{flat_of("7", "2015-01-01", "USA", "")}, "another", 1));
  ASSERT_TRUE(ledger->settle());
  const auto found = [&](const FlatQuery& query) {
    std::string all;
    EXPECT_TRUE(ledger->flat_events(query, [&](const FlatEvent& event) { return all += event.id, true; }));
    return all;
  };
  FlatQuery query;
  EXPECT_EQ(found(query), "1234567");
  query.imported_from = "another";
  EXPECT_EQ(found(query), "7");
  query.imported_from = "none";
  EXPECT_EQ(found(query), "");
  query = {};
  query.a = "USA", query.b = "RUS";
  EXPECT_EQ(found(query), "21");
  query.b.clear();
  EXPECT_EQ(found(query), "723416");
  query.limit = 2;
  EXPECT_EQ(found(query), "72");
  query.b = "FRA";
  query.cameo = "16";
  EXPECT_EQ(found(query), "4");
  query.a.clear();
  query.b.clear();
  EXPECT_EQ(found(query), "72");
  query.from = Date::parse("2015-02-18");
  EXPECT_EQ(found(query), "16");
  query.from.reset();
  query.a = "USA";
  query.cameo = "17";
  EXPECT_EQ(found(query), "");
  query.cameo = "16";
  query.from = Date::parse("2015-02-01"), query.to = Date::parse("2015-02-28");
  query.limit = 0;
  EXPECT_EQ(found(query), "341");
  query.a.clear();
  query.type = "SANCTION";
  EXPECT_EQ(found(query), "341");
  query.type = "AID";
  EXPECT_EQ(found(query), "");
  query = {};
  query.a = "USA";
  EXPECT_EQ(ledger->month_counts(query)->size(), 6u);
}

// A run that ended before it settled leaves rows uncounted; two that write at a time count each row once.
TEST_P(LedgerConformance, CountsEachRowOnceWhoeverSettles) {
  const std::vector<FlatEvent> one = {flat_of("1", "2015-02-18", "USA", "RUS")},
                               two = {flat_of("2", "2015-02-19", "USA", "RUS")},
                               three = {flat_of("3", "2015-02-20", "USA", "RUS")};
  const auto counted = [&] { return ledger->coverage()->empty() ? 0 : ledger->coverage()->front().second; };
  ASSERT_TRUE(ledger->import(one, "file", 1));
  ledger = open(OpenMode::write);
  EXPECT_EQ(counted(), 0);
  EXPECT_THAT(*ledger->check(), ElementsAre(HasSubstr("not settled")));
  ASSERT_TRUE(ledger->import(two, "file", 2));
  const auto other = open(OpenMode::write);
  ASSERT_TRUE(other->settle());
  EXPECT_EQ(counted(), 2);
  ASSERT_TRUE(ledger->import(three, "file", 3));
  ASSERT_TRUE(ledger->settle());
  EXPECT_EQ(counted(), 3);
  EXPECT_EQ(*ledger->imported("file"), 3);
  EXPECT_THAT(*ledger->check(), IsEmpty());
}

TEST_P(LedgerConformance, OneIntoAnotherHoldsAllAndTwiceChangesNothing) {
  Coding coding;
  coding.events = {event_of("e1", "ALB", "IRN", "2022-09-07"), event_of("e2", "IRN", "ALB", "2022-09-08")};
  coding.events[0].words = {{3, 9}};
  auto document = document_of("d", "one");
  document.date = Date::parse("2022-09-08");
  ASSERT_TRUE(ledger->add(document, coding));
  ASSERT_TRUE(ledger->add(document_of("bare", "text that may not be kept"), {}, Keep::record_only));
  ASSERT_TRUE(ledger->correct({"e1", coding.events[0], {}, false, "ana", "2026-01-01T00:00:00Z"}));
  const std::vector<FlatEvent> rows = {flat_of("1", "2015-02-18", "USA", "RUS"), flat_of("2", "2015-02-20", "FRA", "")};
  ASSERT_TRUE(ledger->import(rows, "file", 2));
  ASSERT_TRUE(ledger->settle());
  const auto other = open_ledger(":memory:", OpenMode::write);
  ASSERT_TRUE(other);
  auto older = document;
  older.text = "an older version";
  older.date = Date::parse("2022-09-07");
  ASSERT_TRUE((*other)->add(older, {}));
  const auto merged = merge_ledgers(**other, *ledger);
  ASSERT_TRUE(merged) << merged.error().describe();
  EXPECT_EQ(merged->fresh, 1u);
  EXPECT_EQ(merged->replaced, 1u);
  EXPECT_EQ(merged->flat_events, 2);
  EXPECT_EQ(*(*other)->contents(), *ledger->contents());
  EXPECT_THAT(*(*other)->check(), IsEmpty());
  EXPECT_THAT(ids((*other)->events({})), ElementsAre("e2"));
  const auto again = merge_ledgers(**other, *ledger);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->unchanged, 2u);
  EXPECT_EQ(again->flat_events, 0);
  EXPECT_EQ(*(*other)->contents(), *ledger->contents());
}

INSTANTIATE_TEST_SUITE_P(Stores, LedgerConformance, testing::Values("sqlite", "postgresql"),
                         [](const auto& store) { return std::string(store.param); });

TEST(OpenLedger, BringsAnOldLedgerUp) {
  const auto copy = std::filesystem::temp_directory_path() / ("demarche-old-" + std::to_string(getpid()) + ".ledger");
  std::filesystem::copy_file(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "src/ledger/fixtures/version-1.ledger", copy);
  EXPECT_THAT(open_ledger(copy.string(), OpenMode::read).error().describe(), HasSubstr("ledger migrate"));
  ASSERT_TRUE(open_ledger(copy.string(), OpenMode::write));
  const auto ledger = open_ledger(copy.string(), OpenMode::read);
  ASSERT_TRUE(ledger) << ledger.error().describe();
  ASSERT_EQ((*ledger)->events({})->size(), 1u);
  EXPECT_EQ((*ledger)->events({})->front().actors.front().country, "ALB");
  EXPECT_EQ((*ledger)->search("severed", 5)->size(), 1u);
  EXPECT_TRUE((*ledger)->document("v1.txt")->has_value());
  std::filesystem::remove(copy);
}

TEST(OpenLedger, BringsOthersDataOfAnOldLedgerUp) {
  const auto copy = std::filesystem::temp_directory_path() / ("demarche-3-" + std::to_string(getpid()) + ".ledger");
  std::filesystem::copy_file(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "src/ledger/fixtures/version-3.ledger", copy);
  const auto ledger = open_ledger(copy.string(), OpenMode::write);
  ASSERT_TRUE(ledger) << ledger.error().describe();
  EXPECT_THAT(*(*ledger)->check(), IsEmpty());
  EXPECT_EQ(*(*ledger)->revision(), 1);
  EXPECT_EQ((*ledger)->events({})->size(), 1u);
  ASSERT_EQ((*ledger)->imports()->size(), 2u);
  FlatQuery query;
  query.imported_from = (*ledger)->imports()->back().file_hash;
  std::vector<FlatEvent> rows;
  ASSERT_TRUE((*ledger)->flat_events(query, [&](const FlatEvent& event) { return rows.push_back(event), true; }));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows.front().id, "100000005");
  EXPECT_EQ(rows.front().origin, "gdelt2");
  EXPECT_THAT(rows.front().line, testing::StartsWith("100000005\t" + std::to_string(rows.front().date.year())));
  std::int64_t counted = 0;
  const auto coverage = (*ledger)->coverage();
  for (const auto& [month, events] : *coverage) counted += events;
  EXPECT_EQ(counted, 8);
  ASSERT_TRUE((*ledger)->settle());
  EXPECT_EQ((*ledger)->contents()->flat_events, 8);
  std::filesystem::remove(copy);
}

TEST(OpenLedger, TellsWhatIsNoLedger) {
  const auto folder = std::filesystem::temp_directory_path() / "demarche_ledger_test";
  std::filesystem::create_directories(folder);
  const auto text = folder / "text.ledger";
  std::ofstream(text) << "This is no database at all, only a long enough line of text to be read as one.\n";
  EXPECT_THAT(open_ledger(text.string(), OpenMode::write).error().describe(), HasSubstr("text.ledger: "));
  EXPECT_THAT(open_ledger((folder / "none.ledger").string(), OpenMode::read).error().describe(),
              HasSubstr("cannot be opened"));
  EXPECT_THAT(open_ledger(folder.string(), OpenMode::write).error().describe(), HasSubstr("is a directory"));
  EXPECT_THAT(open_ledger("postgresql://me:secret@127.0.0.1:1/x", OpenMode::read).error().describe(),
              testing::AllOf(HasSubstr("cannot be reached"), testing::Not(HasSubstr("secret"))));
  for (const char* address : {"postgresql://me:secret/x@127.0.0.1:1/x", "postgresql://me:secret%zz@127.0.0.1:1/x",
                              "postgresql://127.0.0.1:1/x?user=me&password=secret"})
    EXPECT_THAT(open_ledger(address, OpenMode::read).error().describe(), testing::Not(HasSubstr("secret")));
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
