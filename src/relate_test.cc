// Marks read, and the relation between the two that are marked, whatever else the sentence holds.
#include "relate.h"

#include <gtest/gtest.h>

#include "base/text_file.h"
#include "relation_model.h"

namespace demarche {
namespace {

TEST(Marked, AreTakenOutWithTheirPlaces) {
  const auto read = read_marked("<s>Iran</s> accused <t>Israel</t> and <t>Iraq</t>.");
  EXPECT_EQ(read.text, "Iran accused Israel and Iraq.");
  EXPECT_TRUE(read.has_source && read.has_target);
  EXPECT_EQ(read.source, (Span{0, 4}));
  EXPECT_EQ(read.target, (Span{13, 19}));  // the first
}

TEST(Marked, MayBeMissingOrBroken) {
  EXPECT_FALSE(read_marked("Iran accused <t>Israel</t>.").has_source);
  EXPECT_FALSE(read_marked("<s>Iran accused Israel").has_source);
  EXPECT_EQ(read_marked("<s>Iran</s>ian").text, "Iranian");
  EXPECT_EQ(read_marked("a < b </x>").text, "a < b </x>");
}

TEST(Relate, FindsWhatTheSourceDoesToTheTarget) {
  const auto pipeline = CodingPipeline::load(DEMARCHE_SOURCE_DIR);
  ASSERT_TRUE(pipeline) << pipeline.error().describe();
  auto workspace = pipeline->reader().workspace();
  const std::tuple<const char*, const char*, int> table[] = {
      {"<s>Kenya</s> accused <t>Uganda</t> of spying, and Chad expelled a Danish diplomat.", "ACCUSE", 3},
      {"Kenya accused Uganda of spying, and <s>Chad</s> expelled <t>a Danish diplomat</t>.", "SANCTION", 4},
      {"<t>The miners of Bolivia</t> were freed by <s>the court</s>.", "YIELD", 2},
      {"<s>Norway</s> will send doctors to <t>Malawi</t>.", "AGREE", 1},
      {"<s>Norway</s> sent doctors to <t>Malawi</t>.", "AID", 2},
      {"<s>Egypt</s> will not help <t>Sudan</t>.", "REJECT", 3},
      {"<s>Hundreds of students</s> rallied against <t>the president of Peru</t>.", "PROTEST", 4},
      {"<s>A court in Madrid</s> found <t>the minister</t> guilty of fraud.", "ACCUSE", 3},
  };
  for (const auto& [text, root, quad] : table) {
    const auto relation = relate(*pipeline, read_marked(text), *workspace);
    EXPECT_EQ(relation.root, root) << text << " by " << relation.rule;
    EXPECT_EQ(relation.quad, quad) << text;
  }
}

LabelledEvidence labelled(const char* word, const char* root) {
  LabelledEvidence row;
  row.evidence.words = {word, "on thing"};
  row.root = root;
  return row;
}

TEST(RelationModel, LearnsAndIsTheSameWhenReadAgain) {
  std::vector<LabelledEvidence> rows;
  for (int i = 0; i < 6; ++i) {
    rows.push_back(labelled("on bake", "AID"));
    rows.push_back(labelled("on shout", "PROTEST"));
  }
  const auto model = RelationModel::learn(rows);
  EXPECT_EQ(model.relation(rows[0].evidence).root, "AID");
  EXPECT_EQ(model.relation(rows[1].evidence).root, "PROTEST");
  const auto path = std::filesystem::path(testing::TempDir()) / "demarche-relation.model";
  ASSERT_TRUE(model.write(path));
  const auto again = RelationModel::read(path);
  ASSERT_TRUE(again) << again.error().describe();
  for (const auto& row : rows) {
    EXPECT_EQ(again->relation(row.evidence).root, row.root);
    EXPECT_NEAR(again->relation(row.evidence).score, model.relation(row.evidence).score, 1e-2);
  }
  for (const auto* weight : {"nan", "inf", "-1e300"}) {
    ASSERT_TRUE(write_file(path, std::string("on bake\tAID\t") + weight + "\n"));
    EXPECT_FALSE(RelationModel::read(path)) << weight;
  }
  ASSERT_TRUE(write_file(path, "on bake\tAID\t0.5\nno weight here\n"));
  const auto broken = RelationModel::read(path);
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().line, 2u);
}

TEST(RelationModel, BeginsFromAnotherAndKeepsWhatNewRowsDoNotDeny) {
  std::vector<LabelledEvidence> known;
  for (int i = 0; i < 6; ++i) {
    known.push_back(labelled("on bake", "AID"));
    known.push_back(labelled("on shout", "PROTEST"));
  }
  const auto before = RelationModel::learn(known);
  std::vector<LabelledEvidence> own;
  for (int i = 0; i < 6; ++i) {
    own.push_back(labelled("on bake", "YIELD"));
    own.push_back(labelled("on march", "PROTEST"));
  }
  const auto after = RelationModel::learn(own, &before);
  EXPECT_EQ(after.relation(known[0].evidence).root, "YIELD");    // what one's own rows say
  EXPECT_EQ(after.relation(known[1].evidence).root, "PROTEST");  // what they do not speak of
  EXPECT_EQ(RelationModel::learn({}, &before).relation(known[0].evidence).root, "AID");
}

}  // namespace
}  // namespace demarche
