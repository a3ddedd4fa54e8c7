#include "text/text.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Read {
  std::vector<Document> documents;
  std::vector<std::string> problems;
  ReadSummary summary;
};

Read read(std::string_view bytes, const std::string& name = "file.txt", ReadOptions options = {}) {
  Read out;
  out.summary = read_documents(
      bytes, name, options, [&](Document document) { return out.documents.push_back(std::move(document)), true; },
      [&](const Error& error) { out.problems.push_back(error.describe()); });
  return out;
}

std::vector<std::string> paragraphs_of(const Document& document) {
  std::vector<std::string> texts;
  for (const auto& paragraph : document.paragraphs)
    texts.push_back((paragraph.heading ? "# " : "") +
                    document.text.substr(paragraph.begin, paragraph.end - paragraph.begin));
  return texts;
}

TEST(Text, PlainTextKeepsOffsetsTitleAndDate) {
  const auto out =
      read("Albania severs ties\n\nWednesday, September 7, 2022\n\nTIRANA (Agency) - It said\nso.\r\n\r\nMore.");
  ASSERT_EQ(out.documents.size(), 1u);
  const auto& document = out.documents[0];
  EXPECT_EQ(document.id, "file.txt");
  EXPECT_EQ(document.date->text(), "2022-09-07");
  EXPECT_THAT(paragraphs_of(document), ElementsAre("# Albania severs ties", "TIRANA (Agency) - It said\nso.", "More."));
  EXPECT_THAT(out.problems, IsEmpty());
}

TEST(Text, TheDocumentsOwnDateWinsOverTheGivenOne) {
  ReadOptions options;
  options.date = Date::parse("2000-01-01");
  EXPECT_EQ(read("2022-09-07\n\nText.", "f", options).documents[0].date->text(), "2022-09-07");
  EXPECT_EQ(read("Text alone.", "f", options).documents[0].date->text(), "2000-01-01");
  EXPECT_FALSE(read("Text alone.").documents[0].date);
  // a dateline that holds a whole date
  for (const auto* head : {"TIRANA, Sept 7 2022 (Agency) - ", "NEW YORK, 7 September 2022 \xE2\x80\x94 "}) {
    const auto dated = read("A title\n\n" + std::string(head) + "Albania severed ties.").documents[0];
    ASSERT_TRUE(dated.date) << head;
    EXPECT_EQ(dated.date->text(), "2022-09-07") << head;
  }
  for (const auto* text : {"TIRANA, Sept 7 (Agency) - It said so.", "On September 7 2022 - a Wednesday - it said so."})
    EXPECT_FALSE(read(text).documents[0].date) << text;
}

TEST(Text, HtmlGivesMainTextTitleDateLanguage) {
  const auto out = read(
      "<!DOCTYPE html><html lang=en-GB><head><title>T | Site</title><meta property='og:title' content='Albania severs "
      "ties'>"
      "<meta property='article:published_time' content='2022-09-07T10:00:00Z'><script>var "
      "x;</script></head><body><nav>Home</nav>"
      "<article><h1>Albania severs ties</h1><p>One &amp; <b>two</b>\n "
      "three.</p><aside>Ad</aside><p>Four.</p></article><footer>f</footer></body></html>",
      "page");
  ASSERT_EQ(out.documents.size(), 1u);
  const auto& document = out.documents[0];
  EXPECT_EQ(document.title, "Albania severs ties");
  EXPECT_EQ(document.language, "en");
  EXPECT_EQ(document.date->text(), "2022-09-07");
  EXPECT_THAT(paragraphs_of(document), ElementsAre("One & two three.", "Four."));
}

TEST(Text, JsonLinesTakeTheFieldsThatScrapersWrite) {
  const auto out = read(
      "{\"id\": 7, \"date\": \"2022-09-07\", \"text\": \"A.\", \"headline\": \"H\", \"publisher\": \"P\"}\n\n"
      "{\"pub_date\": \"2022-09-08T01:00\", \"body\": \"B\\u00e9.\", \"url\": \"http://x\"}\n{\"text\": \"C.\"}",
      "in.jsonl");
  ASSERT_EQ(out.documents.size(), 3u);
  EXPECT_EQ(out.documents[0].id, "7");
  EXPECT_EQ(out.documents[0].title, "H");
  EXPECT_EQ(out.documents[0].source, "P");
  EXPECT_EQ(out.documents[1].id, "http://x");
  EXPECT_EQ(out.documents[1].text, "Bé.");
  EXPECT_EQ(out.documents[2].id, "in.jsonl:4");
}

TEST(Text, ABrokenLineIsNamedAndTheRestIsRead) {
  const auto out = read("{\"text\": \"A.\"}\n{\"text\": \n{\"title\": \"x\"}\n[1]\n{\"text\": \"B.\"}\n", "in.jsonl");
  EXPECT_EQ(out.documents.size(), 2u);
  EXPECT_EQ(out.summary.left_out, 3u);
  ASSERT_EQ(out.problems.size(), 3u);
  EXPECT_THAT(out.problems[0], HasSubstr("in.jsonl:2: "));
  EXPECT_THAT(out.problems[1], HasSubstr("in.jsonl:3: a record without text"));
  EXPECT_THAT(out.problems[2], HasSubstr("in.jsonl:4: "));
}

TEST(Text, CsvWithQuotedLinesAndWrongRows) {
  const auto out = read(
      "url,date,title,text\nhttp://a,2019-01-04,\"T, one\",\"Friday, January 4, 2019 \n\n\nSay "
      "\"\"this\"\".\"\nhttp://b,2019-01-05\nhttp://c,2019-01-06,t,x\n",
      "in.csv");
  ASSERT_EQ(out.documents.size(), 2u);
  EXPECT_EQ(out.documents[0].title, "T, one");
  EXPECT_THAT(paragraphs_of(out.documents[0]), ElementsAre("Say \"this\"."));
  ASSERT_EQ(out.problems.size(), 1u);
  EXPECT_THAT(out.problems[0], HasSubstr("in.csv:6: a row of 2 cells"));
}

TEST(Text, BadFilesAreToldAndLeftOut) {
  const struct {
    std::string bytes, told;
  } cases[] = {{"", "file.txt: is empty; left out"},
               {" \n\n", "file.txt: is empty; left out"},
               {std::string("ELF\0\1\2", 6), "file.txt: is a binary file, not text; left out"}};
  for (const auto& one : cases) {
    const auto out = read(one.bytes);
    EXPECT_THAT(out.problems, ElementsAre(one.told));
    EXPECT_EQ(out.summary.left_out, 1u);
    EXPECT_THAT(out.documents, IsEmpty());
  }
  std::vector<std::string> told;
  const auto problem = [&](const Error& error) { told.push_back(error.message); };
  const auto take = [](const Document&) { return true; };
  EXPECT_EQ(read_documents(std::filesystem::path("/nowhere/at/all"), {}, take, problem).left_out, 1u);
  EXPECT_EQ(read_documents(std::filesystem::temp_directory_path(), {}, take, problem).left_out, 1u);
  EXPECT_THAT(told, ElementsAre("no such file", "is a directory, not a file"));
}

TEST(Text, WhatIsTooLongForAnArticleIsToldAndLeftOut) {
  const std::string longest(kLongestDocument + 1, 'x');
  EXPECT_THAT(read(longest).problems,
              ElementsAre("file.txt:1: a document of 8 MiB, more than the 8 MiB that are read; left out"));
  const auto out = read("{\"text\": \"" + longest + "\"}\n{\"text\": \"A.\"}", "in.jsonl");
  ASSERT_EQ(out.problems.size(), 1u);
  EXPECT_THAT(out.problems[0], HasSubstr("in.jsonl:1: a document of 8 MiB"));
  EXPECT_EQ(out.documents.size(), 1u);
}

TEST(Text, OfAnEndlessLineNothingIsKept) {
  const std::string endless(65u << 20, 'x');
  const auto lines = read(endless + "\n{\"text\": \"A.\"}", "in.jsonl");
  EXPECT_THAT(lines.problems, ElementsAre("in.jsonl:1: a line of more than 64 MiB; left out"));
  EXPECT_EQ(lines.documents.size(), 1u);
  const auto rows = read("text\n\"" + endless + "\"\nA.\n", "in.csv");
  EXPECT_THAT(rows.problems, ElementsAre("in.csv:2: a row of more than 64 MiB; left out"));
  EXPECT_EQ(rows.documents.size(), 1u);
  EXPECT_THAT(read(endless).problems, ElementsAre("file.txt: a file of more than 64 MiB; left out"));
}

TEST(Text, WhatATerminalWouldObeyIsHidden) {
  const auto out = read(
      "{\"text\": \"A\\u001b[31m\\u0007\\u0000 cut\\u009b ties.\", \"title\": \"T\\u001b]0;x\", "
      "\"source\": \"S\\u0008\"}",
      "in.jsonl");
  ASSERT_EQ(out.documents.size(), 1u);
  EXPECT_EQ(out.documents[0].text, "A\x1A[31m\x1A\x1A cut\x1A\x1A ties.");
  EXPECT_EQ(out.documents[0].title, "T\x1A]0;x");
  EXPECT_EQ(out.documents[0].source, "S\x1A");
  EXPECT_THAT(read("{\x1b[2J", "in.jsonl").problems, ElementsAre(HasSubstr("'{\\x1b[2J'")));
}

TEST(Text, WhatTurnsTheDirectionOfWritingIsBlank) {
  EXPECT_EQ(read("A \u202Ecut\u202C \u2066ties\u2069.").documents[0].text, "A    cut       ties   .");
  const std::string kept = "\u200EA\u2065 \u206A\u202F";  // a mark of direction turns nothing
  EXPECT_EQ(read(kept).documents[0].text, kept);
}

TEST(Text, AGivenArticleIsSanitizedAsAFileIs) {
  const auto document = document_of({"A\x1b[31m cut \u202Eties.",
                                     "T\x1b]0;x",
                                     "i\x07",
                                     "\xFF"
                                     "S",
                                     "http://a/\u202E",
                                     {}});
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text, "A\x1A[31m cut    ties.");
  EXPECT_EQ(document->title, "T\x1A]0;x");
  EXPECT_EQ(document->id, "i\x1A");
  EXPECT_EQ(document->source, "\x1AS");
  EXPECT_EQ(document->url, "http://a/   ");
}

TEST(Text, InvalidUtf8IsRepairedInPlace) {
  const auto out = read("caf\xE9 \xED\xA0\x80 na\xC3\xAFve");
  ASSERT_EQ(out.documents.size(), 1u);
  EXPECT_EQ(out.documents[0].text, "caf\x1A \x1A\x1A\x1A na\xC3\xAFve");
  EXPECT_EQ(out.documents[0].repaired_bytes, 4u);
  EXPECT_THAT(out.problems, ElementsAre("file.txt: 4 bytes that are no UTF-8, each read as U+001A"));
  EXPECT_EQ(out.summary.left_out, 0u);
}

TEST(Text, Utf16WithMarkIsDecoded) { EXPECT_EQ(read(std::string("\xFF\xFEH\0i\0", 6)).documents.at(0).text, "Hi"); }

}  // namespace
}  // namespace demarche
