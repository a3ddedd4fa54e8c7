#include "desk/desk.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "desk/standing.h"
#include "record/record.h"

namespace demarche {
namespace {

const ReferenceWorks& works() {
  static const auto loaded = ReferenceWorks::load(DEMARCHE_SOURCE_DIR);
  return *loaded;
}

Event event_of(const std::string& id, const char* day, const std::string& actor, const std::string& recipient,
               const std::string& document, std::size_t sentence, MoveKind move = MoveKind::sever) {
  Event event;
  event.id = id;
  event.document = document;
  event.sentence = sentence;
  if (day) event.date = Period::of_day(*Date::parse(day));
  event.type = "SANCTION";
  event.mode = "discontinue";
  event.contexts = {"diplomatic"};
  event.cameo = "161";
  event.goldstein = -4;
  event.event_scale = -6;
  event.quad_code = 4;
  event.move.emplace().kind = move;
  for (auto [side, name] : {std::pair(&event.actors, actor), {&event.recipients, recipient}}) {
    Mention mention;
    mention.text = mention.id = mention.country = mention.name = name;
    side->push_back(mention);
  }
  event.text = "Sentence " + id;
  event.words = {{0, 4}};
  event.score = 0.5;
  return event;
}

std::unique_ptr<Ledger> ledger_with(const std::vector<Event>& events) {
  auto ledger = open_ledger(":memory:", OpenMode::write);
  std::map<std::string, Coding> by_document;
  for (const auto& event : events) by_document[event.document].events.push_back(event);
  for (const auto& [id, coding] : by_document) {
    Document document;
    document.id = id;
    document.text = "Text of " + id;
    document.source = "A paper";
    document.url = "javascript:alert(1)";
    document.date = Date::parse("2022-09-08");
    EXPECT_TRUE((*ledger)->add(document, coding));
  }
  return std::move(*ledger);
}

std::vector<std::string> ids_of(const Json& events) {
  std::vector<std::string> ids;
  for (const auto& each : events) ids.push_back(each["record"]["id"]);
  return ids;
}

TEST(Desk, PagesGoOnWhereTheyStoodWhateverComesAndGoes) {
  std::vector<Event> events = {
      event_of("e1", "2022-09-07", "ALB", "IRN", "a", 0), event_of("e2", "2022-09-07", "ALB", "IRN", "a", 1),
      event_of("e3", "2022-09-07", "ALB", "IRN", "b", 0), event_of("e4", "2020-01-01", "ALB", "IRN", "b", 1),
      event_of("e5", nullptr, "ALB", "IRN", "b", 2)};
  const auto ledger = ledger_with(events);
  const auto shelf = *Shelf::read(*ledger, works());
  EventsAsked asked;
  asked.limit = 2;
  std::vector<std::string> seen;
  for (;;) {
    const auto page = *events_of(*shelf, works(), asked);
    EXPECT_EQ(page["total"], 5);
    for (const auto& id : ids_of(page["events"])) seen.push_back(id);
    if (page["next"].is_null()) break;
    asked.after = page["next"];
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"e1", "e2", "e3", "e4", "e5"}));
  // the event that the page ended on is gone
  asked.after = key_of(event_of("e2", "2022-09-07", "ALB", "IRN", "a", 1));
  std::erase_if(events, [](const Event& each) { return each.id == "e2"; });
  const auto fewer = ledger_with(events);
  const auto later = *Shelf::read(*fewer, works());
  EXPECT_EQ(ids_of((*events_of(*later, works(), asked))["events"]), (std::vector<std::string>{"e3", "e4"}));
  asked.oldest_first = true;
  asked.after = key_of(event_of("e4", "2020-01-01", "ALB", "IRN", "b", 1));
  EXPECT_EQ(ids_of((*events_of(*later, works(), asked))["events"]), (std::vector<std::string>{"e1", "e3"}));
  for (const char* key : {"x", "~", "~~~", "2022~x~y~z", "2022-09-07~99999999999~e~d"}) {
    asked.after = key;
    EXPECT_FALSE(events_of(*later, works(), asked)) << key;
  }
}

TEST(Desk, NoAddressButOfTheWebIsGiven) {
  const auto ledger = ledger_with({event_of("e1", "2022-09-07", "ALB", "IRN", "a", 0)});
  const auto shelf = *Shelf::read(*ledger, works());
  EXPECT_EQ(Parts(*shelf, works()).document("a")["url"], "");
}

TEST(Desk, ARungLastsFromItsActToTheNext) {
  const auto ledger = ledger_with({event_of("e1", "2010-03-01", "JPN", "FJI", "a", 0, MoveKind::recall),
                                   event_of("e2", "2010-05-01", "JPN", "FJI", "a", 1, MoveKind::return_ambassador)});
  const auto shelf = *Shelf::read(*ledger, works());
  const Parts parts(*shelf, works());
  const auto spells = rungs_json(PairActs(*shelf, works(), "FJI", "JPN"), parts);
  ASSERT_GE(spells.size(), 3u) << spells.dump();
  const auto& recalled = spells[spells.size() - 2];
  EXPECT_EQ(recalled["rung"], "recalled") << spells.dump();
  EXPECT_EQ(recalled["from"], "2010-03-01");
  EXPECT_EQ(recalled["to"], "2010-04-30");
  EXPECT_EQ(recalled["act"]["told"], "Japan recalled its ambassador from Fiji");
  EXPECT_TRUE(spells.back()["to"].is_null());
}

TEST(Desk, StandingIsTheSameByTheShelfAsByTheLedger) {
  const auto files = record_files(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge" / "record");
  const auto record = read_record(*files, works().world, works().ontology);
  auto ledger = open_ledger(":memory:", OpenMode::write);
  for (const auto& each : record->documents) ASSERT_TRUE((*ledger)->add(each.document, each.coding));
  const auto shelf = *Shelf::read(**ledger, works());
  for (const auto& [a, b] : {std::pair("ALB", "IRN"), {"CHN", "USA"}, {"TWN", "USA"}, {"RUS", "UKR"}, {"DEU", "ISR"}}) {
    const PairActs some(*shelf, works(), a, b);
    for (const char* day : {"1960-01-01", "1980-01-01", "2000-01-01", "2022-09-08"})
      EXPECT_EQ(some.state(*Date::parse(day)).rung,
                pair_state(a, b, *Date::parse(day), shelf->acts, works().world).rung)
          << a << " " << b << " " << day;
  }
}

TEST(Desk, ACorrectionTakesWhatAnEventCanBe) {
  const auto machine = event_of("e1", "2022-09-07", "ALB", "IRN", "a", 0);
  const auto tried = [&](const char* patch) {
    return correction_of(machine, Decision::correct, "A. Reader", "2026-01-01T00:00:00Z", Json::parse(patch), works());
  };
  const auto consult = tried(R"({"event": ["CONSULT"], "mode": ["visit"], "move": null})");
  ASSERT_TRUE(consult) << consult.error().describe();
  EXPECT_EQ(consult->by_hand->type, "CONSULT");
  EXPECT_EQ(consult->by_hand->quad_code, 1);
  EXPECT_GT(consult->by_hand->goldstein, 0);
  EXPECT_FALSE(consult->by_hand->move);
  EXPECT_EQ(consult->by_hand->text, machine.text);
  EXPECT_NE(consult->by_hand->id, machine.id);
  EXPECT_EQ(tried(R"({"event": ["CONSULT"], "mode": ["visit"], "move": null})")->by_hand->id, consult->by_hand->id);
  for (const char* patch :
       {"{}", "[]", R"({"id": "x"})", R"({"event": ["NONE"]})", R"({"event": "SANCTION"})", R"({"cameo": "99999"})",
        R"({"actor": []})", R"({"actor": [{"country": "QQQ"}]})", R"({"actor": 3})", R"({"modality": "odd"})",
        R"({"modality": 3})", R"({"date": "2022-99-99"})", R"({"date": "2022-09-07", "enddate": "2022-09-01"})",
        R"({"move": {"kind": "odd"}})", R"({"move": 3})", R"({"negated": "x"})", R"({"goldstein": "much"})"})
    EXPECT_FALSE(tried(patch)) << patch;
  EXPECT_FALSE(correction_of(machine, Decision::reject, "A", "t", {}, works())->by_hand);
  EXPECT_TRUE(correction_of(machine, Decision::accept, "A", "t", {}, works())->accepted);
}

TEST(Desk, AMarkedTextIsTheTextCutAtItsMarks) {
  Document document;
  document.text = "Shqipëria severed ties.";
  auto event = event_of("e1", "2022-09-07", "ALB", "IRN", "a", 0);
  event.actors[0].span = Span{0, 10};
  event.words = {{11, 18}, {0, 6}};  // the second ends within a letter
  const auto marked = marked_text(document, std::vector<const Event*>{&event}, {});
  std::string text;
  for (const auto& segment : marked["text"]) text += segment["text"].get<std::string>();
  EXPECT_EQ(text, document.text);
  EXPECT_EQ(marked["text"][0]["text"], "Shqipëria");
  EXPECT_NO_THROW(marked.dump());
  EXPECT_TRUE(marked_text({}, {}, {})["text"].empty());
}

}  // namespace
}  // namespace demarche
