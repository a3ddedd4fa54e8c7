// Files coded on several threads: in the order of the input, and only what the caller has not coded already.
#include "code.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace demarche {
namespace {

TEST(CodeFiles, LeavesOutWhatIsCodedAlready) {
  const auto pipeline = CodingPipeline::load(DEMARCHE_SOURCE_DIR);
  ASSERT_TRUE(pipeline) << pipeline.error().describe();
  const auto file = std::filesystem::path(testing::TempDir()) / "demarche_code_test.jsonl";
  {
    std::ofstream lines(file);
    for (int i = 0; i < 9; ++i)
      lines << R"({"id":")" << i << R"(","date":"2022-09-07","text":"Albania severed relations with Iran."})"
            << "\n";
  }
  const std::vector<std::filesystem::path> files = {file};
  std::vector<std::string> coded;
  const auto sum = code_files(
      *pipeline, files, {}, {}, 3,
      [&](const Document& document, const Coding& coding) {
        EXPECT_EQ(coding.events.size(), 1u) << document.id;
        coded.push_back(document.id);
        return true;
      },
      [](const Error& error) { ADD_FAILURE() << error.describe(); },
      [](const Document& document) { return document.id == "3" || document.id == "8"; });
  EXPECT_EQ(sum.documents, 9u);
  EXPECT_THAT(coded, testing::ElementsAre("0", "1", "2", "4", "5", "6", "7"));
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace demarche
