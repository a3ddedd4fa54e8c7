#include "world/world.h"

#include <gmock/gmock.h>

#include "base/text_file.h"
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

TEST(World, ChecksAllOfAFileAndLooksCloser) {
  const auto folder = folder_with("a.world", "state ALB\n  name Albania\nstate IRN\n  name Iran\n");
  const auto own = folder_with("own.world",
                               "organ ALB.SPY.X\n  name X\n  sector SPI\n"
                               "office ALB head-of-state\n  holder 2000..2005 Al Bo\n  holder 2004..2008 Cy Do\n"
                               "group GRP.G\n  name G\n  host ABC\n"
                               "office IRN head-of-state\n  shared yes\n  holder 2000.. Ed Fo\n  holder 2001.. Gi Ho\n"
                               "tie alliance\n  between ALB IRN 2010..2009\n"
                               "foreign ALB\n  slip ORG.NONE Arab\n"
                               "state QQQ\n  name Q\n  codes isbn 7\n");
  std::vector<std::string> told;
  World::check(folder, std::vector{own / "own.world"}, [&](const Error& error) {
    const auto text = error.describe();
    told.push_back(text.substr(text.find("own.world")));
  });
  std::filesystem::remove_all(folder);
  std::filesystem::remove_all(own);
  EXPECT_THAT(told, testing::UnorderedElementsAre(
                        "own.world:3:10: no such sector (docs/ontology.md): 'SPI'",
                        "own.world:6:3: in an office that Al Bo holds until 2005-12-31 (line 5): 'Cy Do'",
                        "own.world:9:8: no state, organisation or group has this id: 'ABC'",
                        "own.world:15:19: a span that ends before it begins: '2010..2009'",
                        "own.world:17:8: no state, organisation or group has this id: 'ORG.NONE'",
                        "own.world:20:9: no such scheme of codes: iso2, cow, cameo or fips: 'isbn 7'"));
}

TEST(NameWords, SoundAlikeHoweverTransliterated) {
  for (const auto& [a, b] : std::vector<std::pair<std::string_view, std::string_view>>{
           {"suleymani", "soleimani"},
           {"ghadafi", "gaddafi"},
           {"khrushchev", "kruschev"},
           {"tadjikistan", "tajikistan"},
           {"azerbaidzhan", "azerbaijan"},
           {"phillipines", "philippines"},
           {"columbia", "colombia"},
           {"husayn", "hussein"},
           {"benyamin", "benjamin"},
           {"abdullah", "abdulla"},
       })
    EXPECT_EQ(sound_of(a), sound_of(b)) << a << " " << b;
  for (const auto& [a, b] : std::vector<std::pair<std::string_view, std::string_view>>{
           {"iran", "iraq"}, {"niger", "nigeria"}, {"austria", "australia"}, {"mali", "malawi"}, {"rama", "lama"}})
    EXPECT_NE(sound_of(a), sound_of(b)) << a << " " << b;
}

TEST(NameWords, EditsAreCountedUpToABound) {
  EXPECT_EQ(edits_between("trump", "turmp", 2), 1);
  EXPECT_EQ(edits_between("rama", "lama", 2), 1);
  EXPECT_EQ(edits_between("abc", "xyz", 2), 3);
  EXPECT_EQ(edits_between("a", "abcdef", 2), 3);
  EXPECT_EQ(edits_between("", "", 0), 0);
}

TEST(World, ReadsAWordThroughTheDocument) {
  const auto folder = folder_with("a.world",
                                  "state ALB\n  name Albania\n  adjective Albanian\n  metonym Tirana\n"
                                  "state GRC\n  name Greece\n  adjective Greek\n"
                                  "state IRQ\n  name Iraq\n  adjective Iraqi\n"
                                  "state KAZ\n  name Kazakhstan\n  also Republic of Kazakhstan\n"
                                  "organisation ORG.AL\n  name Arab League\n  member IRQ\n"
                                  "foreign GRC\n  also Yunanistan\n"
                                  "foreign ALB\n  slip ORG.AL Arab\n");
  const auto world = World::load(folder);
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(world) << world.error().describe();
  const auto states = world->states_in("Greece and Albania. The Greek minister saw Tirana; greece is not Iraqi.");
  EXPECT_THAT(states, ElementsAre(testing::Pair("ALB", 2), testing::Pair("GRC", 2), testing::Pair("IRQ", 1)));
  const auto meant = [&](std::string_view word, std::vector<std::string> of) {
    const auto found = world->slip(word, of, {});
    return found ? found->id : "-";
  };
  EXPECT_EQ(meant("Yunanistan", {"GRC", "ALB"}), "GRC");
  EXPECT_EQ(meant("Yunanistan", {"ALB"}), "-");
  EXPECT_EQ(meant("Arab", {"GRC", "ALB"}), "ALB");
  EXPECT_EQ(meant("Arab", {"IRQ", "ALB"}), "-");  // theirs by right
  EXPECT_EQ(meant("Albanean", {"GRC", "ALB"}), "ALB");
  EXPECT_EQ(meant("Brennicke", {"GRC", "ALB"}), "-");
  EXPECT_LT(world->slip("Arab", std::vector<std::string>{"ALB"}, {})->score, 0.6);
  EXPECT_EQ(world->resolve("Khazakhstan", {})->id, "KAZ");
  EXPECT_LT(world->resolve("Khazakhstan", {})->score, 0.7);
  EXPECT_TRUE(world->calls_itself("KAZ", "republic"));
  EXPECT_FALSE(world->calls_itself("ALB", "republic"));
}

TEST(World, TellsWhatItKnowsOfAnActor) {
  const auto& world = small_world();
  const auto tenures = world.tenures_of("IRN", Date::from(2022, 9, 7));
  ASSERT_EQ(tenures.size(), 3u);
  EXPECT_EQ(tenures[1].office + ": " + tenures[1].name, "head-of-government: Ebrahim Raisi");
  EXPECT_EQ(world.tenures_of("ALB.GOV.rama", {}).size(), 1u);
  const auto names = world.other_names("GRP.MEK");
  ASSERT_EQ(names.size(), 3u);
  EXPECT_EQ(names[0].kind, "also");
  EXPECT_TRUE(world.other_names("nobody").empty());
}

TEST(World, FindsCitiesInTheGazetteer) {
  const auto folder = folder_with("a.world", "state USA\n  name United States\nstate GBR\n  name United Kingdom\n");
  ASSERT_TRUE(write_file(folder / "places.tsv",
                         "# a table in order of its keys\n"
                         "boston\tUSA\t42.36\t-71.06\t650000\tBoston\n"
                         "dayton\tUSA\t39.76\t-84.19\t140000\tDayton\n"
                         "newport\tGBR\t51.59\t-2.99\t120000\tNewport\n"
                         "newport\tUSA\t41.49\t-71.31\t25000\tNewport\n"
                         "nowhere\tUSA\tx\t0\t1\tNowhere\n"
                         "zeal\tGBR\t50.77\t-3.90\t20000\tZéal\n"));
  const auto world = World::load(folder);
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(world) << world.error().describe();
  const auto named = [&](std::string_view name) {
    std::string text;
    for (const auto& city : world->cities_named(name)) text += city.name + " " + city.country + " ";
    return text;
  };
  EXPECT_EQ(named("Boston"), "Boston USA ");
  EXPECT_EQ(named("Zeal"), "Zéal GBR ");
  EXPECT_EQ(named("Newport"), "Newport GBR Newport USA ");  // the largest first
  EXPECT_EQ(named("Nowhere"), "");                          // a line that cannot be read
  EXPECT_EQ(named("Newpor"), "");
  EXPECT_EQ(named("Abc"), "");
  EXPECT_EQ(named("Zz"), "");
  EXPECT_DOUBLE_EQ(*world->cities_named("Dayton")[0].latitude, 39.76);
  // asked only where a place is meant, and where one city is clear
  const auto where = [&](std::string_view compact, int head) {
    const auto found = world->resolve(tree(compact), head, {});
    return found ? found->id + " " + std::string(name_of(found->kind)) : "-";
  };
  EXPECT_EQ(where("met/VERB/0/root in/ADP/3/case Dayton/PROPN/1/obl", 2), "USA city");
  EXPECT_EQ(where("Dayton/PROPN/2/nsubj spoke/VERB/0/root", 0), "-");
  EXPECT_EQ(where("met/VERB/0/root in/ADP/3/case Newport/PROPN/1/obl", 2), "-");
}

}  // namespace
}  // namespace demarche
