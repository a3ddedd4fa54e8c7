#include "relations/acts.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

struct Told {
  const char* document;
  const char* actor;
  const char* recipient;  // "" : not told
  const char* day;        // "": not told
  const char* what;       // a move, or a type of event
  const char* text = "";
  int count = 0;
  const char* rank = "";
  const char* place = "";
};

Mention mention_of(const std::string& id) {
  Mention mention;
  mention.id = id;
  if (id.size() >= 3) mention.country = id.substr(0, 3);
  mention.name = mention.country == "PER" ? "Peru" : mention.country == "CHL" ? "Chile" : mention.country;
  return mention;
}

Event event_of(const Told& told) {
  Event event;
  event.document = told.document;
  event.id = std::string("e") + told.document;
  if (*told.actor) event.actors = {mention_of(told.actor)};
  if (*told.recipient) event.recipients = {mention_of(told.recipient)};
  event.date = Period::parse(told.day);
  event.date_from = DateSource::expression;
  event.text = told.text;
  if (const auto move = move_named(told.what)) {
    event.type = "SANCTION";
    event.move = Move{};
    event.move->kind = *move;
    if (told.count) event.move->count = told.count;
    event.move->rank = told.rank;
  } else {
    event.type = told.what;
    event.quad_code = event.type == "ASSAULT" ? 4 : 3;
    if (*told.place) event.place = Place{told.place, {}, told.place, {}, {}, {}};
  }
  return event;
}

struct SameActCase {
  const char* why;
  bool same;
  Told a, b;
};

constexpr const char* kSpying = "Peru accused Chile of tapping the telephones of its negotiators";

const SameActCase kCases[] = {
    {"two reports of a move on a day",
     true,
     {"1", "PER", "CHL", "2001-05-02", "sever"},
     {"2", "PER", "CHL", "2001-05-02", "sever"}},
    {"a state and its ministry",
     true,
     {"1", "PER.GOV.MFA", "CHL", "2001-05-02", "expel"},
     {"2", "PER", "CHL", "2001-05-03", "expel"}},
    {"one side not told", true, {"1", "PER", "CHL", "2001-05-02", "sever"}, {"2", "PER", "", "2001-05-02", "sever"}},
    {"the month alone told", true, {"1", "PER", "CHL", "2001-05-02", "sever"}, {"2", "PER", "CHL", "2001-05", "sever"}},
    {"the day not told", true, {"1", "PER", "CHL", "2001-05-02", "sever"}, {"2", "PER", "CHL", "", "sever"}},
    {"an ambassador among the expelled",
     true,
     {"1", "PER", "CHL", "2001-05-02", "expel", "", 4},
     {"2", "PER", "CHL", "2001-05-02", "expel-ambassador", "", 0, "ambassador"}},
    {"about as many",
     true,
     {"1", "PER", "CHL", "2001-05-02", "expel", "", 20},
     {"2", "PER", "CHL", "2001-05-02", "expel", "", 23}},
    {"what both do, told from either side",
     true,
     {"1", "PER", "CHL", "2001-05-02", "resume"},
     {"2", "CHL", "PER", "2001-05-02", "resume"}},
    {"the same accusation",
     true,
     {"1", "PER", "CHL", "2001-05-02", "ACCUSE", kSpying},
     {"2", "PER", "CHL", "2001-05-02", "ACCUSE", "Chile tapped telephones of negotiators, Peru said"}},
    {"an attack on one town",
     true,
     {"1", "PER", "CHL", "2001-05-02", "ASSAULT", "", 0, "", "Arica"},
     {"2", "PER", "CHL", "2001-05-02", "ASSAULT", "", 0, "", "Arica"}},
    {"other days", false, {"1", "PER", "CHL", "2001-05-02", "expel"}, {"2", "PER", "CHL", "2001-05-09", "expel"}},
    {"the answer in kind",
     false,
     {"1", "PER", "CHL", "2001-05-02", "expel"},
     {"2", "CHL", "PER", "2001-05-02", "expel"}},
    {"another state", false, {"1", "PER", "CHL", "2001-05-02", "expel"}, {"2", "PER", "BOL", "2001-05-02", "expel"}},
    {"another move", false, {"1", "PER", "CHL", "2001-05-02", "expel"}, {"2", "PER", "CHL", "2001-05-02", "recall"}},
    {"2 are not 105",
     false,
     {"1", "PER", "CHL", "2001-05-02", "expel", "", 2},
     {"2", "PER", "CHL", "2001-05-02", "expel", "", 105}},
    {"an attache is no ambassador",
     false,
     {"1", "PER", "CHL", "2001-05-02", "expel", "", 1, "attache"},
     {"2", "PER", "CHL", "2001-05-02", "expel", "", 1, "ambassador"}},
    {"another accusation",
     false,
     {"1", "PER", "CHL", "2001-05-02", "ACCUSE", kSpying},
     {"2", "PER", "CHL", "2001-05-02", "ACCUSE", "Peru said Chilean trawlers fished inside forbidden waters"}},
    {"an attack on another town",
     false,
     {"1", "PER", "CHL", "2001-05-02", "ASSAULT", "", 0, "", "Arica"},
     {"2", "PER", "CHL", "2001-05-02", "ASSAULT", "", 0, "", "Iquique"}},
    {"nobody named", false, {"1", "", "", "2001-05-02", "sever"}, {"2", "", "", "2001-05-02", "sever"}},
};

TEST(Acts, AreOneWhereReportsTellTheSame) {
  for (const auto& each : kCases)
    for (const bool swapped : {false, true}) {
      std::vector<Event> events{event_of(each.a), event_of(each.b)};
      if (swapped) std::swap(events[0], events[1]);
      EXPECT_EQ(acts_of(events).size(), each.same ? 1u : 2u) << each.why;
    }
}

TEST(Acts, ATownIsNoOtherPlaceThanItsCountry) {
  auto here = event_of({"1", "PER", "CHL", "2001-05-02", "ASSAULT", "Arica was shelled"}), there = here;
  there.document = "2";
  const auto in_town = [](const char* name, double latitude) { return Place{name, {}, name, "CHL", latitude, -70}; };
  here.place = in_town("Arica", -18);
  there.place = Place{"Chile", {}, "Chile", "CHL", {}, {}};
  EXPECT_THAT(acts_of(std::vector{here, there}), SizeIs(1));
  there.place = in_town("Iquique", -20);
  EXPECT_THAT(acts_of(std::vector{here, there}), SizeIs(2));
}

TEST(Acts, ThatBothSidesDoKeepBoth) {
  const std::vector<Event> events{event_of({"1", "PER", "CHL", "2001-05-02", "resume"}),
                                  event_of({"2", "CHL", "PER", "2001-05-02", "resume"})};
  const auto acts = acts_of(events);
  ASSERT_THAT(acts, SizeIs(1));
  EXPECT_THAT(acts[0].actors, ElementsAre("PER"));
  EXPECT_THAT(acts[0].recipients, ElementsAre("CHL"));
}

TEST(Acts, CopiesAndOnePublisherAreOneSource) {
  std::vector<Event> events;
  for (const auto* document : {"1", "2", "3", "4"})
    events.push_back(event_of({document, "PER", "CHL", "2001-05-02", "sever"}));
  EXPECT_EQ(acts_of(events)[0].sources, 4u);
  const Provenances sources = {{"1", {"Herald", {}, 0xff00}},
                               {"2", {"Post", {}, 0xff01}},
                               {"3", {"Post", {}, 0x1234567890}},
                               {"4", {"", {}, 0xabcdef0123456789}}};
  EXPECT_EQ(acts_of(events, sources)[0].sources, 2u);
}

TEST(Acts, SayWhyTheyAreOne) {
  const std::vector<Event> events{event_of({"a.txt", "PER", "CHL", "2001-05-02", "expel", "", 4}),
                                  event_of({"b.txt", "PER", "CHL", "2001-05-03", "expel", "", 4})};
  const auto why = why_one_act(acts_of(events)[0]);
  ASSERT_THAT(why, SizeIs(1));
  EXPECT_EQ(why[0], "b.txt:0 with a.txt:0: a day apart; same sides; same move (expel); 4 persons in both");
}

// Reports with all kinds of gaps and near misses among few states and days, so that many could be of one act.
std::vector<Event> invented(std::size_t number, std::uint32_t seed) {
  std::mt19937 chance(seed);
  const auto one_of = [&](std::initializer_list<const char*> list) { return *(list.begin() + chance() % list.size()); };
  std::vector<Event> events;
  for (std::size_t i = 0; i < number; ++i) {
    const auto document = std::to_string(i / 3);
    auto event =
        event_of({document.c_str(), one_of({"PER", "PER.GOV.MFA", "CHL", "BOL", ""}), one_of({"CHL", "BOL", ""}),
                  one_of({"2001-05-02", "2001-05-03", "2001-05-05", "2001-05-09", "2001-05", ""}),
                  one_of({"expel", "sever", "resume", "ACCUSE", "ASSAULT"}),
                  one_of({kSpying, "Chile tapped telephones, Peru said", "trawlers fished in forbidden waters", ""}),
                  static_cast<int>(chance() % 4), "", one_of({"Arica", "Iquique", ""})});
    event.id += "-" + std::to_string(i);
    event.sentence = i % 3;
    if (chance() % 3 == 0) event.date_from = DateSource::tense;
    events.push_back(std::move(event));
  }
  return events;
}

std::string dump(const std::vector<Act>& acts) {
  std::string text;
  for (const auto& act : acts) {
    text += act.id + " " + (act.date ? act.date->begin.text() : "-") + " " + std::to_string(act.sources) + ":";
    for (const auto* report : act.reports) text += " " + report->id;
    text += "\n";
  }
  return text;
}

TEST(Acts, DoNotDependOnTheOrderOfArrival) {
  auto events = invented(120, 1);
  const auto expected = dump(acts_of(events));
  ASSERT_GT(std::count(expected.begin(), expected.end(), '\n'), 15);
  std::mt19937 chance(2);
  for (int i = 0; i < 30; ++i) {
    std::shuffle(events.begin(), events.end(), chance);
    ASSERT_EQ(dump(acts_of(events)), expected);
  }
}

}  // namespace
}  // namespace demarche
