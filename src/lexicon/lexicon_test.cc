#include "lexicon/lexicon.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "lexicon/form.h"

namespace demarche {
namespace {

const std::filesystem::path kKnowledge = DEMARCHE_SOURCE_DIR "/knowledge";
const std::vector<std::string> kTies = {"tie", "diplomatic_relation"};

Result<Form> form_of(FormKind kind, const std::string& text) {
  return parse_form(kind, StanzaLine{"verb", text, 7, 8}, "f.lexicon",
                    [](std::string_view name) { return name == "ties" ? &kTies : nullptr; });
}

TEST(Form, ReadsHeadsRolesAndConditions) {
  const auto form = form_of(FormKind::verb, "sever|break_off @ties with R because_of T?");
  ASSERT_TRUE(form) << form.error().describe();
  ASSERT_EQ(form->heads.size(), 2u);
  EXPECT_EQ(form->heads[1].lemma, "break");
  EXPECT_THAT(form->heads[1].parts, testing::ElementsAre("off"));
  ASSERT_EQ(form->elements.size(), 3u);
  EXPECT_TRUE(form->elements[0].words.contains("tie"));
  EXPECT_EQ(form->elements[1].role, Role::recipient);
  EXPECT_THAT(form->elements[1].prepositions, testing::ElementsAre("with"));
  EXPECT_TRUE(form->elements[2].optional);
}

TEST(Form, ReadsSubjectsNounsAndEmbeddedEvents) {
  EXPECT_EQ(form_of(FormKind::verb, "R receive aid from A")->subject->role, Role::recipient);
  const auto noun = form_of(FormKind::noun, "cyber_attack on|against R");
  EXPECT_EQ(noun->heads[0].lemma, "attack");
  EXPECT_THAT(noun->heads[0].parts, testing::ElementsAre("cyber"));
  EXPECT_EQ(form_of(FormKind::verb, "threaten to E")->elements[0].embedded_actor, Role::actor);
  EXPECT_TRUE(form_of(FormKind::verb, "threaten to E")->elements[0].infinitive);
  EXPECT_EQ(form_of(FormKind::verb, "urge R to E")->elements[1].embedded_actor, Role::recipient);
  EXPECT_EQ(form_of(FormKind::verb, "say that E")->elements[0].embedded_actor, Role::none);
  const auto with = form_of(FormKind::verb, "threaten R with E(A,R)");
  EXPECT_EQ(with->elements[1].embedded_recipient, Role::recipient);
}

TEST(Form, NamesTheMistake) {
  const struct {
    const char* text;
    const char* told;
  } cases[] = {
      {"sever @tie with R", "f.lexicon:7:14: no such class: '@tie'"},
      {"declare R \"persona", "f.lexicon:7:18: a quote that does not end: '\"persona'"},
      {"threaten R with E(X)", "f.lexicon:7:24: expected E(A), E(R), E(A,R) or E(R,A): 'E(X)'"},
      {"Sever R", "f.lexicon:7:8: not a lemma, a class (@name), a role (A R T E) or a preposition: 'Sever'"},
  };
  for (const auto& one : cases) {
    const auto form = form_of(FormKind::verb, one.text);
    ASSERT_FALSE(form) << one.text;
    EXPECT_EQ(form.error().describe(), one.told);
  }
}

TEST(Lexicon, LoadsWhatIsShipped) {
  const auto lexicon = Lexicon::load(kKnowledge);
  ASSERT_TRUE(lexicon) << lexicon.error().describe();
  EXPECT_FALSE(lexicon->forms(FormKind::verb, "sever").empty());
  const auto code = lexicon->code("161", "SANCTION", "discontinue");
  ASSERT_TRUE(code);
  EXPECT_EQ(code->goldstein, -4.0);
  EXPECT_EQ(code->event_scale, -6.0);
  EXPECT_EQ(code->quad_code, 4);
  EXPECT_THAT(code->contexts, testing::ElementsAre("diplomatic"));
  EXPECT_FALSE(lexicon->code("999", "", ""));
}

TEST(Lexicon, CheckTellsEveryMistakeOfAFile) {
  const auto path = std::filesystem::temp_directory_path() / "demarche_lexicon_test.lexicon";
  std::ofstream(path) << "entry mine/one\n  code 999\n  verb poke @nobody\n\nentry mine/two\n  verb prod R\nshelf x\n";
  const auto mistakes = Lexicon::check(path, kKnowledge);
  std::vector<std::string> told;
  for (const auto& mistake : mistakes) told.push_back(mistake.message + " " + std::to_string(mistake.line));
  EXPECT_THAT(told, testing::UnorderedElementsAre("expected entry, class, compose, light or context 7",
                                                  "no such CAMEO code 2", "no such class 3",
                                                  "an entry without code, pass, compose, claim or repeats 5"));
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace demarche
