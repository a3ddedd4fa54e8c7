// The real knowledge/world: it loads, and what it says fits together.
#include <gmock/gmock.h>

#include <set>

#include "base/stanza_file.h"
#include "world/world.h"

namespace demarche {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge/world";

TEST(KnowledgeOfTheWorld, Loads) {
  const auto world = World::load(kFolder);
  ASSERT_TRUE(world) << world.error().describe();
}

TEST(KnowledgeOfTheWorld, FitsTogether) {
  const auto world = World::load(kFolder);
  ASSERT_TRUE(world) << world.error().describe();
  const auto files = read_stanza_folder(kFolder, ".world");
  ASSERT_TRUE(files);
  int states = 0, agents = 0, cities = 0, organs = 0;
  std::set<std::pair<std::string, std::string>> seen;
  const std::set<std::string> sectors = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "REB", "OPP",
                                         "PTY", "CRM", "BUS", "LAB", "MED", "EDU", "JRN", "NGO",
                                         "IGO", "REL", "REF", "CVL", "ELI", "ETH", "AGR", "UNK"};
  for (const auto& file : *files)
    for (const auto& stanza : file.stanzas) {
      const auto where = file.path + ":" + std::to_string(stanza.line);
      if (stanza.kind != "office" && stanza.kind != "tie" && stanza.kind != "naming") {
        EXPECT_TRUE(seen.emplace(stanza.kind, stanza.id).second) << where << " twice";
      }
      states += stanza.kind == "state", agents += stanza.kind == "agent", cities += stanza.kind == "city",
          organs += stanza.kind == "organ";
      for (const auto& line : stanza.lines) EXPECT_FALSE(line.value.empty()) << where;
      for (const auto& sector : list_of(stanza.value("sector")))
        EXPECT_TRUE(sectors.count(sector)) << where << " " << sector;
      if (stanza.kind == "state" && stanza.find("capital") && stanza.find("exists") &&
          stanza.value("exists").ends_with("..")) {
        EXPECT_TRUE(world->capital_of(stanza.id)) << where;
      }
      if (stanza.kind == "organ") {
        EXPECT_EQ(world->country_of(stanza.id), stanza.id.substr(0, 3)) << where;
      }
      if (stanza.kind != "state") continue;
      EXPECT_EQ(world->resolve(std::string(stanza.value("name")), {}).value_or(Resolution{}).id, stanza.id) << where;
      EXPECT_EQ(world->state_code(stanza.id), stanza.id) << where;
    }
  EXPECT_GE(states, 255);
  EXPECT_GE(agents, 60);
  EXPECT_GE(cities, 400);
  EXPECT_GE(organs, 200);
}

// An id that was kept for a person is his: whoever was written down after him got another.
TEST(KnowledgeOfTheWorld, KeptIdsStandForWhomTheyStood) {
  const auto world = World::load(kFolder);
  ASSERT_TRUE(world) << world.error().describe();
  const auto files = read_stanza_folder(kFolder, ".world");
  ASSERT_TRUE(files);
  int kept = 0;
  for (const auto& file : *files)
    for (const auto& stanza : file.stanzas)
      for (const auto& line : stanza.lines) {
        if (stanza.kind != "naming" || line.key != "person") continue;
        const auto space = line.value.find(' ');
        EXPECT_EQ(world->name_of(line.value.substr(0, space)), line.value.substr(space + 1))
            << file.path << ":" << line.line;
        ++kept;
      }
  EXPECT_GE(kept, 40);
}

// Of each kind of those who stand for a state, one; the number of a king makes a full name of his only one.
TEST(KnowledgeOfTheWorld, KnowsWhoStoodForAStateOnADay) {
  const auto world = World::load(kFolder);
  ASSERT_TRUE(world) << world.error().describe();
  struct Row {
    std::string_view name, on, id;
  };
  for (const auto& [name, on, id] : std::vector<Row>{
           {"Sir John Kerr", "1975-11-11", "AUS.GOV.kerr"},             // a governor-general
           {"Beatriz Merino", "2003-10-01", "PER.GOV.merino-beatriz"},  // the premier of a president
           {"Sylvie Kinigi", "1993-12-01", "BDI.GOV.kinigi"},           // one acting
           {"Emilio Massera", "1976-03-26", "ARG.GOV.massera"},         // one of a junta
           {"Murray MacLehose", "1979-03-29", "HKG.GOV.maclehose"},     // a governor
           {"Hassan II", "1980-01-01", "MAR.GOV.hassan"},
       }) {
    const auto found = world->resolve(std::string(name), Date::parse(on));
    EXPECT_EQ(found.value_or(Resolution{}).id, id) << name;
  }
  EXPECT_FALSE(world->resolve("Hassan", Date::parse("1980-01-01")));
  // Long after he left the Cayman Islands the name is somebody else's; a Secretary of State's stays his.
  EXPECT_TRUE(world->resolve("Peter Smith", Date::parse("2001-01-01")));
  EXPECT_FALSE(world->resolve("Peter Smith", Date::parse("2020-01-01")));
  EXPECT_TRUE(world->resolve("Henry Kissinger", Date::parse("2020-01-01")));
}

// Every state that exists has a capital with a known place: distances between states rest on it.
TEST(KnowledgeOfTheWorld, CapitalsLieSomewhere) {
  const auto world = World::load(kFolder);
  ASSERT_TRUE(world) << world.error().describe();
  const auto file = read_stanzas(kFolder / "states.world");
  ASSERT_TRUE(file);
  for (const auto& stanza : file->stanzas) {
    const auto* exists = stanza.find("exists");
    const bool state = world->code_of(stanza.id, "cow") != "" && (!exists || exists->value.ends_with(".."));
    if (!state) continue;
    const auto capital = world->capital_of(stanza.id);
    ASSERT_TRUE(capital) << stanza.id;
    EXPECT_TRUE(capital->latitude) << stanza.id << " " << capital->name;
  }
}

}  // namespace
}  // namespace demarche
