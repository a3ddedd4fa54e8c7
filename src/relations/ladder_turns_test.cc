// Turns by the ladder: what lasts, in which direction, and what is no turn.
#include "relations/ladder_turns.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "world/shipped_world.h"

namespace demarche {
namespace {

using testing::ElementsAre;

struct Made {
  const char *actor, *recipient, *day;
  MoveKind kind;
};

// "2010-02-03 worse ->severed": each turn of Laos and Paraguay, whose relations no tie of the world tells of.
std::vector<std::string> turns(const std::vector<Made>& moves, const char* until = "2030-01-01") {
  std::vector<Event> events;
  for (const auto& made : moves) {
    auto& event = events.emplace_back();
    event.id = event.document = "e" + std::to_string(events.size());
    event.type = "SANCTION";
    event.actors.resize(1);
    event.actors[0].id = event.actors[0].country = made.actor;
    event.recipients.resize(1);
    event.recipients[0].id = event.recipients[0].country = made.recipient;
    event.date = Period::parse(made.day);
    event.date_from = DateSource::expression;
    event.move = Move{};
    event.move->kind = made.kind;
  }
  const auto acts = acts_of(events);
  std::vector<std::string> told;
  for (const auto& turn : ladder_turns("LAO", "PRY", *Date::parse(until), acts, shipped_world()))
    told.push_back(turn.day.text() + (turn.for_the_worse ? " worse " : " better ") + turn.before + "->" + turn.after +
                   (turn.act ? "" : " by a tie"));
  return told;
}

TEST(LadderTurns, AreChangesThatLast) {
  EXPECT_THAT(turns({{"LAO", "PRY", "2010-02-03", MoveKind::sever}, {"PRY", "LAO", "2014-05-06", MoveKind::resume}}),
              ElementsAre("2010-02-03 worse ->severed", "2014-05-06 better severed->established"));
  // taken up again within a year: a crisis
  EXPECT_THAT(turns({{"LAO", "PRY", "2010-02-03", MoveKind::sever}, {"PRY", "LAO", "2010-05-06", MoveKind::resume}}),
              ElementsAre());
  // not known to last: as far as the record goes it does
  EXPECT_THAT(turns({{"LAO", "PRY", "2010-02-03", MoveKind::sever}}, "2010-02-04"),
              ElementsAre("2010-02-03 worse ->severed"));
}

TEST(LadderTurns, OneWayDownIsOne) {
  EXPECT_THAT(turns({{"LAO", "PRY", "2010-02-03", MoveKind::downgrade},
                     {"LAO", "PRY", "2010-04-03", MoveKind::close_embassy},
                     {"LAO", "PRY", "2010-06-03", MoveKind::sever}}),
              ElementsAre("2010-02-03 worse ->severed"));
  EXPECT_THAT(turns({{"LAO", "PRY", "2010-02-03", MoveKind::downgrade}, {"LAO", "PRY", "2013-06-03", MoveKind::sever}}),
              ElementsAre("2010-02-03 worse ->charge", "2013-06-03 worse charge->severed"));
}

TEST(LadderTurns, ProtestsAreNone) {
  EXPECT_THAT(turns({{"LAO", "PRY", "2010-02-03", MoveKind::recall},
                     {"PRY", "LAO", "2010-03-03", MoveKind::expel},
                     {"LAO", "PRY", "2012-03-03", MoveKind::return_ambassador}}),
              ElementsAre());
}

}  // namespace
}  // namespace demarche
