// Documents with what was coded of them, on every store.
#include <atomic>
#include <thread>
#include <utility>

#include "ledger/conformance.h"
#include "ledger/private_postgres.h"
#include "ledger/sql.h"

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

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

TEST_P(LedgerConformance, TellsWhatCodingAgainWouldGive) {
  auto document = document_of("d", "one");
  document.date = Date::parse("2022-09-07");
  Coding coding;
  coding.events = {event_of("e1", "ALB", "IRN", "2022-09-07")};
  coding.events[0].coder = "v1";
  const auto held = [&](const Document& asked, Keep keep, const char* coder) {
    const auto found = ledger->coded(asked, keep, coder);
    EXPECT_TRUE(found) << found.error().describe();
    return found && *found ? (*found)->events.size() : 0;
  };
  EXPECT_EQ(held(document, Keep::text, "v1"), 0u);
  ASSERT_TRUE(ledger->add(document, coding));
  EXPECT_EQ(held(document, Keep::text, "v1"), 1u);
  EXPECT_EQ(held(document, Keep::text, "v2"), 0u);
  EXPECT_EQ(held(document, Keep::record_only, "v1"), 0u);
  auto other = document;
  other.text = "another";
  EXPECT_EQ(held(other, Keep::text, "v1"), 0u);
  other = document;
  other.date = Date::parse("2022-09-08");
  EXPECT_EQ(held(other, Keep::text, "v1"), 0u);
  ASSERT_TRUE(ledger->correct({"e1", coding.events[0], {}, true, "ana", "2026-01-01T00:00:00Z"}));
  EXPECT_EQ(held(document, Keep::text, "v1"), 1u);
  ASSERT_TRUE(ledger->add(document_of("bare", "x"), {}));
  EXPECT_EQ(held(document_of("bare", "x"), Keep::text, "v1"), 0u);
}

// In one transaction, and as if they came one by one: of one id twice the later stands.
TEST_P(LedgerConformance, ManyAtOnceAreAsOneByOne) {
  const auto document = [](const std::string& id, const std::string& text, const std::string& event) {
    Coding coding;
    coding.events = {event_of(event, "ALB", "IRN", "2022-09-07")};
    coding.events[0].document = id;
    coding.events[0].text = "Albania expelled " + event;
    return stored_document(document_of(id, text), coding, Keep::text);
  };
  ASSERT_TRUE(ledger->put(document("old", "as it is", "e0")));
  ASSERT_TRUE(ledger->put(document("changed", "before", "e1")));
  const auto before = *ledger->revision();
  const std::vector<StoredDocument> all = {document("old", "as it is", "e0"), document("changed", "after", "e2"),
                                           document("a", "first", "e3"),      document("b", "x", "e4"),
                                           document("a", "second", "e5"),     document("a", "second", "e5")};
  EXPECT_THAT(*ledger->put(all), ElementsAre(Added::unchanged, Added::replaced, Added::fresh, Added::fresh,
                                             Added::replaced, Added::unchanged));
  EXPECT_EQ(*ledger->revision(), before + 4);
  EventQuery latest;
  latest.order = EventOrder::last_added_first;
  EXPECT_THAT(ids(ledger->events(latest)), ElementsAre("e5", "e4", "e2", "e0"));
  EXPECT_EQ(ledger->search("expelled", 10)->size(), 4u);
  EXPECT_THAT(*ledger->check(), IsEmpty());
  for (const auto& each : all) ASSERT_TRUE(ledger->put(each));
  EXPECT_THAT(ids(ledger->events({})), ElementsAre("e5", "e4", "e2", "e0"));  // a, b, changed, old
  std::vector<StoredDocument> many;
  for (int i = 0; i < 1500; ++i) many.push_back(document("m" + std::to_string(i), "x", "m" + std::to_string(i)));
  EXPECT_EQ(ledger->put(many)->size(), many.size());
  EXPECT_EQ(ledger->contents()->documents, 4u + many.size());
  EXPECT_THAT(*ledger->put(std::span<const StoredDocument>()), IsEmpty());
}

// One document that the store refuses is told, and takes no other with it.
TEST_P(LedgerConformance, WhatIsRefusedTakesNoOtherWithIt) {
  std::vector<StoredDocument> all;
  for (const char* id : {"a", "b", "c"}) all.push_back(stored_document(document_of(id, "x"), {}, Keep::text));
  const bool postgres = std::string(GetParam()) == "postgresql";
  const auto store = postgres ? open_postgres(address, true) : open_sqlite(address, true);
  ASSERT_TRUE((*store)->script(postgres ? "ALTER TABLE document ADD CONSTRAINT refused CHECK (id <> 'b')"
                                        : "CREATE TRIGGER refused BEFORE INSERT ON document WHEN new.id = 'b' BEGIN "
                                          "SELECT RAISE(ABORT, 'refused'); END"));
  EXPECT_FALSE(ledger->put(all));
  EXPECT_THAT(*ledger->documents(), IsEmpty());
  std::vector<bool> went;
  put_each(*ledger, all, [&](const StoredDocument&, const Result<Added>& added) {
    went.push_back(added.has_value());
    return true;
  });
  EXPECT_THAT(went, ElementsAre(true, false, true));
  EXPECT_EQ(ledger->documents()->size(), 2u);
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

INSTANTIATE_TEST_SUITE_P(Stores, LedgerConformance, testing::Values("sqlite", "postgresql"),
                         [](const auto& store) { return std::string(store.param); });

}  // namespace
}  // namespace demarche
