// Sentences out of documents, with the model that is shipped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "sentences/conllu.h"
#include "sentences/sentences.h"

namespace demarche {
namespace {

const SentenceReader& reader() {
  static const auto loaded = SentenceReader::load(DEMARCHE_SOURCE_DIR "/models/english.model");
  if (!loaded) throw std::runtime_error(loaded.error().describe());
  return *loaded;
}

Document document_of(std::string text) {
  Document document;
  document.text = std::move(text);
  document.paragraphs.push_back({0, static_cast<std::uint32_t>(document.text.size()), false});
  return document;
}

std::vector<Sentence> sentences_of(std::string text) {
  auto workspace = reader().workspace();
  return reader().read(document_of(std::move(text)), *workspace);
}

void expect_tree(const Sentence& sentence) {
  const int n = static_cast<int>(sentence.tokens.size());
  int roots = 0;
  for (const auto& token : sentence.tokens) {
    roots += token.head == kRoot;
    EXPECT_EQ(token.head == kRoot, token.deprel == "root");
    EXPECT_FALSE(token.lemma.empty());
    EXPECT_NE(token.upos, Upos::none);
    int steps = 0;
    for (int at = token.head; at >= 0 && steps <= n; ++steps)
      at = at < n ? sentence.tokens[static_cast<std::size_t>(at)].head : at;
    EXPECT_LE(steps, n);
  }
  EXPECT_EQ(roots, 1);
}

TEST(SentenceReader, EndsSentencesWhereTheyEnd) {
  const std::pair<const char*, std::vector<std::string>> table[] = {
      {"The U.S. expelled two diplomats. Russia vowed to respond.",
       {"The U.S. expelled two diplomats.", "Russia vowed to respond."}},
      {"Gen. Mark Milley met Mr. Rama in Tirana. They talked.",
       {"Gen. Mark Milley met Mr. Rama in Tirana.", "They talked."}},
      {"\"We will respond,\" he said. \"Soon.\" The envoy left.",
       {"\"We will respond,\" he said.", "\"Soon.\"", "The envoy left."}},
      {"First line\n\nSecond line", {"First line", "Second line"}},
  };
  for (const auto& [text, expected] : table) {
    std::vector<std::string> found;
    const std::string all = text;
    for (const auto& sentence : sentences_of(text))
      found.push_back(all.substr(sentence.begin, sentence.end - sentence.begin));
    EXPECT_EQ(found, expected);
  }
}

TEST(SentenceReader, FindsWhoDidWhatToWhom) {
  const auto sentences = sentences_of("Albania severed diplomatic relations with Iran on Wednesday.");
  ASSERT_EQ(sentences.size(), 1u);
  const auto& tokens = sentences[0].tokens;
  ASSERT_EQ(tokens.size(), 9u);
  EXPECT_EQ(tokens[1].head, kRoot);
  EXPECT_EQ(tokens[1].lemma, "sever");
  EXPECT_EQ(tokens[1].xpos, "VBD");
  EXPECT_EQ(tokens[0].head, 1);
  EXPECT_EQ(tokens[0].deprel, "nsubj");
  EXPECT_EQ(tokens[0].lemma, "Albania");
  EXPECT_EQ(tokens[3].deprel, "obj");
  EXPECT_EQ(tokens[3].lemma, "relation");
}

TEST(SentenceReader, ChoosesLemmas) {
  const std::tuple<const char*, const char*, const char*> table[] = {
      {"Russia expelled ten envoys.", "expelled", "expel"},
      {"The group denied the cyber-attacks.", "attacks", "attack"},
      {"They broke off talks.", "broke", "break"},
      {"Two countries are expelling diplomats.", "expelling", "expel"},
  };
  for (const auto& [text, form, lemma] : table)
    for (const auto& sentence : sentences_of(text))
      for (const auto& token : sentence.tokens)
        if (token.form == form) {
          EXPECT_EQ(token.lemma, lemma);
        }
}

TEST(SentenceReader, MakesTreesOfAnything) {
  std::string words, commas, noise;
  for (int i = 0; i < 500; ++i) words += "very ", commas += "a, ";
  std::uint32_t state = 3;
  const std::string_view alphabet[] = {"a", "The ", "'s", ".",  "-", "’",  "\xC2\xAD", "é ",
                                       "😀", "\x1A", "(",  "\"", " ", "\n", "said ",    "\x01"};
  for (int i = 0; i < 4000; ++i) {
    state = state * 1664525u + 1013904223u;
    noise += alphabet[(state >> 16) % std::size(alphabet)];
  }
  for (const auto& text : {std::string(), std::string(" \n \n"), std::string("\x1A"), std::string("."),
                           std::string(3000, 'x'), words, commas, noise}) {
    std::uint32_t at = 0;
    for (const auto& sentence : sentences_of(text)) {
      expect_tree(sentence);
      EXPECT_LE(at, sentence.begin);
      EXPECT_LT(sentence.begin, sentence.end);
      EXPECT_LE(sentence.tokens.size(), 800u);
      at = sentence.end;
    }
    EXPECT_LE(at, text.size());
  }
}

TEST(SentenceReader, KeepsGivenTokens) {
  std::string block = "# text = odd tokens\n";
  for (int i = 1; i <= 2000; ++i)
    block += std::to_string(i) + "\t" + (i % 7 ? "word" : "New York") + "\t_\tX\t_\t_\t_\t_\t_\t" +
             (i % 3 ? "_" : "SpaceAfter=No") + "\n";
  auto file = read_conllu(block + "\n", "x");
  ASSERT_EQ(file.sentences.size(), 1u);
  Sentence sentence = file.sentences[0];
  auto workspace = reader().workspace();
  reader().parse(sentence, *workspace);
  expect_tree(sentence);
  ASSERT_EQ(sentence.tokens.size(), 2000u);
  for (std::size_t i = 0; i < 2000; ++i) {
    EXPECT_EQ(sentence.tokens[i].form, file.sentences[0].tokens[i].form);
    EXPECT_EQ(sentence.tokens[i].begin, file.sentences[0].tokens[i].begin);
    EXPECT_EQ(sentence.tokens[i].space_after, file.sentences[0].tokens[i].space_after);
  }
  Sentence empty;
  reader().parse(empty, *workspace);
  EXPECT_TRUE(empty.tokens.empty());
}

TEST(SentenceReader, GivesTheSameOnEveryThread) {
  std::string text;
  for (int i = 0; i < 60; ++i)
    text += "Minister " + std::to_string(i) + " said Iran's envoy, who left Tirana, wouldn't return. Talks failed!\n\n";
  const auto expected = sentences_of(text);
  std::vector<std::vector<Sentence>> found(4);
  {
    std::vector<std::jthread> threads;
    for (auto& each : found)
      threads.emplace_back([&] {
        auto workspace = reader().workspace();
        reader().read(document_of("Something else before. It must not matter."), *workspace);
        each = reader().read(document_of(text), *workspace);
      });
  }
  for (const auto& each : found) EXPECT_EQ(each, expected);
}

TEST(SentenceReader, RefusesWhatIsNoModel) {
  const auto missing = SentenceReader::load("nowhere.model");
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().describe(), testing::HasSubstr("nowhere.model"));
  EXPECT_FALSE(SentenceReader::load(DEMARCHE_SOURCE_DIR "/CMakeLists.txt"));
}

}  // namespace
}  // namespace demarche
