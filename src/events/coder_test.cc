// The lexicon's own cases, coded with the shipped model and world.
#include "events/coder.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "events/cases.h"

namespace demarche {
namespace {

const std::filesystem::path kRoot = DEMARCHE_SOURCE_DIR;

TEST(Lexicon, CasesHold) {
  const auto lexicon = Lexicon::load(kRoot / "knowledge");
  ASSERT_TRUE(lexicon) << lexicon.error().describe();
  const auto world = World::load(kRoot / "knowledge/world");
  ASSERT_TRUE(world) << world.error().describe();
  const auto reader = SentenceReader::load(kRoot / "models/english.model");
  ASSERT_TRUE(reader) << reader.error().describe();
  std::size_t count = 0;
  for (const auto& failure : run_lexicon_cases(*lexicon, *world, *reader, &count)) ADD_FAILURE() << failure.describe();
  EXPECT_GT(count, 200u);
}

}  // namespace
}  // namespace demarche
