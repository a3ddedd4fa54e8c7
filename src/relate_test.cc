// Marks read, and the relation between the two that are marked, whatever else the sentence holds.
#include "relate.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace demarche
