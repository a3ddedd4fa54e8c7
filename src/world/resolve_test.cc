#include <gmock/gmock.h>

#include "world/small_world.h"

namespace demarche {
namespace {

const Date kSeptember2022 = *Date::from(2022, 9, 7);

std::string sectors_of(const Resolution& found) {
  std::string text;
  for (const auto& sector : found.sectors) text += (text.empty() ? "" : " ") + sector;
  return text;
}

// What a bare noun phrase gives: "id sectors", or "-".
std::string seen(std::string_view phrase, std::optional<Date> on = kSeptember2022) {
  const auto found = small_world().resolve(phrase, on);
  return found ? found->id + " " + sectors_of(*found) : "-";
}

struct Row {
  std::string_view phrase, expected;
};

TEST(Resolve, BareNames) {
  for (const auto& [phrase, expected] : std::vector<Row>{
           {"ALB", "ALB GOV"},
           {"Albania", "ALB GOV"},
           {"the United States", "USA GOV"},
           {"US", "USA GOV"},
           {"U.S.", "USA GOV"},
           {"UAE", "ARE GOV"},
           {"ALBANIA", "ALB GOV"},
           {"the Islamic Republic of Iran", "IRN GOV"},
           {"DR Congo", "COD GOV"},
           {"Republic of the Congo", "COG GOV"},
           {"Bosnia-Herzegovina", "BIH GOV"},
           {"Côte d'Ivoire", "CIV GOV"},
           {"Turkiye", "TUR GOV"},
           {"Tirana", "ALB GOV"},
           {"the Kremlin", "RUS GOV"},
           {"Washington", "USA GOV"},
           {"NATO", "ORG.NATO IGO"},
           {"Nato", "ORG.NATO IGO"},
           {"UN Security Council", "ORG.UN.SC IGO"},
           {"MEK", "GRP.MEK OPP REB"},
           {"Iranians", "IRN.CVL CVL"},
           {"two Albanians", "ALB.CVL CVL"},
           {"Edi Rama", "ALB.GOV.rama GOV"},
           {"Rama", "ALB.GOV.rama GOV"},
           {"Nicolas Maduro", "VEN.GOV.maduro GOV"},
           {"Nicolás Maduro", "VEN.GOV.maduro GOV"},
           {"Xi", "CHN.GOV.xi GOV"},
           {"Assad", "SYR.GOV.assad-bashar GOV"},
           {"Bashar al Assad", "SYR.GOV.assad-bashar GOV"},
           {"Prime Minister Edi Rama", "ALB.GOV.rama GOV"},
           {"President Raisi", "IRN.GOV.raisi GOV"},
           {"Albanian Prime Minister Edi Rama", "ALB.GOV.rama GOV"},
           {"Secretary of State Antony Blinken", "USA.GOV.blinken GOV"},
           {"the Secretary of State", "USA.GOV.blinken GOV"},
           {"NATO Secretary General Jens Stoltenberg", "ORG.NATO.stoltenberg IGO"},
           {"Prime Minister of Albania Edi Rama", "ALB.GOV.rama GOV"},
           {"former President Donald Trump", "USA.GOV.trump GOV"},
           {"British Prime Minister May", "GBR.GOV.may GOV"},
           {"May", "-"},
           {"Iranian Foreign Ministry spokesman Nasser Kanani", "IRN.GOV.MFA GOV"},
           {"the Iranian foreign minister", "IRN.GOV.amirabdollahian GOV"},
           {"the German chancellor", "DEU.GOV.scholz GOV"},
           {"Iran's foreign ministry", "IRN.GOV.MFA GOV"},
           {"foreign ministry of Iran", "IRN.GOV.MFA GOV"},
           {"Iranian diplomats", "IRN.GOV.MFA GOV"},
           {"the Iranian embassy in Tirana", "IRN.GOV.MFA GOV"},
           {"the embassy in Tirana", "-"},
           {"Iran's ambassador to Albania", "IRN.GOV.MFA GOV"},
           {"the ambassador to Albania", "-"},
           {"ambassador of Iran", "IRN.GOV.MFA GOV"},
           {"U.S. officials", "USA.GOV GOV"},
           {"Turkish troops", "TUR.MIL MIL"},
           {"police in Nairobi", "KEN.COP COP"},
           {"a court in Minsk", "BLR.JUD JUD"},
           {"NATO troops", "ORG.NATO.MIL MIL IGO"},
           {"UN inspectors", "ORG.UN IGO"},
           {"EU foreign ministers", "ORG.EU IGO"},
           {"Hezbollah fighters", "GRP.HEZBOLLAH REB PTY"},
           {"the Biden administration", "USA.GOV GOV"},
           {"Iranian people", "IRN.CVL CVL"},
           {"the Russian government", "RUS.GOV GOV"},
           {"a spokesman for the Iranian foreign ministry", "IRN.GOV.MFA GOV"},
           {"Iran-backed militants", "-"},
           {"Iran's economy", "-"},
           {"US Senate", "USA.LEG.SENATE LEG"},
           {"the Senate of Nigeria", "NGA.LEG LEG"},
           {"Peru's Congress", "PER.LEG LEG"},
           {"Canadian Conservative Party", "CAN.PTY PTY"},
           {"Pentagon spokesman John Kirby", "USA.GOV.MOD GOV MIL"},
           {"Iran's Revolutionary Guards", "IRN.MIL.IRGC MIL"},
           {"head of the IRGC", "IRN.MIL.IRGC MIL"},
           {"Congolese army", "COD.MIL MIL"},
           {"Northern Ireland police", "GBR.COP COP"},
           {"turkey", "TUR GOV"},  // typed by a user
           {"the foreign minister", "-"},
           {"police", "-"},
           {"Jordan Henderson", "-"},
           {"Ahmad Raisi", "-"},
           {"Prime Minister Edi Lama", "ALB.GOV.rama GOV"},
           {"Albanian Prime Minister Lama", "ALB.GOV.rama GOV"},
           {"Iranian President Ibrahim Raissi", "IRN.GOV.raisi GOV"},
       })
    EXPECT_EQ(seen(phrase), expected) << phrase;
}

TEST(Resolve, TheDayDecides) {
  EXPECT_EQ(seen("the Iranian foreign minister", *Date::from(2018, 1, 1)), "IRN.GOV.zarif GOV");
  EXPECT_EQ(seen("the Iranian foreign minister", std::nullopt), "IRN.GOV.MFA GOV");
  EXPECT_EQ(seen("President Assad", *Date::from(1985, 1, 1)), "SYR.GOV.assad GOV");
  EXPECT_EQ(seen("the Albanian prime minister", *Date::from(2010, 1, 1)), "ALB.GOV.berisha GOV");
  EXPECT_EQ(seen("Jens Stoltenberg", *Date::from(2008, 1, 1)), "NOR.GOV.stoltenberg GOV");
  EXPECT_EQ(seen("the U.S. president", *Date::from(2019, 1, 1)), "USA.GOV.trump GOV");
}

struct TreeRow {
  std::string_view compact;
  int head;
  std::string_view expected;  // id, then the words that make the mention; "-" for nobody
};

std::string seen_in(std::string_view compact, int head) {
  const auto sentence = tree(compact);
  const auto found = small_world().resolve(sentence, head, kSeptember2022);
  if (!found) return "-";
  std::string text = found->id;
  for (const int word : found->words) text += " " + sentence.tokens[static_cast<std::size_t>(word)].form;
  return text;
}

TEST(Resolve, InTrees) {
  for (
      const auto& [compact, head, expected] : std::vector<TreeRow>{
          {"Albania/PROPN/2/nsubj cut/VERB/0/root ties/NOUN/2/obj with/ADP/5/case Iran/PROPN/3/nmod", 0, "ALB Albania"},
          {"Albania/PROPN/2/nsubj cut/VERB/0/root ties/NOUN/2/obj with/ADP/5/case Iran/PROPN/3/nmod", 4, "IRN Iran"},
          {"Albanian/ADJ/3/amod Prime/ADJ/3/amod Minister/PROPN/6/nsubj Edi/PROPN/3/flat Rama/PROPN/3/flat "
           "said/VERB/0/root",
           2, "ALB.GOV.rama Albanian Prime Minister Edi Rama"},
          {"Albanian/ADJ/3/amod Prime/ADJ/3/amod Minister/PROPN/6/nsubj Edi/PROPN/3/flat Rama/PROPN/3/flat "
           "said/VERB/0/root",
           4, "ALB.GOV.rama Albanian Prime Minister Edi Rama"},
          // the older way: the title hangs on the name
          {"Albanian/ADJ/5/amod Prime/PROPN/5/compound Minister/PROPN/5/compound Edi/PROPN/5/compound "
           "Rama/PROPN/6/nsubj said/VERB/0/root",
           4, "ALB.GOV.rama Albanian Prime Minister Edi Rama"},
          {"Iranian/ADJ/4/amod Foreign/PROPN/3/compound Ministry/PROPN/4/compound spokesman/NOUN/7/nsubj "
           "Nasser/PROPN/4/appos "
           "Kanani/PROPN/5/flat said/VERB/0/root",
           3, "IRN.GOV.MFA Iranian Foreign Ministry spokesman Nasser Kanani"},
          {"Nasser/PROPN/9/nsubj Kanani/PROPN/1/flat ,/PUNCT/5/punct a/DET/5/det spokesman/NOUN/1/appos of/ADP/8/case "
           "the/DET/8/det "
           "Kremlin/PROPN/5/nmod said/VERB/0/root",
           0, "RUS.GOV Nasser Kanani"},
          {"the/DET/3/det foreign/ADJ/3/amod minister/NOUN/9/nsubj of/ADP/5/case Iran/PROPN/3/nmod ,/PUNCT/7/punct "
           "Hossein/PROPN/3/appos "
           "Amirabdollahian/PROPN/7/flat spoke/VERB/0/root",
           2, "IRN.GOV.amirabdollahian foreign minister of Iran , Hossein Amirabdollahian"},
          {"Iran/PROPN/4/nmod:poss 's/PART/1/case foreign/ADJ/4/amod ministry/NOUN/5/nsubj denied/VERB/0/root", 3,
           "IRN.GOV.MFA Iran 's foreign ministry"},
          {"police/NOUN/4/nsubj in/ADP/3/case Nairobi/PROPN/1/nmod fired/VERB/0/root", 0, "KEN.COP police in Nairobi"},
          // "in Nairobi" belongs to the verb: whose police is not said
          {"police/NOUN/2/nsubj fired/VERB/0/root in/ADP/4/case Nairobi/PROPN/2/obl", 0, "-"},
          {"a/DET/2/det court/NOUN/5/nsubj in/ADP/4/case Minsk/PROPN/2/nmod jailed/VERB/0/root", 1,
           "BLR.JUD court in Minsk"},
          {"met/VERB/0/root in/ADP/3/case Tirana/PROPN/1/obl", 2, "ALB Tirana"},
          {"the/DET/2/det ambassador/NOUN/5/nsubj to/ADP/4/case Albania/PROPN/2/nmod left/VERB/0/root", 1, "-"},
          {"the/DET/2/det ambassador/NOUN/5/nsubj of/ADP/4/case Iran/PROPN/2/nmod left/VERB/0/root", 1,
           "IRN.GOV.MFA ambassador of Iran"},
          {"the/DET/3/det Iranian/ADJ/3/amod embassy/NOUN/6/nsubj in/ADP/5/case Tirana/PROPN/3/nmod closed/VERB/0/root",
           2, "IRN.GOV.MFA Iranian embassy"},
          {"two/NUM/3/nummod Iranian/ADJ/3/amod diplomats/NOUN/4/obj expelled/VERB/0/root", 2,
           "IRN.GOV.MFA Iranian diplomats"},
          {"Iran/PROPN/4/compound -/PUNCT/1/punct backed/VERB/4/amod militants/NOUN/5/nsubj attacked/VERB/0/root", 3,
           "-"},
          {"the/DET/2/det Iranians/PROPN/3/nsubj left/VERB/0/root", 1, "IRN.CVL Iranians"},
          {"told/VERB/0/root us/PRON/1/obj", 1, "-"},
          {"ate/VERB/0/root turkey/NOUN/1/obj", 1, "-"},
          {"the/DET/2/det economy/NOUN/5/nsubj of/ADP/4/case Iran/PROPN/2/nmod shrank/VERB/0/root", 1, "-"},
          {"U.S./PROPN/2/compound officials/NOUN/3/nsubj said/VERB/0/root", 1, "USA.GOV U.S. officials"},
          {"officials/NOUN/5/nsubj from/ADP/4/case the/DET/4/det EU/PROPN/1/nmod met/VERB/0/root", 0,
           "ORG.EU officials from the EU"},
          // a wrong arc: "United" hangs on the verb
          {"the/DET/4/det United/ADJ/4/nsubj States/PROPN/4/obj warned/VERB/0/root", 2, "USA United States"},
          {"a/DET/2/det spokesman/NOUN/8/nsubj for/ADP/6/case the/DET/6/det Albanian/ADJ/6/amod police/NOUN/2/nmod "
           "also/ADV/8/advmod "
           "spoke/VERB/0/root",
           1, "ALB.COP spokesman for the Albanian police"},
      })
    EXPECT_EQ(seen_in(compact, head), expected) << compact << " @" << head;
}

TEST(Resolve, AllOfCoordinatedNations) {
  const auto ids = [](std::string_view compact, int head) {
    std::string text;
    for (const auto& found : small_world().resolve_all(tree(compact), head, kSeptember2022)) text += found.id + " ";
    return text;
  };
  EXPECT_EQ(ids("U.S./PROPN/4/compound and/CCONJ/3/cc Israeli/ADJ/1/conj officials/NOUN/5/nsubj met/VERB/0/root", 3),
            "USA.GOV ISR.GOV ");
  EXPECT_EQ(
      ids("Iranian/ADJ/6/amod ,/PUNCT/3/punct Russian/ADJ/1/conj and/CCONJ/5/cc Chinese/ADJ/1/conj troops/NOUN/0/root",
          5),
      "IRN.MIL RUS.MIL CHN.MIL ");
  EXPECT_EQ(ids("officials/NOUN/7/nsubj of/ADP/3/case Iran/PROPN/1/nmod ,/PUNCT/5/punct Russia/PROPN/3/conj "
                "and/CCONJ/7/cc China/PROPN/3/conj met/VERB/0/root",
                0),
            "IRN.GOV RUS.GOV CHN.GOV ");
  EXPECT_EQ(ids("Iranian/ADJ/2/amod officials/NOUN/0/root and/CCONJ/4/cc diplomats/NOUN/2/conj", 1), "IRN.GOV ");
  EXPECT_EQ(ids("Iran/PROPN/0/root and/CCONJ/3/cc Russia/PROPN/1/conj", 0), "IRN ");
  EXPECT_EQ(ids("Iran/PROPN/0/root and/CCONJ/3/cc Russia/PROPN/1/conj", 2), "RUS ");
}

TEST(Resolve, SaysHowSureAndWhy) {
  const auto& world = small_world();
  const auto score = [&](std::string_view name) { return world.resolve(name, kSeptember2022)->score; };
  EXPECT_GT(score("Albania"), score("Tirana"));
  EXPECT_GT(score("Edi Rama"), score("Rama"));
  EXPECT_GT(score("Iranian troops"), score("police in Nairobi"));
  EXPECT_THAT(world.resolve("Rama", kSeptember2022)->why,
              testing::HasSubstr("family name alone: head-of-government of ALB since 2013-09-15"));
  EXPECT_EQ(world.resolve("Iranian Foreign Ministry spokesman Nasser Kanani", kSeptember2022)->name, "Nasser Kanani");
}

TEST(Resolve, AnAgentAlone) {
  const auto sentence = tree("police/NOUN/2/nsubj fired/VERB/0/root");
  const auto found = small_world().agent(sentence, 0);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, "COP");
  EXPECT_EQ(found->country, "");
  EXPECT_FALSE(small_world().agent(sentence, 1));
}

// Whatever the tree says, nothing breaks: every head of broken trees is tried.
TEST(Resolve, BrokenTreesBreakNothing) {
  for (const auto* compact :
       {"Iran/PROPN/2/flat Iraq/PROPN/1/flat", "of/ADP/2/case of/ADP/1/case", "Minister/PROPN/1/flat", "-/PUNCT/0/root",
        "'s/PART/0/root", "Iran/PROPN/9/nmod of/ADP/99/case Iran/PROPN/-5/x",
        "Prime/ADJ/2/amod Minister/PROPN/0/root of/ADP/2/case"})
    for (int head = -2; head < 4; ++head) {
      (void)small_world().resolve(tree(compact), head, {});
      (void)small_world().agent(tree(compact), head);
      (void)small_world().place(tree(compact), head);
    }
  for (const auto* name : {"", " ", "of", "of of", ",", "'s", "The", "ÿ", "President", "of Iran"})
    (void)small_world().resolve(name, {});
}

}  // namespace
}  // namespace demarche
