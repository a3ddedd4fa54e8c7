// What comes from outside in other wrappings: character sets, feeds, web archives, languages.
#include <gmock/gmock.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "text/charset.h"
#include "text/feed.h"
#include "text/language.h"
#include "text/text.h"
#include "text/warc.h"

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Charset, MarkThenNameThenWhatTheBytesAre) {
  const struct {
    std::string bytes, charset, text;
  } cases[] = {
      {"caf\xC3\xA9", "", "café"},
      {"caf\xE9", "", "café"},
      {"caf\xC3\xA9", "ISO-8859-1", "café"},  // says Latin-1, is UTF-8
      {"\x93so\x94", "iso-8859-1", "“so”"},   // says Latin-1, is windows-1252
      {"\xEF\xBB\xBFso", "latin1", "so"},
      {std::string("\xFE\xFF\0H\0i", 6), "", "Hi"},
      {"\xCC\xEE\xF1\xEA\xE2\xE0", "windows-1251", "Москва"},
      {"\xC5\xEC\xB5\xFE", "EUC-JP", "東京"},
      {"caf\xE9", "no-such-set", "café"},
      {"a\xFFz", "utf-8", "a\xEF\xBF\xBDz"},
      {"", "utf-16", ""},
  };
  for (const auto& one : cases) EXPECT_EQ(to_utf8(one.bytes, one.charset), one.text) << one.charset;
}

TEST(Charset, IsNamedInTheHead) {
  const struct {
    std::string_view head, named;
  } cases[] = {{"<meta charset=\"windows-1251\">", "windows-1251"},
               {"<META http-equiv=Content-Type content='text/html; charset=KOI8-R'>", "koi8-r"},
               {"<?xml version='1.0' encoding='iso-8859-15'?><rss/>", "iso-8859-15"},
               {"<?xml version=\"1.0\"?><rss encoding=\"x\"/>", ""},
               {"charset", ""},
               {"", ""}};
  for (const auto& [head, named] : cases) EXPECT_EQ(charset_named_in(head), named) << head;
}

TEST(Language, IsToldWhereThereIsEnoughText) {
  EXPECT_EQ(language_of("The government of Albania severed diplomatic relations with Iran on Wednesday."), "en");
  EXPECT_EQ(language_of("Le gouvernement albanais a rompu mercredi ses relations diplomatiques avec l'Iran."), "fr");
  EXPECT_EQ(language_of("قطعت ألبانيا يوم الأربعاء علاقاتها الدبلوماسية مع إيران بسبب هجوم إلكتروني"), "ar");
  EXPECT_EQ(language_of("Правительство Албании в среду разорвало дипломатические отношения с Ираном."), "ru");
  EXPECT_EQ(language_of(""), "");
  EXPECT_EQ(language_of("12 345 678"), "");
  EXPECT_EQ(language_name("fr"), "French");
  EXPECT_EQ(language_name("xx-none"), "xx-none");
}

TEST(Feed, RssAtomAndRdfGiveTheSameItem) {
  const std::string feeds[] = {
      "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>"
      "<title>Agency</title><language>en-us</language><item><title>Albania &amp; Iran</title><link>http://a/1</link>"
      "<guid>x1</guid><pubDate>Wed, 07 Sep 2022 23:10:00 +0200</pubDate><description>Short.</description>"
      "<content:encoded><![CDATA[<p>Albania cut ties.</p>]]></content:encoded></item></channel></rss>",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Agency</title><entry><title>Albania &amp; "
      "Iran</title><link rel=\"self\" href=\"http://self\"/><link href=\"http://a/1\"/><id>x1</id>"
      "<published>2022-09-07T23:10:00+02:00</published><updated>2022-09-09T00:00:00Z</updated>"
      "<content type=\"xhtml\"><div><p>Albania cut ties.</p></div></content></entry></feed>",
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Agency</title><dc:language>en</dc:language>"
      "</channel><item><title>Albania &amp; Iran</title><link>http://a/1</link><dc:identifier>x1</dc:identifier>"
      "<description>Albania cut ties.</description><dc:date>2022-09-07</dc:date></item></rdf:RDF>"};
  for (const auto& bytes : feeds) {
    const auto feed = read_feed(bytes, "", "feed");
    ASSERT_TRUE(feed) << feed.error().describe();
    EXPECT_EQ(feed->title, "Agency");
    EXPECT_EQ(feed->language, "en");
    ASSERT_EQ(feed->items.size(), 1u);
    const auto document = document_of(feed->items[0], *feed);
    EXPECT_EQ(document.id, "http://a/1");
    EXPECT_EQ(document.title, "Albania & Iran");
    EXPECT_EQ(document.text, "Albania cut ties.");
    EXPECT_EQ(document.date->text(), "2022-09-07");
    EXPECT_EQ(document.source, "Agency");
  }
}

TEST(Feed, AnItemOfATitleAloneIsItsTitle) {
  const auto feed =
      read_feed("<rss><channel><item><title>Iran denies it</title></item><item/></channel></rss>", "", "f");
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->items.size(), 1u);
  EXPECT_EQ(feed->left_out, 1u);
  const auto document = document_of(feed->items[0], *feed);
  EXPECT_EQ(document.text, "Iran denies it");
  EXPECT_EQ(document.title, "");
  EXPECT_EQ(document.id, "Iran denies it");
}

TEST(Feed, OfABrokenOneWhatStandsBeforeTheBreakIsTaken) {
  const auto broken = read_feed("<rss><channel><item><title>One</title></item><item><title>Two</tit", "", "f");
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->items.size(), 2u);
  EXPECT_TRUE(broken->cut);
  EXPECT_FALSE(read_feed("<rss><channel><item><title>One</title></item></channel>", "", "f")->cut);
  for (const std::string none : {"", "no xml", "<html><body/></html>", "<rss"}) {
    const auto feed = read_feed(none, "", "name");
    ASSERT_FALSE(feed) << none;
    EXPECT_THAT(feed.error().describe(), HasSubstr("name: is no"));
  }
}

TEST(Feed, EntitiesOfItsOwnAreNotExpanded) {
  std::string bomb = "<!DOCTYPE rss [<!ENTITY a0 \"ha\"><!ENTITY file SYSTEM \"file:///etc/passwd\">";
  for (int i = 1; i < 30; ++i)
    bomb += "<!ENTITY a" + std::to_string(i) + " \"&a" + std::to_string(i - 1) + ";&a" + std::to_string(i - 1) + ";\">";
  bomb += "]><rss><channel><item><title>&a29;</title><description>&file;</description></item></channel></rss>";
  const auto feed = read_feed(bomb, "", "bomb");
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->items.size(), 1u);
  EXPECT_EQ(feed->items[0].title, "&a29;");
  EXPECT_EQ(feed->items[0].content, "&file;");
}

std::string record(const std::string& type, const std::string& address, const std::string& block) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + address +
         "\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " + std::to_string(block.size()) +
         "\r\n\r\n" + block + "\r\n\r\n";
}

std::string answer(const std::string& headers, const std::string& body) {
  return "HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n" + body;
}

struct Read {
  std::vector<Document> documents;
  std::vector<std::string> problems;
};

Read read(const std::string& bytes) {
  Read out;
  read_documents(
      bytes, "a.warc", {}, [&](Document document) { return out.documents.push_back(std::move(document)), true; },
      [&](const Error& error) { out.problems.push_back(error.describe()); });
  return out;
}

const std::string kPage = "<html><head><title>T</title></head><body><p>Albania cut its ties.</p></body></html>";

TEST(Warc, PagesWithTheirEncodingsUndone) {
  const auto out = read(
      record("request", "http://a/0", "GET / HTTP/1.1\r\n\r\n") +
      record("response", "http://a/1",
             answer("Content-Type: text/html; charset=windows-1251", "<p>\xCC\xEE\xF1\xEA\xE2\xE0 \xED\xE5.</p>")) +
      record("response", "<http://a/2>",
             answer("Content-Type: text/html\r\nTransfer-Encoding: chunked",
                    "5\r\n<p>So\r\n8;x=y\r\n it is.<\r\n0\r\n\r\n")) +
      record("response", "http://a/3", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>None here.</p>") +
      record("response", "http://a/4", answer("Content-Type: image/png", "PNG")) +
      record("response", "http://a/5", answer("Content-Type: text/plain", "Plain text.")));
  ASSERT_EQ(out.documents.size(), 3u);
  EXPECT_EQ(out.documents[0].text, "Москва не.");
  EXPECT_EQ(out.documents[1].text, "So it is.<");
  EXPECT_EQ(out.documents[1].url, "http://a/2");
  EXPECT_EQ(out.documents[2].text, "Plain text.");
  EXPECT_THAT(out.problems, IsEmpty());
}

TEST(Warc, WhatIsBrokenIsToldAndTheRestIsRead) {
  const auto good = record("response", "http://a/1", answer("Content-Type: text/html", kPage));
  const auto out = read(record("response", "http://a/0", "no status") + good);
  EXPECT_EQ(out.documents.size(), 1u);
  EXPECT_THAT(out.problems, ElementsAre("a.warc: record 1: an answer without a status line; left out"));
  EXPECT_THAT(read(good + good.substr(0, 150)).problems, ElementsAre("a.warc: record 2: is broken off; left out"));
  EXPECT_THAT(read(good + "what is this\r\n").problems,
              ElementsAre("a.warc: record 2: the archive is broken here; the rest; left out"));
  EXPECT_THAT(read("GIF89a").problems, ElementsAre("a.warc: is no web archive"));
  EXPECT_THAT(read("").problems, ElementsAre("a.warc: is empty; left out"));
  EXPECT_THAT(read("WARC/1.0\r\nContent-Length: 99999999999999999999999\r\n\r\n").problems,
              ElementsAre("a.warc: record 1: is broken off; left out"));
}

TEST(Warc, FilesInGzipMembersAndTornOnes) {
  const auto folder = std::filesystem::temp_directory_path() / ("demarche-warc-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const auto path = folder / "crawl.warc.gz";
  for (int i = 0; i < 2; ++i) {
    const auto one = record("response", "http://a/" + std::to_string(i), answer("Content-Type: text/html", kPage));
    const gzFile file = gzopen(path.c_str(), i ? "ab" : "wb");
    gzwrite(file, one.data(), static_cast<unsigned>(one.size()));
    gzclose(file);
  }
  std::vector<std::string> ids, problems;
  const auto take = [&](const Document& document) { return ids.push_back(document.id), true; };
  const auto problem = [&](const Error& error) { problems.push_back(error.message); };
  read_documents(path, {}, take, problem);
  EXPECT_THAT(ids, ElementsAre("http://a/0", "http://a/1"));
  EXPECT_THAT(problems, IsEmpty());
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 30);
  ids.clear();
  read_documents(path, {}, take, problem);
  EXPECT_THAT(ids, ElementsAre("http://a/0"));
  EXPECT_EQ(problems.size(), 1u);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace demarche
