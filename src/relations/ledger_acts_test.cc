#include "relations/ledger_acts.h"

#include <gmock/gmock.h>

namespace demarche {
namespace {

using testing::SizeIs;

Event severance(const std::string& document, const std::string& actor, const std::string& recipient, int day) {
  Event event;
  event.document = document;
  event.id = "e" + document;
  event.type = "SANCTION";
  event.move = Move{};
  event.move->kind = MoveKind::sever;
  event.actors.resize(1);
  event.actors[0].id = event.actors[0].country = actor;
  event.recipients.resize(1);
  event.recipients[0].id = event.recipients[0].country = recipient;
  event.date = Period::of_day(*Date::from(2001, 5, day));
  event.date_from = DateSource::expression;
  return event;
}

// Documents "1".. of one publisher but for the last, each telling one severance.
std::unique_ptr<Ledger> ledger_of(const std::vector<Event>& events) {
  auto ledger = open_ledger(":memory:", OpenMode::write);
  if (!ledger) return {};
  for (const auto& event : events) {
    Document document;
    document.id = event.document;
    const bool last = &event == &events.back();
    document.text = last ? "The break came late in the evening, and nobody at the ministry would say more about it."
                         : "Relations are at an end, the foreign office told " + event.document + " reporters at noon.";
    document.source = last ? "Post" : "Herald";
    Coding coding;
    coding.events = {event};
    if (!(*ledger)->add(document, coding)) return {};
  }
  return std::move(*ledger);
}

TEST(LedgerActs, KnowWhereReportsComeFrom) {
  const auto ledger =
      ledger_of({severance("1", "PER", "CHL", 2), severance("2", "PER", "CHL", 2), severance("3", "PER", "CHL", 3)});
  ASSERT_TRUE(ledger);
  const auto told = read_acts(*ledger, EventQuery{});
  ASSERT_TRUE(told) << told.error().describe();
  ASSERT_THAT(told->acts, SizeIs(1));
  EXPECT_THAT(told->acts[0].reports, SizeIs(3));
  EXPECT_EQ(told->acts[0].sources, 2u);
}

TEST(LedgerActs, HoldWhatSeveralQueriesAskForOnce) {
  const auto ledger =
      ledger_of({severance("1", "PER", "CHL", 2), severance("2", "CHL", "BOL", 3), severance("3", "BOL", "PER", 4)});
  ASSERT_TRUE(ledger);
  std::vector<EventQuery> queries(2);
  queries[0].parties = {"BOL"};
  queries[1].parties = {"CHL"};
  const auto told = read_acts(*ledger, queries, [](const Event& event) { return event.document != "3"; });
  ASSERT_TRUE(told) << told.error().describe();
  ASSERT_THAT(told->events, SizeIs(2));
  EXPECT_EQ(told->events[0].document, "1");  // in the ledger's order, whichever query asked for it
  EXPECT_EQ(told->events[1].document, "2");
  EXPECT_THAT(told->acts, SizeIs(2));
}

}  // namespace
}  // namespace demarche
