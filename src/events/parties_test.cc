// Who acts and on whom, construction by construction, coded with the shipped lexicon, world and model.
#include "events/parties.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "events/coder.h"
#include "lexicon/lexicon.h"
#include "sentences/sentences.h"
#include "world/world.h"

namespace demarche {
namespace {

const std::filesystem::path kRoot = DEMARCHE_SOURCE_DIR;

struct Shipped {
  Lexicon lexicon;
  World world;
  SentenceReader reader;
};

// Loaded once; nullptr, and the test fails, where a file is broken.
const Shipped* shipped() {
  static const auto all = [] {
    auto lexicon = Lexicon::load(kRoot / "knowledge");
    auto world = World::load(kRoot / "knowledge/world");
    auto reader = SentenceReader::load(kRoot / "models/english.model");
    return lexicon && world && reader
               ? std::make_unique<Shipped>(Shipped{std::move(*lexicon), std::move(*world), std::move(*reader)})
               : nullptr;
  }();
  return all.get();
}

std::string names_of(const std::vector<Mention>& mentions) {
  std::string names;
  for (const auto& each : mentions)
    names += (names.empty() ? "" : ", ") + (each.id.empty() ? "'" + each.text + "'" : each.id);
  return names;
}

// "TYPE actors > recipients" of each event of a text, in the order of the text.
std::vector<std::string> events_of(const Shipped& with, const std::string& text) {
  const Coder coder(with.lexicon, with.world, with.reader.irregular_forms(), "");
  const auto workspace = with.reader.workspace();
  Document document;
  document.id = "case";
  document.text = text;
  document.date = Date::from(2020, 1, 15);
  document.paragraphs = {{0, static_cast<std::uint32_t>(text.size()), false}};
  const auto coding =
      coder.code(document, {[&](const TakeSentences& take) { with.reader.split(document, take); },
                            [&](std::span<Sentence* const> some) { with.reader.parse(some, *workspace); }});
  std::vector<std::string> found;
  for (const auto& event : coding.events)
    found.push_back(event.type + " " + names_of(event.actors) + (event.reciprocal ? "" : " > ") +
                    (event.reciprocal ? "" : names_of(event.recipients)));
  return found;
}

struct Case {
  const char* why;
  std::string text, event;  // no event where it begins with "no "
};

void expect_all(const Shipped& with, const std::vector<Case>& cases) {
  for (const auto& each : cases) {
    const auto found = events_of(with, each.text);
    const bool unwanted = each.event.starts_with("no ");
    const std::string wanted = unwanted ? each.event.substr(3) : each.event;
    const bool there = std::any_of(found.begin(), found.end(), [&](const std::string& event) {
      return unwanted ? event.starts_with(wanted) : event == wanted;
    });
    std::string all;
    for (const auto& event : found) all += "\n  " + event;
    EXPECT_NE(there, unwanted) << each.why << ": " << each.text << "\nwanted " << each.event << ", coded:" << all;
  }
}

TEST(Parties, Constructions) {
  const auto* with = shipped();
  ASSERT_TRUE(with);
  expect_all(
      *with,
      {
          {"a paper says what its authors say", "Norway published a report that condemned Serbia.", "ACCUSE NOR > SRB"},
          {"a paper says what its authors say", "A Swedish report condemned Hungary.", "ACCUSE SWE > HUN"},
          {"whom a paper goes to", "Denmark sent a letter to Turkey demanding an apology.", "REQUEST DNK > TUR"},
          {"a weapon does what whoever sent it does", "Iran launched missiles that hit Iraq.", "ASSAULT IRN > IRQ"},
          {"a pronoun for a name nobody knows", "Brovik says he will ask Kenya to send doctors.",
           "REQUEST 'Brovik' > KEN"},
          {"whoever acts in a clause is not 'him' of it",
           "Ardal Brovik went home after the Kenyan government pardoned him.", "RETREAT KEN.GOV > 'Ardal Brovik'"},
          {"who is said to be responsible", "Kenya said the Taliban were responsible.", "ACCUSE KEN > GRP.TALIBAN"},
          {"a thing that a state rejects", "Georgia rejected the referendum.", "REJECT GEO > 'referendum'"},
          {"whose a thing is, though nobody knows them", "Georgia rejected a proposal from the Brovik Committee.",
           "REJECT GEO > 'Brovik Committee'"},
          {"who welcomes a call sides with whoever made it", "Chile supported the Peruvian call for a ceasefire.",
           "SUPPORT CHL > PER"},
          {"those named of many", "Canada urged neighbours such as Mexico and Cuba to send doctors.",
           "REQUEST CAN > MEX, CUB"},
          {"two nations before one noun", "Russian and Turkish officials met on Monday.", "CONSULT RUS.GOV, TUR.GOV"},
          {"or three", "Chilean, Peruvian and Fijian troops attacked Kenya.",
           "ASSAULT CHL.MIL, PER.MIL, FJI.MIL > KEN"},
          {"a sum in aid, to somebody", "Norway provided an additional $2 million in assistance to Fiji.",
           "AID NOR > FJI"},
          {"a bloc by its name", "Japan and the Brovik bloc signed an agreement.", "SUPPORT JPN, 'Brovik bloc'"},
          {"where something is taken away", "Ghana withdrew its peacekeepers from Liberia.", "SANCTION GHA > LBR"},
          {"where what is condemned happens", "Norway denounced the arrests of teachers in Belarus.",
           "ACCUSE NOR > BLR"},
          {"a nation before two nouns", "The commander was killed in a US counterterrorism operation in Syria.",
           "ASSAULT USA > SYR"},
          {"naming is no asking", "Trump called the inquiry a coup against the president.", "no REQUEST"},
          {"what a sentence includes, its subject does",
           "Norway did much for peace in Asia this year, including sending doctors to Nepal.", "AID NOR > NPL"},
          {"a city is where a bomb went off", "A Kabul car bombing wounded ten soldiers.", "no ASSAULT AFG >"},
          {"whose an embassy is, closes it", "The Finnish embassy in Lima was closed on Friday.", "SANCTION FIN > PER"},
          {"unless somebody else does", "The Finnish embassy in Lima was closed by Peru.",
           "SANCTION PER > FIN.GOV.MFA"},
          {"whose an ambassador is, recalls him", "The Finnish ambassador to Peru was recalled.", "SANCTION FIN > PER"},
          {"where to somebody is summoned", "The Finnish ambassador was summoned to the foreign ministry in Lima.",
           "ACCUSE PER.GOV.MFA > FIN.GOV.MFA"},
          {"whence diplomats are expelled", "Two Finnish diplomats were expelled from Peru.",
           "SANCTION PER > FIN.GOV.MFA"},
          {"home is where to", "Finland called its ambassador in Lima home.", "SANCTION FIN > PER"},
          {"and no name for whoever is called there",
           "Finland called its ambassador in Lima home today over the treatment of a minority.", "SANCTION FIN > PER"},
          {"of what kind a thing is", "Finland shipped drinking water to Peru.", "AID FIN > PER"},
          {"a town that nobody knows, and its country", "Chilean aircraft bombed Brovik in Norway.",
           "ASSAULT CHL.MIL > NOR"},
          {"a town of the gazetteer, its country apart", "Chilean aircraft bombed Tromso in Norway on Monday.",
           "ASSAULT CHL.MIL > NOR"},
          {"a rebel-held region is hit", "Syria continued its attacks on the rebel-held Idlib region.",
           "ASSAULT SYR > "},
      });
}

// What stands in several clauses or sentences.
TEST(Parties, AcrossClauses) {
  const auto* with = shipped();
  ASSERT_TRUE(with);
  expect_all(
      *with,
      {
          {"who did what is judged", "Norway and Peru signed a pact. Chile condemned the deal.",
           "ACCUSE CHL > NOR, PER"},
          {"a pronoun for what was done", "Norway shelled Peru. Chile, on a visit to Kenya, denounced it as illegal.",
           "ACCUSE CHL > NOR"},
          {"a pronoun for what was offered", "Norway declared a cease-fire on Monday. Peru's government rejected it.",
           "REJECT PER.GOV > NOR"},
          {"what rebels offer their own state",
           "Rebels of the Taliban declared a cease-fire on Monday. Afghanistan's government rejected it.",
           "REJECT AFG.GOV > GRP.TALIBAN"},
          {"'it' with a reason is somebody", "Norway broke the truce. Chile condemned it for the attack.",
           "ACCUSE CHL > NOR"},
          {"what a deed is called", "Norway called the Peruvian raid an act of piracy.", "ACCUSE NOR > PER"},
          {"what it is called is not done", "Norway expelled two Peruvian diplomats. Peru called the move an invasion.",
           "no ASSAULT"},
          {"as somebody else did", "Chile condemned Norway, as did Peru and Kenya.", "ACCUSE CHL, PER, KEN > NOR"},
          {"what they call it is what it is", "Norway launched what it called a limited attack on Peru.",
           "ASSAULT NOR > PER"},
          {"whoever is said to do it", "Norway says soldiers from Peru attacked its embassy.", "no ASSAULT NOR"},
          {"behind a relative clause",
           "Ecuador granted asylum to Ardal Brovik, who has been holed up in an embassy in London, and accused Britain "
           "of "
           "a plot.",
           "ACCUSE ECU > GBR"},
          {"both", "Norway's army and the Taliban signed a truce. Both sides promised to let aid into Kabul.",
           "AGREE NOR.MIL, GRP.TALIBAN > AFG"},
          {"who talked before he spoke",
           "Norway's foreign minister announced the accord after talks with Peru in Lima.",
           "CONSULT NOR.GOV.soreide, PER"},
          {"a town where something is signed", "Norway and Peru signed a truce in Cairo.", "RETREAT NOR, PER"},
          {"states protest by notes", "Norway protested against the trial in Peru.", "no PROTEST"},
          {"a threat on a condition", "Norway said it would attack Peru if its ships were seized.",
           "THREATEN NOR > PER"},
          {"who is to heed a threat", "Norway threatened to impose sanctions if Peru attacked.", "THREATEN NOR > PER"},
          {"an answer in kind is to come", "Norway said that it would respond in kind.", "THREATEN NOR > "},
          {"what will be done by who says so", "Norway said that two Peruvian diplomats would be expelled.",
           "SANCTION NOR > PER.GOV.MFA"},
          {"what is asked for by what is refused", "Norway rejected a request by Peru to extradite a minister.",
           "no COERCE"},
          {"its own soldiers", "Norway ordered its army to work with Peru.", "no REQUEST"},
          {"another's soldiers are to leave", "Niger asked France to withdraw its soldiers.", "REQUEST NER > FRA"},
          {"a state of the two halves",
           "North Korea shelled South Korea. The North's army said it would attack the South.",
           "THREATEN PRK.MIL > KOR"},
          {"whom they serve", "Hackers working for Russian intelligence attacked a ministry in Norway.",
           "no ASSAULT '"},
          {"a promise not to", "Norway promised not to attack Peru.", "AGREE NOR > PER"},
          {"the first to do it", "Norway was the first country to make peace with Peru.", "SUPPORT NOR, PER"},
          {"South America is not America", "Norway praised South America.", "no SUPPORT NOR > USA"},
      });
}

}  // namespace
}  // namespace demarche
