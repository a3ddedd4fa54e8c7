#include "world/world.h"

#include <gmock/gmock.h>

#include "world/name_words.h"
#include "world/small_world.h"

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string error_of(std::string_view text) {
  const auto folder = folder_with("a.world", text);
  const auto world = World::load(folder);
  std::filesystem::remove_all(folder);
  if (world) return "";
  const auto error = world.error().describe();
  return error.substr(error.find("a.world"));
}

TEST(World, NamesThePlaceOfAMistake) {
  EXPECT_EQ(error_of("stat ALB\n  name Albania\n"), "a.world:1:1: no such kind of stanza: 'stat ALB'");
  EXPECT_EQ(error_of("state ALB\n  nam Albania\n"), "a.world:2:3: a state has no such line: 'nam'");
  EXPECT_EQ(error_of("state ALB\n  adjective Albanian\n"), "a.world:1:1: no name: 'state ALB'");
  EXPECT_EQ(error_of("state ALB\n  name A\nstate ALB\n  name B\n"), "a.world:3:1: this id is taken: 'state ALB'");
  EXPECT_EQ(error_of("state ALB\n  name A\n  codes iso2 AL; cow\n"),
            "a.world:3:18: a code is a scheme and a value, as in 'iso2 AL': 'cow'");
  EXPECT_EQ(error_of("state ALB\n  name A\noffice ALB head-of-state\n  holder  2022-13..  X Y\n"),
            "a.world:4:11: not a date or span of dates: '2022-13..'");
  EXPECT_EQ(error_of("state ALB\n  name A\noffice ALB head-of-state\n  holder  2022..2021  X Y\n"),
            "a.world:4:11: a span that ends before it begins: '2022..2021'");
  EXPECT_EQ(error_of("organisation ORG.X\n  name X\n  member  ABC 1990..\n"),
            "a.world:3:11: no state, organisation or group has this id: 'ABC'");
  EXPECT_EQ(error_of("state ALB\n  name A\ncity ALB Tirana\n  at  41.33 191.8\n"),
            "a.world:4:13: no such place on earth: '191.8'");
  EXPECT_EQ(error_of("office ALB head-of-state\n  holder 2020.. X\n"),
            "a.world:1:1: an office of no known country or organisation: 'office ALB head-of-state'");
}

TEST(World, AnEmptyFolderIsAMistake) {
  const auto folder = folder_with("a.txt", "");
  EXPECT_THAT(World::load(folder).error().describe(), HasSubstr("no file *.world here"));
  std::filesystem::remove_all(folder);
}

TEST(World, VersionFollowsTheContent) {
  const auto version_of = [](std::string_view text) {
    const auto folder = folder_with("a.world", text);
    const auto version = World::load(folder)->version();
    std::filesystem::remove_all(folder);
    return version;
  };
  const auto first = version_of("state ALB\n  name Albania\n");
  EXPECT_EQ(first.size(), 4u);
  EXPECT_EQ(first, version_of("state ALB\n  name Albania\n"));
  EXPECT_NE(first, version_of("state ALB\n  name Albanie\n"));
}

TEST(World, TheOrderOfFilesDoesNotMatter) {
  const std::string offices = "office ALB head-of-state\n  holder 2000..2001 Al Bo\n  holder 1990..1991 Cy Bo\n";
  const std::string states = "state ALB\n  name Albania\n";
  for (const auto& text : {offices + states, states + offices}) {
    const auto folder = folder_with("a.world", text);
    const auto world = World::load(folder);
    std::filesystem::remove_all(folder);
    ASSERT_TRUE(world);
    EXPECT_EQ(world->name_of("ALB.GOV.bo"), "Cy Bo");  // the earlier one keeps the short id
    EXPECT_EQ(world->name_of("ALB.GOV.bo-al"), "Al Bo");
  }
}

TEST(World, OnePersonOverAllOffices) {
  const auto folder =
      folder_with("a.world",
                  "state RUS\n  name Russia\noffice RUS head-of-state\n  holder 2000..2008 Vladimir Putin\n  holder "
                  "2012.. Vladimir "
                  "Putin\noffice RUS head-of-government\n  holder 2008..2012 V. V. Putin; Vladimir Putin\n");
  const auto world = World::load(folder);
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(world);
  for (const int year : {2001, 2010, 2020}) {
    const auto found = world->resolve("Putin", Date::from(year, 6, 1));
    ASSERT_TRUE(found) << year;
    EXPECT_EQ(found->id, "RUS.GOV.putin");
    EXPECT_NEAR(found->score, 0.7, 0.01);
  }
}

TEST(World, Codes) {
  const auto& world = small_world();
  EXPECT_EQ(world.state_code("AL"), "ALB");
  EXPECT_EQ(world.state_code("ALB"), "ALB");
  EXPECT_EQ(world.state_code("339"), "ALB");
  EXPECT_EQ(world.state_code("Republic of Albania"), "ALB");
  EXPECT_EQ(world.state_code("cote d'ivoire"), "CIV");
  EXPECT_EQ(world.state_code("AU"), "AUS");
  EXPECT_EQ(world.state_code("AU", "fips"), "AUT");
  EXPECT_EQ(world.state_code("nowhere"), "");
  EXPECT_EQ(world.code_of("IRN.GOV.MFA", "cow"), "630");
  EXPECT_EQ(world.code_of("ORG.NATO", "cow"), "");
  EXPECT_EQ(world.country_of("IRN.GOV.MFA"), "IRN");
  EXPECT_EQ(world.country_of("ORG.NATO"), "");
  EXPECT_EQ(world.country_of("ALB.GOV.rama"), "ALB");
  EXPECT_EQ(world.name_of("IRN.GOV.MFA"), "Iranian foreign ministry");
  EXPECT_EQ(world.name_of("USA.GOV.MFA"), "State Department");
  EXPECT_EQ(world.name_of("XYZ.1"), "XYZ.1");
  const auto capital = world.capital_of("ALB.GOV.rama");
  ASSERT_TRUE(capital);
  EXPECT_EQ(capital->name, "Tirana");
  EXPECT_NEAR(*capital->latitude, 41.33, 0.1);
}

TEST(World, Ties) {
  const auto lines = [](std::string_view id, std::optional<Date> on) {
    std::vector<std::string> found;
    for (const auto& tie : small_world().ties_of(id, on)) found.push_back(tie.kind + " " + tie.from + " " + tie.to);
    return found;
  };
  EXPECT_THAT(lines("GRP.MEK", Date::from(2022, 9, 7)), ElementsAre("host ALB GRP.MEK", "opposes GRP.MEK IRN"));
  EXPECT_THAT(lines("GRP.MEK", Date::from(1990, 1, 1)),
              ElementsAre("host IRQ GRP.MEK", "opposes GRP.MEK IRN", "patron IRQ GRP.MEK"));
  EXPECT_THAT(lines("ALB", Date::from(2008, 1, 1)), ElementsAre());
  EXPECT_THAT(lines("ALB", {}), ElementsAre("host ALB GRP.MEK", "member ALB ORG.NATO"));
  EXPECT_THAT(lines("BLR", {}), ElementsAre("alliance RUS BLR"));
  EXPECT_THAT(small_world().ties_of("BLR", {})[0].file, testing::StartsWith("offices.world:"));
}

TEST(World, AgentWordsByLemma) {
  for (const auto* word :
       {"troops", "troop", "minister", "court", "police", "diplomat", "charge", "embassy", "spokesman"})
    EXPECT_TRUE(small_world().is_agent_word(word)) << word;
  for (const auto* word : {"economy", "tuesday", "tie", "attack"})
    EXPECT_FALSE(small_world().is_agent_word(word)) << word;
}

TEST(World, Places) {
  const auto place = [](std::string_view compact, int head) {
    const auto found = small_world().place(tree(compact), head);
    return found ? found->name + " " + found->country + (found->latitude ? " at" : "") : "-";
  };
  EXPECT_EQ(place("in/ADP/2/case Tirana/PROPN/0/root", 1), "Tirana ALB at");
  EXPECT_EQ(place("The/DET/2/det Hague/PROPN/0/root", 1), "The Hague NLD at");
  EXPECT_EQ(place("New/PROPN/2/compound Mexico/PROPN/0/root", 1), "New Mexico USA at");
  EXPECT_EQ(place("Iran/PROPN/0/root", 0), "Iran IRN");
  EXPECT_EQ(place("table/NOUN/0/root", 0), "-");
}

TEST(NameWords, FoldedAndCut) {
  EXPECT_EQ(key_of("Côte d’Ivoire"), "cote d ivoire");
  EXPECT_EQ(key_of("Bashar al-Assad"), "bashar al assad");
  EXPECT_EQ(key_of("U.S."), "us");
  EXPECT_EQ(key_of("Erdoğan"), "erdogan");
  EXPECT_EQ(key_of("Chișinău"), "chisinau");
  EXPECT_EQ(key_of("Washington, D.C."), "washington , dc");
  EXPECT_EQ(key_of("\xff\xfe bytes"), "\xff\xfe bytes");
}

TEST(NameWords, SpelledAlike) {
  for (const auto& [a, b] : std::vector<std::pair<std::string, std::string>>{{"soleimani", "suleymani"},
                                                                             {"rama", "lama"},
                                                                             {"raisi", "raissi"},
                                                                             {"erdogan", "erdoghan"},
                                                                             {"gaddafi", "qaddafi"},
                                                                             {"zelensky", "zelenskyy"}})
    EXPECT_TRUE(spelled_alike(a, b)) << a << " " << b;
  for (const auto& [a, b] :
       std::vector<std::pair<std::string, std::string>>{{"rama", "raisi"}, {"biden", "putin"}, {"xi", "li"}})
    EXPECT_FALSE(spelled_alike(a, b)) << a << " " << b;
}

}  // namespace
}  // namespace demarche
