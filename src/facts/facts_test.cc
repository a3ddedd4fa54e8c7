// Standing facts from sentences given as trees: what is read, and what is left.
#include "facts/facts.h"

#include <gtest/gtest.h>

#include <charconv>

#include "base/stanza_file.h"
#include "world/shipped_world.h"

namespace demarche {
namespace {

const std::filesystem::path kKnowledge = std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge";

// "Finland/PROPN/2/nsubj joined/VERB/0/root/join": form, part of speech, head from 1, relation, lemma where it is not
// the form.
Sentence tree(std::string_view compact) {
  Sentence sentence;
  for (const auto& word : list_of(compact, ' ')) {
    const auto fields = list_of(word, '/');
    Token token;
    token.form = fields[0];
    token.lemma = fields.size() > 4 ? fields[4] : fields[0];
    token.upos = upos_named(fields[1]);
    int head = 0;
    std::from_chars(fields[2].data(), fields[2].data() + fields[2].size(), head);
    token.head = head - 1;
    token.deprel = fields[3];
    sentence.tokens.push_back(std::move(token));
  }
  return sentence;
}

std::string shown(const StandingFact& fact) {
  static constexpr std::array kTimes = {"holds", "begins", "since", "ends"};
  std::string text(name_of(fact.kind));
  text += " " + fact.subject + " " + fact.object + " " + kTimes[static_cast<std::size_t>(fact.time)];
  if (fact.when) text += " " + fact.when->begin.text();
  if (!fact.office.empty()) text += " '" + fact.office + "'";
  return text + (fact.negated ? " not" : "") + (fact.former ? " former" : "");
}

TEST(StandingFacts, AreReadFromTheTree) {
  const auto words = FactWords::load(kKnowledge / "facts" / "standing.facts");
  ASSERT_TRUE(words) << words.error().describe();
  const struct {
    const char *on, *sentence, *fact;
  } kTable[] = {
      {"2023-05-01", "Finland/PROPN/2/nsubj joined/VERB/0/root/join NATO/PROPN/2/obj in/ADP/5/case 2023/NUM/2/obl",
       "member FIN ORG.NATO begins 2023-01-01"},
      {"2020-05-01", "Britain/PROPN/2/nsubj left/VERB/0/root/leave the/DET/5/det European/ADJ/5/amod Union/PROPN/2/obj",
       "member GBR ORG.EU ends"},
      {"2023-05-01",
       "Sweden/PROPN/5/nsubj is/AUX/5/cop/be not/PART/5/advmod a/DET/5/det member/NOUN/0/root of/ADP/7/case "
       "NATO/PROPN/5/nmod",
       "member SWE ORG.NATO holds not"},
      {"2023-05-01", "Sweden/PROPN/3/nsubj may/AUX/3/aux join/VERB/0/root NATO/PROPN/3/obj", ""},
      {"1973-11-12",
       "Golda/PROPN/9/nsubj Meir/PROPN/1/flat ,/PUNCT/1/punct the/DET/7/det Israeli/ADJ/7/amod foreign/ADJ/7/amod "
       "minister/NOUN/1/appos ,/PUNCT/1/punct spoke/VERB/0/root/speak",
       "office ISR.GOV.meir ISR holds 'Israeli foreign minister'"},
      {"2023-04-11",
       "Charles/PROPN/11/nsubj Michel/PROPN/1/flat ,/PUNCT/1/punct the/DET/5/det president/NOUN/1/appos of/ADP/9/case "
       "the/DET/9/det European/ADJ/9/amod Commission/PROPN/5/nmod ,/PUNCT/1/punct spoke/VERB/0/root/speak",
       "office ORG.EU.michel ORG.EU holds 'president of the European Commission'"},
      {"2019-04-11",
       "Boris/PROPN/9/nsubj Johnson/PROPN/1/flat ,/PUNCT/1/punct the/DET/7/det former/ADJ/7/amod British/ADJ/7/amod "
       "minister/NOUN/1/appos ,/PUNCT/1/punct spoke/VERB/0/root/speak",
       "office GBR.GOV.johnson GBR holds 'British former minister' former"},
      {"2019-09-10",
       "Prime/ADJ/2/amod Minister/PROPN/3/nmod:desc Boris/PROPN/5/nsubj Johnson/PROPN/3/flat spoke/VERB/0/root/speak",
       "office GBR.GOV.johnson GBR holds 'prime minister of United Kingdom'"},
      {"2019-09-10",
       "Turkish/ADJ/2/amod President/PROPN/3/nmod:desc Angela/PROPN/5/nsubj Merkel/PROPN/3/flat "
       "spoke/VERB/0/root/speak",
       "office DEU.GOV.merkel TUR holds 'Turkish president'"},
      // a title that nobody holds is none of the record's; of two titles each has an owner of its own
      {"2019-09-10", "General/PROPN/2/nmod:desc Boris/PROPN/4/nsubj Johnson/PROPN/2/flat spoke/VERB/0/root/speak", ""},
      {"2019-07-10",
       "chairperson/NOUN/2/compound President/PROPN/3/nmod:desc Abdel/PROPN/6/nsubj Fattah/PROPN/3/flat "
       "el-Sisi/PROPN/3/flat spoke/VERB/0/root/speak",
       ""},
      // the parser hung "capital" on the verb: the name before the comma
      {"2021-09-21",
       "In/ADP/2/case Casablanca/PROPN/11/obl ,/PUNCT/5/punct the/DET/5/det capital/NOUN/11/nsubj of/ADP/7/case "
       "Morocco/PROPN/5/nmod ,/PUNCT/5/punct few/ADJ/10/amod shops/NOUN/11/nsubj opened/VERB/0/root/open",
       "capital Casablanca MAR holds"},
      {"2012-09-10",
       "Iran/PROPN/2/nsubj has/VERB/0/root/have no/DET/5/det diplomatic/ADJ/5/amod relations/NOUN/2/obj/relation "
       "with/ADP/7/case Canada/PROPN/5/nmod",
       "relations IRN CAN holds not"},
  };
  for (const auto& row : kTable) {
    std::string found;
    for (const auto& fact :
         standing_facts(tree(row.sentence), 0, row.sentence, Date::parse(row.on), *words, shipped_world()))
      found += (found.empty() ? "" : "; ") + shown(fact);
    EXPECT_EQ(found, row.fact) << row.sentence;
  }
}

TEST(FactWords, TellSuperlatives) {
  const auto words = FactWords::load(kKnowledge / "facts" / "standing.facts");
  ASSERT_TRUE(words) << words.error().describe();
  EXPECT_EQ(words->superlative_in("It was the first time that a state did so.").kind, Superlative::first);
  EXPECT_EQ(words->superlative_in("It was the largest expulsion since 1971.").kind, Superlative::count);
  EXPECT_EQ(words->superlative_in("The first secretary left.").kind, Superlative::none);
}

}  // namespace
}  // namespace demarche
