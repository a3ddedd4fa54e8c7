#include "base/text_file.h"

#include <gtest/gtest.h>

#include <fstream>

namespace demarche {
namespace {

TEST(TextFile, IsWrittenWholeAndNeverThroughALink) {
  std::string name = (std::filesystem::temp_directory_path() / "demarche-base-XXXXXX").string();
  ASSERT_TRUE(mkdtemp(name.data()));
  const std::filesystem::path folder = name;
  ASSERT_TRUE(write_file(folder / "a", "first"));
  ASSERT_TRUE(write_file(folder / "a", ""));
  EXPECT_EQ(*read_file(folder / "a"), "");
  ASSERT_TRUE(write_file(folder / "a", "second"));
  EXPECT_EQ(*read_file(folder / "a"), "second");
  std::ofstream(folder / "others") << "theirs";
  std::filesystem::create_symlink(folder / "others", folder / "b.partial");
  EXPECT_FALSE(write_file(folder / "b", "mine"));
  EXPECT_EQ(*read_file(folder / "others"), "theirs");
  EXPECT_FALSE(write_file(folder / "none" / "a", "x"));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace demarche
