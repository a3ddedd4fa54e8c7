// What mending makes of a tree.
#include "events/mend.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "events/hand_made_tree.h"

namespace demarche {
namespace {

const Lexicon& lexicon() {
  static const auto loaded = Lexicon::load(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge");
  if (!loaded) ADD_FAILURE() << loaded.error().describe();
  return *loaded;
}

// Whether each word's way up ends at a root within as many steps as there are words.
bool is_tree(const Sentence& sentence) {
  for (const auto& token : sentence.tokens) {
    int at = token.head;
    for (std::size_t steps = 0; at >= 0; ++steps, at = sentence.tokens[static_cast<std::size_t>(at)].head)
      if (steps > sentence.tokens.size()) return false;
  }
  return true;
}

// "attacked the rebel - held region" and "citizens or US - affiliated staff", whose parts stand close together.
Sentence joined(Sentence sentence, std::size_t hyphen) {
  auto& tokens = sentence.tokens;
  tokens[hyphen].begin = tokens[hyphen - 1].end;
  tokens[hyphen].end = tokens[hyphen + 1].begin = tokens[hyphen].begin + 1;
  return sentence;
}

TEST(Mend, HyphenedParticipleIsAnAdjective) {
  auto sentence = joined(tree_of({{"Syria", "Syria", "PROPN", "NNP", "2", "nsubj"},
                                  {"attacked", "attack", "VERB", "VBD", "0", "root"},
                                  {"rebel", "rebel", "NOUN", "NN", "2", "obj"},
                                  {"-", "-", "PUNCT", "HYPH", "3", "punct"},
                                  {"held", "hold", "VERB", "VBN", "2", "ccomp"},
                                  {"towns", "town", "NOUN", "NNS", "5", "obj"}}),
                         3);
  mend(sentence, lexicon());
  EXPECT_EQ(sentence.tokens[5].head, 1);
  EXPECT_EQ(sentence.tokens[5].deprel, "obj");
  EXPECT_EQ(sentence.tokens[4].head, 5);
  EXPECT_EQ(sentence.tokens[4].deprel, "amod");
}

TEST(Mend, ClosesNoCircle) {
  auto sentence = joined(tree_of({{"whether", "whether", "SCONJ", "IN", "6", "mark"},
                                  {"citizens", "citizen", "NOUN", "NNS", "6", "nsubj"},
                                  {"or", "or", "CCONJ", "CC", "4", "cc"},
                                  {"US", "US", "PROPN", "NNP", "2", "conj"},
                                  {"-", "-", "PUNCT", "HYPH", "4", "punct"},
                                  {"affiliated", "affiliate", "VERB", "VBD", "0", "root"},
                                  {"staff", "staff", "NOUN", "NN", "6", "obj"}}),
                         4);
  const auto before = sentence;
  mend(sentence, lexicon());
  EXPECT_EQ(sentence, before);
}

TEST(Mend, WhatIsCalledStandsForWhat) {
  auto sentence = tree_of({{"Israel", "Israel", "PROPN", "NNP", "2", "nsubj"},
                           {"launched", "launch", "VERB", "VBD", "0", "root"},
                           {"what", "what", "PRON", "WP", "2", "obj"},
                           {"it", "it", "PRON", "PRP", "5", "nsubj"},
                           {"called", "call", "VERB", "VBD", "3", "acl:relcl"},
                           {"an", "a", "DET", "DT", "7", "det"},
                           {"operation", "operation", "NOUN", "NN", "5", "obj"}});
  mend(sentence, lexicon());
  EXPECT_EQ(sentence.tokens[6].head, 1);
  EXPECT_EQ(sentence.tokens[6].deprel, "obj");
  EXPECT_EQ(sentence.tokens[4].head, 6);
}

TEST(Mend, SecondObjectOfNamingIsComplement) {
  auto sentence = tree_of({{"Albania", "Albania", "PROPN", "NNP", "2", "nsubj"},
                           {"called", "call", "VERB", "VBD", "0", "root"},
                           {"the", "the", "DET", "DT", "4", "det"},
                           {"deal", "deal", "NOUN", "NN", "2", "obj"},
                           {"a", "a", "DET", "DT", "6", "det"},
                           {"failure", "failure", "NOUN", "NN", "2", "obj"}});
  mend(sentence, lexicon());
  EXPECT_EQ(sentence.tokens[3].deprel, "obj");
  EXPECT_EQ(sentence.tokens[5].deprel, "xcomp");
}

TEST(Mend, NounBeforeToldClauseIsItsSubject) {
  auto sentence = tree_of({{"Estonia", "Estonia", "PROPN", "NNP", "2", "nsubj"},
                           {"says", "say", "VERB", "VBZ", "0", "root"},
                           {"hackers", "hacker", "NOUN", "NNS", "2", "obj"},
                           {"struck", "strike", "VERB", "VBD", "2", "ccomp"},
                           {"ministries", "ministry", "NOUN", "NNS", "4", "obj"}});
  mend(sentence, lexicon());
  EXPECT_EQ(sentence.tokens[2].head, 3);
  EXPECT_EQ(sentence.tokens[2].deprel, "nsubj");
}

TEST(Mend, WhatStandsBeforeASpanOfTimeIsActedOn) {
  auto sentence = tree_of({{"Chad", "Chad", "PROPN", "NNP", "2", "nsubj"},
                           {"expelled", "expel", "VERB", "VBD", "0", "root"},
                           {"a", "a", "DET", "DT", "5", "det"},
                           {"diplomat", "diplomat", "NOUN", "NN", "5", "compound"},
                           {"hours", "hour", "NOUN", "NNS", "8", "obl:unmarked"},
                           {"after", "after", "SCONJ", "IN", "8", "mark"},
                           {"Mali", "Mali", "PROPN", "NNP", "8", "nsubj"},
                           {"did", "do", "VERB", "VBD", "2", "advcl"}});
  mend(sentence, lexicon());
  EXPECT_EQ(sentence.tokens[3].head, 1);
  EXPECT_EQ(sentence.tokens[3].deprel, "obj");
  EXPECT_EQ(sentence.tokens[2].head, 3);
  EXPECT_EQ(sentence.tokens[4].head, 7);
}

TEST(Mend, SecondOfTwoSubjectsSideBySideIsTheName) {
  auto sentence = tree_of({{"the", "the", "DET", "DT", "2", "det"},
                           {"group", "group", "NOUN", "NN", "4", "nsubj"},
                           {"Hamas", "Hamas", "PROPN", "NNP", "4", "nsubj"},
                           {"attacked", "attack", "VERB", "VBD", "0", "root"}});
  mend(sentence, lexicon());
  EXPECT_EQ(sentence.tokens[2].head, 1);
  EXPECT_EQ(sentence.tokens[2].deprel, "appos");
}

TEST(Mend, NounBetweenAfterAndAVerbIsItsSubject) {
  auto sentence = tree_of({{"Chad", "Chad", "PROPN", "NNP", "2", "nsubj"},
                           {"protested", "protest", "VERB", "VBD", "0", "root"},
                           {"after", "after", "SCONJ", "IN", "5", "mark"},
                           {"gunmen", "gunman", "NOUN", "NNS", "5", "obl"},
                           {"fired", "fire", "VERB", "VBD", "2", "advcl"}});
  mend(sentence, lexicon());
  EXPECT_EQ(sentence.tokens[3].deprel, "nsubj");
}

TEST(Mend, AgainstIsNoPartOfAName) {
  auto sentence = tree_of({{"Peru", "Peru", "PROPN", "NNP", "2", "nsubj"},
                           {"filed", "file", "VERB", "VBD", "0", "root"},
                           {"complaints", "complaint", "NOUN", "NNS", "2", "obj"},
                           {"with", "with", "ADP", "IN", "5", "case"},
                           {"Interpol", "Interpol", "PROPN", "NNP", "2", "obl"},
                           {"against", "against", "ADP", "IN", "7", "case"},
                           {"Chile", "Chile", "PROPN", "NNP", "5", "nmod"}});
  mend(sentence, lexicon());
  EXPECT_EQ(sentence.tokens[6].head, 1);
}

TEST(Mend, HyphenedPhraseIsAnAdjective) {
  auto sentence = joined(joined(tree_of({{"Moscow", "Moscow", "PROPN", "NNP", "2", "nsubj"},
                                         {"promised", "promise", "VERB", "VBD", "0", "root"},
                                         {"tit", "tit", "NOUN", "NN", "2", "obj"},
                                         {"-", "-", "PUNCT", "HYPH", "7", "punct"},
                                         {"for", "for", "ADP", "IN", "7", "case"},
                                         {"-", "-", "PUNCT", "HYPH", "5", "punct"},
                                         {"tat", "tat", "NOUN", "NN", "8", "compound"},
                                         {"moves", "move", "NOUN", "NNS", "2", "obl"}}),
                                3),
                         5);
  mend(sentence, lexicon());
  EXPECT_EQ(sentence.tokens[7].deprel, "obj");
  EXPECT_EQ(sentence.tokens[2].head, 7);
  EXPECT_EQ(sentence.tokens[6].head, 7);
}

TEST(Mend, AsDidAddsToTheSubject) {
  auto sentence = tree_of({{"Qatar", "Qatar", "PROPN", "NNP", "2", "nsubj"},
                           {"condemned", "condemn", "VERB", "VBD", "0", "root"},
                           {"Iran", "Iran", "PROPN", "NNP", "2", "obj"},
                           {",", ",", "PUNCT", ",", "6", "punct"},
                           {"as", "as", "SCONJ", "IN", "6", "mark"},
                           {"did", "do", "VERB", "VBD", "2", "advcl"},
                           {"Kuwait", "Kuwait", "PROPN", "NNP", "6", "obj"}});
  mend(sentence, lexicon());
  EXPECT_EQ(sentence.tokens[6].head, 0);
  EXPECT_EQ(sentence.tokens[6].deprel, "conj");
}

TEST(Mend, RelativeClauseEndsAtItsComma) {
  auto sentence = tree_of({{"Ecuador", "Ecuador", "PROPN", "NNP", "2", "nsubj"},
                           {"sheltered", "shelter", "VERB", "VBD", "0", "root"},
                           {"Assange", "Assange", "PROPN", "NNP", "2", "obj"},
                           {",", ",", "PUNCT", ",", "6", "punct"},
                           {"who", "who", "PRON", "WP", "6", "nsubj"},
                           {"fled", "flee", "VERB", "VBD", "3", "acl:relcl"},
                           {",", ",", "PUNCT", ",", "9", "punct"},
                           {"and", "and", "CCONJ", "CC", "9", "cc"},
                           {"accused", "accuse", "VERB", "VBD", "6", "conj"},
                           {"Britain", "Britain", "PROPN", "NNP", "9", "obj"}});
  mend(sentence, lexicon());
  EXPECT_EQ(sentence.tokens[8].head, 1);
  EXPECT_EQ(sentence.tokens[8].deprel, "conj");
}

// Whatever the parser says: random trees over words that the rules look for.
TEST(Mend, KeepsATreeATree) {
  const std::vector<std::array<std::string, 4>> words = {{"minister", "minister", "NOUN", "NN"},
                                                         {"Iran", "Iran", "PROPN", "NNP"},
                                                         {"US", "US", "PRON", "PRP"},
                                                         {"said", "say", "VERB", "VBD"},
                                                         {"told", "tell", "VERB", "VBD"},
                                                         {"condemned", "condemn", "VERB", "VBD"},
                                                         {"demanding", "demand", "VERB", "VBG"},
                                                         {"held", "hold", "VERB", "VBN"},
                                                         {"expel", "expel", "VERB", "VB"},
                                                         {"is", "be", "AUX", "VBZ"},
                                                         {"to", "to", "PART", "TO"},
                                                         {"that", "that", "SCONJ", "IN"},
                                                         {"what", "what", "PRON", "WP"},
                                                         {"who", "who", "PRON", "WP"},
                                                         {"called", "call", "VERB", "VBD"},
                                                         {"and", "and", "CCONJ", "CC"},
                                                         {"did", "do", "VERB", "VBD"},
                                                         {"home", "home", "NOUN", "NN"},
                                                         {"two", "two", "NUM", "CD"},
                                                         {"years", "year", "NOUN", "NNS"},
                                                         {",", ",", "PUNCT", ","},
                                                         {"-", "-", "PUNCT", "HYPH"},
                                                         {"as", "as", "ADP", "IN"},
                                                         {"baseless", "baseless", "ADJ", "JJ"},
                                                         {"shipped", "ship", "VERB", "VBD"}};
  const std::vector<std::string> relations = {"nsubj", "obj",  "obl",    "ccomp", "xcomp",     "advcl",     "acl",
                                              "conj",  "cop",  "case",   "mark",  "appos",     "compound",  "amod",
                                              "punct", "root", "nummod", "aux",   "parataxis", "acl:relcl", "cc"};
  std::mt19937_64 random(20);
  for (int round = 0; round < 20000; ++round) {
    const std::size_t size = 2 + random() % 11;
    std::vector<std::array<std::string, 6>> rows;
    std::vector<std::size_t> order(size);  // each word hangs on one before it in this order
    for (std::size_t i = 0; i < size; ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    for (std::size_t i = 0; i < size; ++i) {
      const auto& word = words[random() % words.size()];
      rows.push_back({word[0], word[1], word[2], word[3], "0", "root"});
    }
    for (std::size_t i = 1; i < size; ++i) {
      rows[order[i]][4] = std::to_string(order[random() % i] + 1);
      rows[order[i]][5] = relations[random() % relations.size()];
    }
    auto sentence = tree_of(rows);
    for (std::size_t i = 1; i + 1 < size; ++i)
      if (rows[i][0] == "-") sentence = joined(std::move(sentence), i);
    mend(sentence, lexicon());
    ASSERT_TRUE(is_tree(sentence)) << "round " << round;
  }
}

}  // namespace
}  // namespace demarche
