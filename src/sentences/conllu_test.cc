#include "sentences/conllu.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace demarche {
namespace {

constexpr std::string_view kBlock =
    "# newpar id = p1\n"
    "# sent_id = 1\n"
    "# text = They don't talk, Iran's envoy said.\n"
    "1\tThey\tthey\tPRON\tPRP\tCase=Nom|Number=Plur\t4\tnsubj\t_\t_\n"
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_\n"
    "4\ttalk\ttalk\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
    "5\t,\t,\tPUNCT\t,\t_\t9\tpunct\t_\t_\n"
    "6-7\tIran's\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "6\tIran\tIran\tPROPN\tNNP\tNumber=Sing\t8\tnmod:poss\t_\t_\n"
    "7\t's\t's\tPART\tPOS\t_\t6\tcase\t_\t_\n"
    "8\tenvoy\tenvoy\tNOUN\tNN\tNumber=Sing\t9\tnsubj\t_\t_\n"
    "9\tsaid\tsay\tVERB\tVBD\t_\t4\tparataxis\t_\tSpaceAfter=No\n"
    "10\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n";

TEST(Conllu, WritesWhatItRead) {
  const auto file = read_conllu(kBlock, "x.conllu");
  ASSERT_TRUE(file.problems.empty());
  ASSERT_EQ(file.sentences.size(), 1u);
  const auto& sentence = file.sentences[0];
  EXPECT_EQ(file.text, "They don't talk, Iran's envoy said.");
  EXPECT_EQ(file.text.substr(sentence.tokens[2].begin, sentence.tokens[2].end - sentence.tokens[2].begin), "don't");
  EXPECT_EQ(sentence.tokens[3].head, kRoot);
  std::string again;
  write_conllu(sentence, file.text, again);
  EXPECT_EQ(again, kBlock);
}

TEST(Conllu, NamesMalformedBlocksByLineAndKeepsTheRest) {
  const std::string good = "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n\n";
  const auto word = [](const char* id, const char* head) {
    return std::string(id) + "\ta\ta\tX\tX\t_\t" + head + "\tdep\t_\t_\n";
  };
  const std::tuple<std::string, std::size_t, const char*> table[] = {
      {"1\tYes\n", 3, "ten columns"},
      {word("2", "0"), 3, "numbered from 1"},
      {word("1", "x"), 3, "head that is no number"},
      {word("1", "-1"), 3, "head that is no number"},
      {word("1", "7"), 3, "beyond the sentence"},
      {word("1", "1"), 3, "circle"},
      {word("1", "2") + word("2", "1"), 3, "circle"},
      {word("1", "0") + "3-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n" + word("2", "1"), 4, "range"},
      {"1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n" + word("1", "0") + word("2", "1"), 4,
       "overlap"},
      {"1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n" + word("1", "0"), 3, "beyond the sentence"},
      {"1\t\ta\tX\tX\t_\t0\troot\t_\t_\n", 3, "without form"},
      {"# only a comment\n", 3, "without words"},
  };
  for (const auto& [block, line, message] : table) {
    const auto file = read_conllu(good + block + "\n" + good, "x.conllu");
    EXPECT_EQ(file.sentences.size(), 2u) << block;
    ASSERT_EQ(file.problems.size(), 1u) << block;
    EXPECT_EQ(file.problems[0].line, line) << block;
    EXPECT_EQ(file.problems[0].file, "x.conllu");
    EXPECT_NE(file.problems[0].message.find(message), std::string::npos) << file.problems[0].message;
  }
}

TEST(Conllu, ReadsForeignLineEndsMarksAndEmptyNodes) {
  const auto file = read_conllu(
      "\xEF\xBB\xBF# text = Yes\r\n1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\r\n1.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\r\n",
      "x.conllu");
  EXPECT_TRUE(file.problems.empty());
  ASSERT_EQ(file.sentences.size(), 1u);
  EXPECT_EQ(file.sentences[0].tokens.size(), 1u);
  EXPECT_EQ(file.sentences[0].comments, std::vector<std::string>{"# text = Yes"});
}

// A whole treebank, where it is at hand: nothing malformed, and what is written is read as the same.
TEST(Conllu, ReadsATreebank) {
  std::ifstream in(DEMARCHE_SOURCE_DIR "/../shared/data/ud/en_ewt-dev.conllu");
  if (!in) GTEST_SKIP() << "no treebank here";
  std::stringstream bytes;
  bytes << in.rdbuf();
  const auto file = read_conllu(bytes.str(), "dev");
  EXPECT_TRUE(file.problems.empty());
  EXPECT_EQ(file.sentences.size(), 2001u);
  std::string written;
  for (const auto& sentence : file.sentences) write_conllu(sentence, {}, written);
  const auto again = read_conllu(written, "again");
  EXPECT_EQ(again.sentences, file.sentences);
}

}  // namespace
}  // namespace demarche
