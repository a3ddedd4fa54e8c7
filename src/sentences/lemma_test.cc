// Rules of lemmas, and the choice among those that the network proposes.
#include <gtest/gtest.h>

#include "sentences/lemma_rule.h"
#include "sentences/vocabulary.h"

namespace demarche {
namespace {

TEST(LemmaRule, UndoesWhatItWasMadeOf) {
  const std::tuple<const char*, const char*, const char*> table[] = {
      {"countries", "country", "l3:y"}, {"Severed", "sever", "l2:"},
      {"Iran", "Iran", "k0:"},          {"went", "go", "=go"},
      {"expelled", "expel", "l3:"},     {"was", "be", "=be"},
      {"Americans", "American", "k1:"}, {"The", "the", "l0:"},
  };
  for (const auto& [form, lemma, rule] : table) {
    EXPECT_EQ(lemma_rule(form, lemma), rule) << form;
    EXPECT_EQ(lemma_by(rule, form), lemma) << form;
  }
}

TEST(LemmaRule, LeavesAFormThatItDoesNotFit) {
  for (const auto* rule : {"l9:x", "l", "l:", "lx:y", "l99999999999999999999:y"})
    EXPECT_EQ(lemma_by(rule, "cat"), "cat") << rule;
  EXPECT_EQ(lemma_by("", "Cat"), "Cat");
}

TEST(Lemma, IsTheKnownOneOfThoseProposed) {
  const WordTableData lemmas(std::map<std::string, std::string>{{"orchestrate", "v"},
                                                                {"expel", "v"},
                                                                {"sever", "v"},
                                                                {"ban", "nv"},
                                                                {"deny", "v"},
                                                                {"fin", "nv"},
                                                                {"fine", "anv"},
                                                                {"fre", "V"},
                                                                {"free", "av"},
                                                                {"attack", "nv"},
                                                                {"envoy", "n"},
                                                                {"ally", "n"}}),
      verb_forms(std::map<std::string, std::string>{{"broke", "break"}}),
      none_known(std::map<std::string, std::string>{});
  const Vocabulary vocabulary{lemmas.table(), verb_forms.table(), none_known.table()};
  const std::string no_e = "l2:", with_e = "l1:", plural = "l1:", none = "l0:";
  const auto verb = [&](const char* form, const std::string& a, const std::string& b) {
    const std::array<const std::string*, 2> rules = {&a, &b};
    return lemma_of(form, "VBD", rules, vocabulary);
  };
  EXPECT_EQ(verb("orchestrated", no_e, with_e), "orchestrate");
  EXPECT_EQ(verb("severed", no_e, with_e), "sever");
  EXPECT_EQ(verb("expelled", no_e, with_e), "expel");
  EXPECT_EQ(verb("denied", no_e, with_e), "deny");
  EXPECT_EQ(verb("broke", no_e, with_e), "break");
  EXPECT_EQ(verb("fined", no_e, with_e), "fine");
  EXPECT_EQ(verb("freed", no_e, with_e), "free");
  EXPECT_EQ(verb("frobbed", no_e, with_e), "frobb");  // no one knows: the network's first
  const std::array<const std::string*, 2> rules = {&none, &plural};
  EXPECT_EQ(lemma_of("allies", "NNS", rules, vocabulary), "ally");
  EXPECT_EQ(lemma_of("Ties", "NNP", std::array<const std::string*, 1>{&plural}, vocabulary), "tie");
}

TEST(Vocabulary, KnowsWhatAFormMayBe) {
  const WordTableData lemmas(std::map<std::string, std::string>{{"attack", "nv"}, {"ban", "nv"}, {"deny", "v"}}),
      forms(std::map<std::string, std::string>{{"met", "meet"}}), none_known(std::map<std::string, std::string>{});
  const Vocabulary vocabulary{lemmas.table(), forms.table(), none_known.table()};
  EXPECT_EQ(known_as("attack", vocabulary), "nv/");
  EXPECT_EQ(known_as("attacks", vocabulary), "/SZ");
  EXPECT_EQ(known_as("banned", vocabulary), "/D");
  EXPECT_EQ(known_as("denying", vocabulary), "/G");
  EXPECT_EQ(known_as("denies", vocabulary), "/Z");
  EXPECT_EQ(known_as("met", vocabulary), "/d");
  EXPECT_EQ(known_as("s", vocabulary), "/");
}

}  // namespace
}  // namespace demarche
