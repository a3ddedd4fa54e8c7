#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <set>

#include "fleet/dispatch.h"
#include "fleet/message.h"
#include "fleet/private_nats.h"
#include "fleet/worker.h"
#include "ledger/private_postgres.h"
#include "ledger/sql.h"

namespace demarche {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Document document(const std::string& id, const std::string& text) {
  Document one;
  one.id = id;
  one.title = "Albania “severs” ties";
  one.text = text;
  one.source = "Agency";
  one.url = "http://a/" + id;
  one.language = "en";
  one.date = Date::parse("2022-09-07");
  one.paragraphs = {{0, static_cast<std::uint32_t>(text.size()), true}};
  one.parties = {{0, 3, "ALB"}};
  one.repaired_bytes = 2;
  return one;
}

TEST(Message, HoldsAllOfADocument) {
  const auto one = document("1", "Albania cut ties.\x1A\n\"quoted\"");
  const auto back = document_of_message(message_of(one));
  ASSERT_TRUE(back) << back.error().describe();
  EXPECT_EQ(*back, one);
  EXPECT_EQ(*document_of_message(message_of({})), Document{});
  EXPECT_EQ(message_id(message_of(one)), message_id(message_of(*back)));
  EXPECT_NE(message_id(message_of(one)), message_id(message_of(document("2", one.text))));
}

TEST(Message, HoldsNothingThatATerminalWouldObey) {
  EXPECT_EQ(document_of_message(message_of(document("1\x1b", "A\x1b[2J.")))->text, "A\x1A[2J.");
  EXPECT_FALSE(document_of_message(message_of(document("1", std::string(kLongestDocument + 1, 'x')))));
}

TEST(Message, WhatIsNoDocumentIsTold) {
  const auto good = message_of(document("1", "Text."));
  for (const std::string& bad : {std::string(), std::string("{}"), std::string("[1]"), good.substr(0, good.size() / 2),
                                 std::string(good).replace(good.find("[[0,5,true]]"), 12, "[[0,9,true]]"),
                                 std::string(good).replace(good.find("[[0,5,true]]"), 12, "[[3,1,true]]")})
    EXPECT_FALSE(document_of_message(bad)) << bad;
}

// A broker of its own and a ledger in a temporary folder; documents are stored, not coded, unless a test says how.
class Fleet : public testing::Test {
 protected:
  void SetUp() override {
    if (!nats_.is_there()) GTEST_SKIP() << "nats-server is not installed";
    options_.servers = nats_.address();
    options_.answer_within = std::chrono::seconds(3);
    char name[] = "/tmp/demarche-fleet-XXXXXX";
    folder_ = mkdtemp(name);
  }
  void TearDown() override {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }

  Broker broker() {
    auto connected = Broker::connect(options_);
    EXPECT_TRUE(connected) << connected.error().describe();
    return std::move(*connected);
  }
  void send(int from, int to) {
    std::ofstream file(folder_ / "documents.jsonl");
    for (int i = from; i < to; ++i) file << "{\"id\": \"" << i << "\", \"text\": \"Text of " << i << ".\"}\n";
    file.close();
    auto out = broker();
    const std::vector<std::filesystem::path> files = {folder_ / "documents.jsonl"};
    const auto sent = dispatch(
        out, files, {}, never_, [](std::size_t) {}, [](const Error&) {});
    ASSERT_TRUE(sent) << sent.error().describe();
    EXPECT_EQ(sent->read.documents, static_cast<std::size_t>(to - from));
  }
  std::string ledger() const { return (folder_ / "ledger").string(); }
  OpenLedger open() const {
    return [this] { return open_ledger(ledger(), OpenMode::write); };
  }
  Result<void> drain(
      const CodeDocument& code = [](const Document&) { return Coding{}; }, std::uint64_t tries = 3) {
    WorkerOptions options;
    options.drain = true;
    options.tries = tries;
    return work_with(options, code, never_);
  }
  Result<void> work_with(const WorkerOptions& options, const CodeDocument& code, const std::atomic<bool>& stop) {
    auto from = broker();
    return work(from, open(), code, options, stop, counts_,
                [&](const Error& error) { problems_.push_back(error.describe()); });
  }
  // How often the document of that id ended the worker, until all was done.
  int ends_of(const std::string& id, std::uint64_t tries) {
    struct End {};
    const auto code = [&](const Document& one) {
      if (one.id == id) throw End();  // nothing catches it: what was in hand stays unanswered
      return Coding{};
    };
    for (int ends = 0;; ++ends) try {
        const auto worked = drain(code, tries);
        EXPECT_TRUE(worked) << worked.error().describe();
        return ends;
      } catch (const End&) {
      }
  }
  std::size_t stored() const { return (*open_ledger(ledger(), OpenMode::read))->documents()->size(); }

  PrivateNats nats_;
  BrokerOptions options_;
  std::filesystem::path folder_;
  std::atomic<bool> never_{false};
  WorkerCounts counts_;
  std::vector<std::string> problems_;
};

TEST_F(Fleet, WhatIsSentIsStoredOnce) {
  send(0, 1000);
  send(500, 1200);  // half of it a second time
  auto watching = broker();
  EXPECT_EQ(watching.backlog()->waiting, 1200u);
  ASSERT_TRUE(drain());
  EXPECT_EQ(stored(), 1200u);
  EXPECT_EQ(counts_.fresh, 1200u);
  EXPECT_EQ(watching.backlog()->waiting, 0u);
  EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(Fleet, WhatADeadWorkerHadInHandIsHandedOutAgain) {
  send(0, 20);
  {
    auto dying = broker();
    auto taken = dying.take(10, std::chrono::seconds(5));
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->size(), 10u);
    for (auto& one : *taken) one.again(std::chrono::seconds(0));  // as the server does after a minute of silence
  }
  ASSERT_TRUE(drain());
  EXPECT_EQ(stored(), 20u);
}

TEST_F(Fleet, PoisonGoesToTheDeadLettersWithItsReason) {
  send(0, 5);
  auto out = broker();
  const std::string poison = "no document at all";
  ASSERT_TRUE(out.send(std::span(&poison, 1), never_));
  ASSERT_TRUE(drain());
  EXPECT_EQ(stored(), 5u);
  const auto dead = out.dead_letters(10);
  ASSERT_TRUE(dead);
  ASSERT_EQ(dead->size(), 1u);
  EXPECT_EQ((*dead)[0].bytes, poison);
  EXPECT_THAT((*dead)[0].reason, HasSubstr("is no document"));
  EXPECT_EQ(counts_.dead, 1u);
}

// A document that ends whoever codes it is handed out so often and no more.
TEST_F(Fleet, WhatEndsEveryWorkerIsBuried) {
  send(0, 1);
  for (int i = 0; i < 3; ++i) {
    auto dying = broker();
    auto taken = dying.take(1, std::chrono::seconds(5));
    ASSERT_EQ(taken->size(), 1u);
    EXPECT_EQ((*taken)[0].times(), static_cast<std::uint64_t>(i + 1));
    (*taken)[0].again(std::chrono::seconds(0));
  }
  ASSERT_TRUE(drain());
  EXPECT_EQ(stored(), 0u);
  EXPECT_EQ(counts_.dead, 1u);
}

// Where one document ends every program that codes it, those that were taken with it are not buried with it.
TEST_F(Fleet, WhatEndsEveryWorkerTakesNoOtherWithIt) {
  options_.answer_within = std::chrono::seconds(1);
  send(0, 60);
  EXPECT_EQ(ends_of("20", 4), 4);
  EXPECT_EQ(stored(), 59u);
  const auto dead = broker().dead_letters(10);
  ASSERT_EQ(dead->size(), 1u);
  EXPECT_EQ(document_of_message((*dead)[0].bytes)->id, "20");
  EXPECT_THAT((*dead)[0].reason, HasSubstr("handed out 4 times"));
}

// Nor where they were handed out unequally often before, so that the company changes from time to time.
TEST_F(Fleet, WhatEndsEveryWorkerTakesNoOtherWithItInWhateverCompany) {
  options_.answer_within = std::chrono::seconds(1);
  send(0, 3);
  {
    auto before = broker();
    auto all = before.take(3, std::chrono::seconds(5));
    ASSERT_EQ(all->size(), 3u);
    for (int i : {1, 2}) (*all)[i].again(std::chrono::seconds(0));
    auto two = before.take(2, std::chrono::seconds(5));
    ASSERT_EQ(two->size(), 2u);
    (*all)[0].again(std::chrono::seconds(0));
    for (auto& one : *two) one.again(std::chrono::seconds(0));
  }
  EXPECT_EQ(ends_of("1", 4), 2);
  EXPECT_EQ(stored(), 2u);
  EXPECT_EQ(counts_.dead, 1u);
}

// What was coded by then is stored, and others have the rest at once.
TEST_F(Fleet, AWorkerThatIsToldToStopGivesTheRestBack) {
  options_.answer_within = std::chrono::seconds(60);
  send(0, 50);
  std::atomic<bool> stop{false};
  int coded = 0;
  ASSERT_TRUE(work_with(
      {},
      [&](const Document&) {
        stop = ++coded == 7;
        return Coding{};
      },
      stop));
  EXPECT_EQ(coded, 7);
  EXPECT_EQ(stored(), 7u);
  auto next = broker();
  std::size_t had = 0;
  for (auto taken = next.take(50, std::chrono::seconds(10)); !taken->empty();
       taken = next.take(50, std::chrono::seconds(1))) {
    had += taken->size();
    for (auto& one : *taken) one.done();
  }
  EXPECT_EQ(had, 43u);
}

// Whoever has long documents in hand is not taken for dead.
TEST_F(Fleet, LongWorkIsNotHandedOutAgain) {
  options_.answer_within = std::chrono::seconds(4);
  send(0, 5);
  const auto slowly = [](const Document&) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    while (std::chrono::steady_clock::now() < end) {
    }
    return Coding{};
  };
  ASSERT_TRUE(drain(slowly));
  EXPECT_EQ(counts_.fresh, 5u);
  EXPECT_EQ(counts_.unchanged, 0u);
}

// One that the store refuses is tried again and buried; those stored with it are not.
TEST_F(Fleet, WhatTheStoreRefusesIsBuriedAlone) {
  send(0, 10);
  {
    const auto made = open_ledger(ledger(), OpenMode::write);
    const auto store = open_sqlite(ledger(), true);
    ASSERT_TRUE(
        (*store)->script("CREATE TRIGGER refused BEFORE INSERT ON document WHEN new.id = '4' BEGIN SELECT "
                         "RAISE(ABORT, 'refused'); END"));
  }
  ASSERT_TRUE(drain([](const Document&) { return Coding{}; }, 2));
  EXPECT_EQ(stored(), 9u);
  EXPECT_EQ(counts_.tried_again, 1u);
  EXPECT_EQ(counts_.dead, 1u);
  const auto dead = broker().dead_letters(10);
  ASSERT_EQ(dead->size(), 1u);
  EXPECT_THAT((*dead)[0].reason, HasSubstr("refused"));
}

TEST_F(Fleet, WhatTheBrokerDoesNotTakeIsToldAndLeftOut) {
  std::ofstream(folder_ / "long.jsonl") << R"({"id": "a", "text": "Short."})" << '\n'
                                        << R"({"id": "b", "text": ")" << std::string(2 << 20, 'x') << R"("})" << '\n'
                                        << R"({"id": "c", "text": "Short again."})" << '\n';
  auto out = broker();
  const std::vector<std::filesystem::path> files = {folder_ / "long.jsonl"};
  std::vector<std::string> told;
  const auto sent = dispatch(
      out, files, {}, never_, [](std::size_t) {}, [&](const Error& error) { told.push_back(error.describe()); });
  ASSERT_TRUE(sent) << sent.error().describe();
  EXPECT_EQ(sent->too_long, 1u);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_THAT(told[0], HasSubstr("more than the broker takes"));
  ASSERT_TRUE(drain());
  EXPECT_EQ(stored(), 2u);
}

TEST_F(Fleet, ABrokerThatComesBackGoesOn) {
  send(0, 300);
  int coded = 0;
  ASSERT_TRUE(drain([&](const Document&) {
    if (++coded == 50) {
      nats_.stop(SIGKILL);
      nats_.start();
    }
    return Coding{};
  }));
  EXPECT_EQ(stored(), 300u);
}

TEST_F(Fleet, AFullStreamMakesTheSenderWait) {
  options_.stream = "SMALL";
  options_.most_bytes = 64 << 10;
  auto out = broker();
  std::vector<std::string> messages;
  for (int i = 0; i < 400; ++i) messages.push_back(message_of(document(std::to_string(i), std::string(200, 'x'))));
  std::thread sender([&] { EXPECT_TRUE(out.send(messages, never_)); });
  ASSERT_TRUE(drain());  // ends when it is empty, perhaps before all was sent
  sender.join();
  ASSERT_TRUE(drain());
  EXPECT_EQ(stored(), 400u);
}

// The ledgers that can have many writers: what four threads store is what one would.
TEST_F(Fleet, ManyWorkersShareOneDatabase) {
  const PrivatePostgres postgres;
  if (postgres.address.empty()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
  send(0, 400);
  const auto code = [](const Document& one) {
    Coding coding;
    Event event;
    event.id = message_id(one.id);
    event.document = one.id;
    coding.events.push_back(event);
    return coding;
  };
  WorkerOptions options;
  options.drain = true;
  std::vector<std::thread> workers;
  std::atomic<int> problems{0};
  for (int w = 0; w < 4; ++w)
    workers.emplace_back([&] {
      auto from = broker();
      const auto done = work(
          from, [&] { return open_ledger(postgres.address, OpenMode::write); }, code, options, never_, counts_,
          [&](const Error&) { ++problems; });
      EXPECT_TRUE(done) << done.error().describe();
    });
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(problems, 0);
  EXPECT_EQ(counts_.fresh, 400u);
  const auto alone = open_ledger(ledger(), OpenMode::write);
  for (int i = 0; i < 400; ++i) {
    Document one;
    one.id = std::to_string(i);
    one.text = "Text of " + one.id + ".";
    one.paragraphs = {{0, static_cast<std::uint32_t>(one.text.size()), false}};
    ASSERT_TRUE((*alone)->add(one, code(one)));
  }
  EXPECT_EQ(*(*open_ledger(postgres.address, OpenMode::read))->contents(), *(*alone)->contents());
}

TEST(Metrics, AreInPrometheusText) {
  WorkerCounts counts;
  counts.fresh = 7;
  const auto text = metrics_text(counts, Backlog{3, 2, 1, 100, 12}, "a\"1");
  EXPECT_THAT(text, HasSubstr("# TYPE demarche_documents_added_total counter\n"
                              "demarche_documents_added_total{worker=\"a\\\"1\"} 7\n"));
  EXPECT_THAT(text, HasSubstr("\ndemarche_queue_waiting{worker=\"a\\\"1\"} 3\n"));
  // what the broker does not tell is not told to be none
  EXPECT_THAT(metrics_text(counts, std::nullopt, "1"), testing::Not(HasSubstr("queue")));
}

}  // namespace
}  // namespace demarche
