// Frames of each construction, on trees written by hand: word/lemma/UPOS/XPOS/head/deprel, heads counted from 1.
#include "events/frame.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "events/hand_made_tree.h"
#include "events/match.h"

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Lexicon& lexicon() {
  static const auto loaded = Lexicon::load(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge");
  if (!loaded) ADD_FAILURE() << loaded.error().describe();
  return *loaded;
}

TEST(Frame, ActiveWithCoordinatedSubjects) {
  const auto sentence = tree_of({{"Albania", "Albania", "PROPN", "NNP", "4", "nsubj"},
                                 {"and", "and", "CCONJ", "CC", "3", "cc"},
                                 {"Kosovo", "Kosovo", "PROPN", "NNP", "1", "conj"},
                                 {"severed", "sever", "VERB", "VBD", "0", "root"},
                                 {"ties", "tie", "NOUN", "NNS", "4", "obj"},
                                 {"with", "with", "ADP", "IN", "7", "case"},
                                 {"Iran", "Iran", "PROPN", "NNP", "5", "nmod"}});
  const Tree tree(sentence);
  const auto frame = frame_of(tree, 3, FormKind::verb, lexicon());
  EXPECT_THAT(frame.subjects, ElementsAre(0, 2));
  EXPECT_THAT(frame.objects, ElementsAre(4));
  ASSERT_EQ(frame.obliques.size(), 1u);  // hung on the object by the parser, lent to the verb
  EXPECT_EQ(frame.obliques[0].head, 6);
  const auto match = Matcher(lexicon()).best(tree, BoundWords(tree, lexicon()), 3);
  ASSERT_TRUE(match);
  EXPECT_EQ(match->entry->id, "relations/sever");
  EXPECT_THAT(match->recipients, ElementsAre(6));
}

TEST(Frame, PassiveWithAndWithoutAgent) {
  const auto sentence = tree_of({{"Ties", "tie", "NOUN", "NNS", "3", "nsubj:pass"},
                                 {"were", "be", "AUX", "VBD", "3", "aux:pass"},
                                 {"severed", "sever", "VERB", "VBN", "0", "root"},
                                 {"by", "by", "ADP", "IN", "5", "case"},
                                 {"Albania", "Albania", "PROPN", "NNP", "3", "obl:agent"}});
  const Tree tree(sentence);
  const auto frame = frame_of(tree, 2, FormKind::verb, lexicon());
  EXPECT_TRUE(frame.passive);
  EXPECT_THAT(frame.subjects, ElementsAre(4));
  EXPECT_THAT(frame.objects, ElementsAre(0));
}

TEST(Frame, ControlledAndInheritedSubjects) {
  // "Albania ordered diplomats to leave": diplomats leave
  const auto object_control = tree_of({{"Albania", "Albania", "PROPN", "NNP", "2", "nsubj"},
                                       {"ordered", "order", "VERB", "VBD", "0", "root"},
                                       {"diplomats", "diplomat", "NOUN", "NNS", "2", "obj"},
                                       {"to", "to", "PART", "TO", "5", "mark"},
                                       {"leave", "leave", "VERB", "VB", "2", "xcomp"}});
  EXPECT_THAT(subjects_of(Tree(object_control), 4), ElementsAre(2));
  // "Albania vowed to respond": Albania responds
  const auto subject_control = tree_of({{"Albania", "Albania", "PROPN", "NNP", "2", "nsubj"},
                                        {"vowed", "vow", "VERB", "VBD", "0", "root"},
                                        {"to", "to", "PART", "TO", "4", "mark"},
                                        {"respond", "respond", "VERB", "VB", "2", "xcomp"}});
  EXPECT_THAT(subjects_of(Tree(subject_control), 3), ElementsAre(0));
  // "Iran, which denied it": the relative pronoun stands for Iran
  const auto relative = tree_of({{"Iran", "Iran", "PROPN", "NNP", "0", "root"},
                                 {"which", "which", "PRON", "WDT", "3", "nsubj"},
                                 {"denied", "deny", "VERB", "VBD", "1", "acl:relcl"},
                                 {"it", "it", "PRON", "PRP", "3", "obj"}});
  EXPECT_THAT(subjects_of(Tree(relative), 2), ElementsAre(0));
}

TEST(Frame, NounWithLightVerbAndPossessor) {
  const auto light = tree_of({{"Iran", "Iran", "PROPN", "NNP", "2", "nsubj"},
                              {"launched", "launch", "VERB", "VBD", "0", "root"},
                              {"an", "a", "DET", "DT", "4", "det"},
                              {"attack", "attack", "NOUN", "NN", "2", "obj"},
                              {"on", "on", "ADP", "IN", "6", "case"},
                              {"Albania", "Albania", "PROPN", "NNP", "2", "obl"}});
  const auto frame = frame_of(Tree(light), 3, FormKind::noun, lexicon());
  EXPECT_EQ(frame.governor, 1);
  EXPECT_THAT(frame.subjects, ElementsAre(0));
  ASSERT_EQ(frame.obliques.size(), 1u);
  EXPECT_EQ(frame.obliques[0].head, 5);
  const auto possessed = tree_of({{"Iran", "Iran", "PROPN", "NNP", "3", "nmod:poss"},
                                  {"'s", "'s", "PART", "POS", "1", "case"},
                                  {"attack", "attack", "NOUN", "NN", "0", "root"}});
  EXPECT_THAT(frame_of(Tree(possessed), 2, FormKind::noun, lexicon()).subjects, ElementsAre(0));
}

}  // namespace
}  // namespace demarche
