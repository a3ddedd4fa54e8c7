#include "world/dictionary.h"

#include <gmock/gmock.h>

#include <fstream>

#include "world/world.h"

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A file of that name with that text, in a folder that goes away with it.
struct TemporaryFile {
  TemporaryFile(const std::string& name, const std::string& text)
      : folder(std::filesystem::temp_directory_path() / ("demarche-dictionary-" + std::to_string(getpid()))),
        path(folder / name) {
    std::filesystem::create_directories(folder);
    std::ofstream(path) << text;
  }
  ~TemporaryFile() { std::filesystem::remove_all(folder); }
  const std::filesystem::path folder, path;
};

TEST(Dictionary, ReadsActorsTellsWhatItCannotRead) {
  const TemporaryFile file("my.actors.txt",
                           "# a comment\n<!-- another\n over lines -->\n"
                           "MARY_BROWN_  ; who added her\n+MOLLY_BROWN\n\t[UTOGOV 990101-031231]\n\t[UTOELI]\n"
                           "UTOPIAN_GUARD [UTOMIL] # soldiers\nNOBODY [---]\n"
                           "BAD\x05 BYTE [UTO]\nBAD_DAY [UTO 991399-000101]\nOPEN [UTO\n");
  Dictionary read;
  std::vector<std::string> problems;
  ASSERT_TRUE(read_dictionary(file.path, read, [&](const Error& each) { problems.push_back(each.describe()); }));
  ASSERT_EQ(read.actors.size(), 5u);
  EXPECT_THAT(read.actors[0].names, ElementsAre("MARY BROWN", "MOLLY BROWN"));
  ASSERT_EQ(read.actors[0].codes.size(), 2u);
  EXPECT_EQ(read.actors[0].codes[0].code, "UTOGOV");
  EXPECT_EQ(read.actors[0].codes[0].when.from, Date::from(1999, 1, 1));
  EXPECT_EQ(read.actors[0].codes[0].when.to, Date::from(2003, 12, 31));
  EXPECT_EQ(read.actors[1].codes[0].code, "UTOMIL");
  EXPECT_TRUE(read.actors[2].codes.empty());
  EXPECT_THAT(problems, ElementsAre(HasSubstr("my.actors.txt:10: a control byte"),
                                    HasSubstr("my.actors.txt:11: no day"), HasSubstr("my.actors.txt:12: a bracket")));
}

TEST(Dictionary, ReadsAgentsAndDiscards) {
  const TemporaryFile agents("my.agents",
                             "!MAN! = MAN, WOMAN\nHERDS!MAN! [~AGR]\nSTATE_COUNCILLOR {} [~GOVLEG]\nNOTHING\n");
  Dictionary read;
  std::size_t problems = 0;
  ASSERT_TRUE(read_dictionary(agents.path, read, [&](const Error&) { ++problems; }));
  ASSERT_EQ(read.agents.size(), 2u);
  EXPECT_THAT(read.agents[0].words, ElementsAre("HERDSMAN", "HERDSWOMAN"));
  EXPECT_EQ(read.agents[1].code, "GOVLEG");
  EXPECT_EQ(problems, 1u);
  const TemporaryFile discards("my.discards", "BASEBALL  # sport\n ; a remark\n+World Cup ; sport\n");
  ASSERT_TRUE(read_dictionary(discards.path, read, {}));
  EXPECT_THAT(read.discarded_sentences, ElementsAre("BASEBALL"));
  EXPECT_THAT(read.discarded_documents, ElementsAre("World Cup"));
}

TEST(Dictionary, WinsOverTheWorldOnItsDays) {
  const TemporaryFile file("my.actors",
                           "MARY_BROWN [ALBGOV 990101-031231] [ALBELI]\nEDI_RAMA [FRAOPP]\nWIND_RIDERS [IGOWND]\n");
  const auto world =
      World::load(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge/world", std::vector{file.path});
  ASSERT_TRUE(world);
  const auto id = [&](const char* name, int year) {
    const auto found = world->resolve(name, Date::from(year, 6, 1));
    return found ? found->id : std::string("-");
  };
  EXPECT_EQ(id("Mary Brown", 2001), "ALB.GOV");
  EXPECT_EQ(id("Mary Brown", 2010), "ALB.ELI");
  EXPECT_EQ(id("Edi Rama", 2020), "FRA.OPP");
  EXPECT_EQ(id("Wind Riders", 2020), "DICT.IGOWND");
}

TEST(Dictionary, AUsersStanzaTakesThePlaceOfOurs) {
  const TemporaryFile file("mine.world", "state ALB\n  name Albania\n  also Eagle Land\n");
  const auto world =
      World::load(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge/world", std::vector{file.path});
  ASSERT_TRUE(world);
  EXPECT_EQ(world->resolve("Eagle Land", {})->id, "ALB");
  EXPECT_FALSE(world->resolve("Shqiperia", {}));
}

TEST(Dictionary, ThePhoenixDictionariesLoadAsTheyAre) {
  const std::filesystem::path folder =
      std::filesystem::path(DEMARCHE_SOURCE_DIR) / "../shared/data/petrarch/dictionaries";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no ../shared here";
  Dictionary read;
  std::size_t problems = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder))
    if (is_dictionary(file)) {
      ASSERT_TRUE(read_dictionary(file, read, [&](const Error&) { ++problems; })) << file;
    }
  EXPECT_GT(read.actors.size(), 20'000u);
  EXPECT_GT(read.agents.size(), 1'000u);
  EXPECT_LT(problems, 100u);
}

}  // namespace
}  // namespace demarche
