// Others' event data on every store, and one store put into another.
#include "ledger/conformance.h"

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

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

}  // namespace
}  // namespace demarche
