// The public header as a C++ program uses it, linked to the shared library alone.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "demarche/demarche.h"

namespace de = demarche::embed;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

namespace {

const std::filesystem::path kCases = std::filesystem::path(DEMARCHE_SOURCE_DIR) / "cases";
const std::filesystem::path kSeverance = kCases / "2022-09-07-albania-severs-iran" / "report.txt";

const de::Coder& coder() {
  static const auto kCoder = de::Coder::load();
  return *kCoder;
}

std::vector<de::Document> reports() {
  std::vector<std::filesystem::path> files;
  for (const auto& folder : std::filesystem::directory_iterator(kCases))
    if (std::filesystem::exists(folder.path() / "report.txt")) files.push_back(folder.path() / "report.txt");
  std::sort(files.begin(), files.end());
  std::vector<de::Document> documents;
  for (const auto& file : files)
    EXPECT_TRUE(de::read_documents(file.string(), {}, [&](const de::Document& document) {
      documents.push_back(document);
      return true;
    }));
  return documents;
}

std::vector<std::string> ids_of(const std::vector<de::Event>& events) {
  std::vector<std::string> ids;
  for (const auto& event : events) ids.emplace_back(event.id());
  return ids;
}

TEST(Embed, CodesATextIntoTypedRecords) {
  const auto document = de::Document::of({.text = "Albania severed diplomatic relations with Iran on Wednesday.",
                                          .title = "Ties cut",
                                          .date = "2022-09-07",
                                          .source = "Agency"});
  ASSERT_TRUE(document) << document.error();
  EXPECT_EQ(document->title(), "Ties cut");
  EXPECT_EQ(document->date(), "2022-09-07");
  const auto coding = coder().code(*document);
  ASSERT_THAT(coding.events, SizeIs(1));
  const auto& event = coding.events[0];
  EXPECT_EQ(event.move(), "sever");
  EXPECT_EQ(event.date(), "2022-09-07");
  EXPECT_EQ(event.document(), document->id());
  EXPECT_EQ(event.modality(), "done");
  EXPECT_FALSE(event.negated());
  ASSERT_THAT(event.actors(), SizeIs(1));
  EXPECT_EQ(event.actors()[0].country, "ALB");
  EXPECT_EQ(event.actors()[0].text, "Albania");
  ASSERT_THAT(event.recipients(), SizeIs(1));
  EXPECT_EQ(event.recipients()[0].country, "IRN");
  EXPECT_THAT(event.json(), HasSubstr("\"id\":\"" + std::string(event.id()) + "\""));
  EXPECT_THAT(de::csv_of(coding.events), HasSubstr("\n" + std::string(event.id()) + ","));
  EXPECT_THAT(de::json_of(coding), StartsWith("{\"events\":[{\"record\":\"event\""));
  EXPECT_THAT(coder().explain(*document), HasSubstr(event.rule()));
}

TEST(Embed, ClaimsTellWhoSpeaks) {
  std::vector<std::string> stances, speakers;
  for (const auto& coding : coder().code(reports()))
    for (const auto& claim : coding.claims) {
      stances.emplace_back(claim.stance());
      speakers.emplace_back(claim.speaker().country);
    }
  EXPECT_THAT(stances, Contains("denies"));
  EXPECT_THAT(speakers, Contains("IRN"));
}

TEST(Embed, ValuesOutliveWhatTheyCameFrom) {
  std::vector<de::Event> kept;
  {
    const auto own = de::Coder::load();
    ASSERT_TRUE(own);
    const auto document = de::Document::of({.text = "Iran expelled two French diplomats."});
    kept = own->code(*document).events;
  }
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(kept[0].actors()[0].country, "IRN");
}

TEST(Embed, AnyNumberOfThreadsGivesTheSame) {
  const auto documents = reports();
  std::vector<std::string> one, three, from_own(documents.size());
  for (const auto& coding : coder().code(documents, 1)) one.push_back(de::json_of(coding));
  for (const auto& coding : coder().code(documents, 3)) three.push_back(de::json_of(coding));
  EXPECT_EQ(one, three);
  {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < 3; ++t)
      threads.emplace_back([&, t] {
        for (std::size_t i = t; i < documents.size(); i += 3) from_own[i] = de::json_of(coder().code(documents[i]));
      });
  }
  EXPECT_EQ(one, from_own);
  EXPECT_THAT(coder().code({}, 2), IsEmpty());
}

TEST(Embed, WhatIsWrongIsOneLine) {
  EXPECT_EQ(de::Coder::load({.data = "/nowhere", .world = {}, .problem = {}}).error(),
            "/nowhere: holds no knowledge/ and models/");
  EXPECT_EQ(de::Document::of({.text = "Text.", .date = "soon"}).error(), "date: not a day (YYYY-MM-DD): 'soon'");
  EXPECT_EQ(de::Document::of({.text = " \n"}).error(), "text: is empty; left out");
  EXPECT_FALSE(de::read_documents("x", {.format = "word"}, [](const de::Document&) { return true; }));
  std::vector<std::string> problems;
  const auto read = de::read_documents(
      "/nowhere/file.txt", {}, [](const de::Document&) { return true; },
      [&](const std::string& line) { problems.push_back(line); });
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, 0u);
  EXPECT_THAT(problems, ElementsAre("/nowhere/file.txt: no such file"));
  EXPECT_FALSE(de::Ledger::open("/nowhere/a.ledger"));
}

class EmbeddedLedger : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("demarche-embed-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / "a.ledger").string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
  std::string path_;
};

TEST_F(EmbeddedLedger, KeepsWhatIsAddedAndIsAskedByPairAndDay) {
  auto ledger = de::Ledger::open(path_, de::Mode::write);
  ASSERT_TRUE(ledger) << ledger.error();
  const auto documents = reports();
  const auto added = ledger->add(coder(), documents, 2);
  ASSERT_TRUE(added) << added.error();
  EXPECT_EQ(added->fresh, documents.size());
  EXPECT_EQ(*ledger->add(documents[0], coder().code(documents[0])), de::Added::unchanged);

  de::EventQuery query;
  query.parties = {"Albania", "IRN"};
  query.since = "2022-09-01";
  query.until = "2022-09-30";
  query.moves_only = true;
  const auto moves = ledger->events(query);
  ASSERT_TRUE(moves) << moves.error();
  EXPECT_THAT(*moves, Contains(testing::ResultOf([](const de::Event& event) { return event.move(); }, "sever")));
  for (const auto& move : *moves) {
    EXPECT_GE(move.end_date(), query.since);
    EXPECT_LE(move.date(), query.until);
  }
  // another connection sees the same
  auto other = de::Ledger::open(path_);
  ASSERT_TRUE(other) << other.error();
  EXPECT_EQ(ids_of(*other->events(query)), ids_of(*moves));

  EXPECT_THAT(*ledger->claims({.parties = {"IRN"}}), Not(IsEmpty()));
  EXPECT_THAT(*ledger->pair("ALB", "IRN", "2022-09-08"), HasSubstr("\"rung\":\"severed\""));
  EXPECT_THAT(*ledger->brief("ALB", "IRN", "2022-09-08", "markdown"), HasSubstr("severed diplomatic relations"));
  EXPECT_THAT(*ledger->series({.a = "ALB", .b = "IRN", .step = "year"}), HasSubstr("\"begin\":\"2022-01-01\""));
  EXPECT_THAT(*ledger->documents(), SizeIs(documents.size()));
}

TEST_F(EmbeddedLedger, PagesTellWhatWasAddedSince) {
  auto ledger = de::Ledger::open(path_, de::Mode::write);
  const auto add = [&](const char* text, const char* date) {
    const auto document = de::Document::of({.text = text, .date = date});
    return *ledger->add(*document, coder().code(*document));
  };
  EXPECT_FALSE(ledger->pair("ALB", "IRN"));  // no dated document, so no last day
  add("Albania expelled two Iranian diplomats on Monday.", "2022-09-06");
  EXPECT_THAT(*ledger->pair("ALB", "IRN"), Not(HasSubstr("\"rung\":\"severed\"")));
  add("Albania severed diplomatic relations with Iran on Wednesday.", "2022-09-07");
  const auto page = ledger->pair("ALB", "IRN");
  EXPECT_THAT(*page, HasSubstr("\"day\":\"2022-09-07\""));
  EXPECT_THAT(*page, HasSubstr("\"state\":{\"rung\":\"severed\""));
  EXPECT_THAT(*ledger->pair("ALB", "IRN", "", "2022-09-06"), Not(HasSubstr("\"state\":{\"rung\":\"severed\"")));
}

TEST_F(EmbeddedLedger, IsSharedByThreads) {
  auto ledger = de::Ledger::open(path_, de::Mode::write);
  const auto documents = reports();
  ASSERT_TRUE(ledger->add(coder(), documents));
  const auto alone = ids_of(*ledger->events());
  std::vector<std::vector<std::string>> found(4);
  {
    std::vector<std::jthread> threads;
    for (auto& each : found)
      threads.emplace_back([&] {
        each = ids_of(*ledger->events());
        EXPECT_TRUE(ledger->pair("ALB", "IRN"));
      });
  }
  for (const auto& each : found) EXPECT_EQ(each, alone);
}

}  // namespace
