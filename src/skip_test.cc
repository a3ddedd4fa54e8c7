// Sentences that hold no event are not parsed: that changes no event. Over all real text at hand, coded both ways.
#include <gtest/gtest.h>

#include <cstdlib>

#include "code.h"
#include "records/records.h"

namespace demarche {
namespace {

const std::filesystem::path kRoot = DEMARCHE_SOURCE_DIR, kData = kRoot.parent_path() / "shared/data";

std::string records_of(const Coding& coding) {
  std::string all;
  for (const auto& event : coding.events) all += json_of(event) + "\n";
  for (const auto& claim : coding.claims) all += json_of(claim) + "\n";
  return all;
}

class Skip : public testing::TestWithParam<const char*> {};

TEST_P(Skip, ChangesNoEvent) {
  const auto file = kData / GetParam();
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file;
  static const auto pipeline = CodingPipeline::load(kRoot);
  ASSERT_TRUE(pipeline) << pipeline.error().describe();
  auto workspace = pipeline->reader().workspace();
  std::size_t documents = 0, different = 0;
  const auto compare = [&](const Document& document) {
    ++documents;
    const auto whole = records_of(pipeline->code(document, *workspace, {.parsed = Parsed::all}));
    const auto skipping = records_of(pipeline->code(document, *workspace));
    if (whole != skipping && ++different <= 5) {
      EXPECT_EQ(whole, skipping) << document.id;
    }
    if (documents > 20) return true;
    const auto read = records_of(pipeline->code(document, pipeline->reader().read(document, *workspace)));
    EXPECT_EQ(whole, read) << document.id;
    return true;
  };
  const auto sum = read_documents(file, {}, compare, [](const Error&) {});
  EXPECT_EQ(different, 0u) << "of " << documents;
  EXPECT_GT(sum.documents, 0u);
}

INSTANTIATE_TEST_SUITE_P(Reading, Skip,
                         testing::Values("wikinews/wikinews_2019.csv", "rdcr/rdcr_open.jsonl", "text/milestones.jsonl"),
                         [](const auto& each) {
                           const std::string name = each.param;
                           return name.substr(0, name.find('/'));
                         });

}  // namespace
}  // namespace demarche
