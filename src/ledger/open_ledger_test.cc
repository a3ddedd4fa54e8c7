// Old ledgers brought up, and what is no ledger.
#include <fstream>

#include "ledger/conformance.h"
#include "ledger/sql.h"

namespace demarche {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(OpenLedger, BringsAnOldLedgerUp) {
  const auto copy = std::filesystem::temp_directory_path() / ("demarche-old-" + std::to_string(getpid()) + ".ledger");
  std::filesystem::copy_file(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "src/ledger/fixtures/version-1.ledger", copy);
  EXPECT_THAT(open_ledger(copy.string(), OpenMode::read).error().describe(), HasSubstr("ledger migrate"));
  ASSERT_TRUE(open_ledger(copy.string(), OpenMode::write));
  const auto ledger = open_ledger(copy.string(), OpenMode::read);
  ASSERT_TRUE(ledger) << ledger.error().describe();
  ASSERT_EQ((*ledger)->events({})->size(), 1u);
  EXPECT_EQ((*ledger)->events({})->front().actors.front().country, "ALB");
  EXPECT_EQ((*ledger)->search("severed", 5)->size(), 1u);
  EXPECT_TRUE((*ledger)->document("v1.txt")->has_value());
  std::filesystem::remove(copy);
}

TEST(OpenLedger, BringsOthersDataOfAnOldLedgerUp) {
  const auto copy = std::filesystem::temp_directory_path() / ("demarche-3-" + std::to_string(getpid()) + ".ledger");
  std::filesystem::copy_file(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "src/ledger/fixtures/version-3.ledger", copy);
  const auto ledger = open_ledger(copy.string(), OpenMode::write);
  ASSERT_TRUE(ledger) << ledger.error().describe();
  EXPECT_THAT(*(*ledger)->check(), IsEmpty());
  EXPECT_EQ(*(*ledger)->revision(), 1);
  EXPECT_EQ((*ledger)->events({})->size(), 1u);
  ASSERT_EQ((*ledger)->imports()->size(), 2u);
  FlatQuery query;
  query.imported_from = (*ledger)->imports()->back().file_hash;
  std::vector<FlatEvent> rows;
  ASSERT_TRUE((*ledger)->flat_events(query, [&](const FlatEvent& event) { return rows.push_back(event), true; }));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows.front().id, "100000005");
  EXPECT_EQ(rows.front().origin, "gdelt2");
  EXPECT_THAT(rows.front().line, testing::StartsWith("100000005\t" + std::to_string(rows.front().date.year())));
  std::int64_t counted = 0;
  const auto coverage = (*ledger)->coverage();
  for (const auto& [month, events] : *coverage) counted += events;
  EXPECT_EQ(counted, 8);
  ASSERT_TRUE((*ledger)->settle());
  EXPECT_EQ((*ledger)->contents()->flat_events, 8);
  std::filesystem::remove(copy);
}

// A server that restarts, or another that takes its place, ends the connection.
TEST(OpenPostgres, ConnectsAnewWhatWasLost) {
  const PrivatePostgres server;
  if (server.address.empty()) GTEST_SKIP() << "no PostgreSQL 15 here";
  const auto opened = open_postgres(server.address, true), other = open_postgres(server.address, true);
  ASSERT_TRUE(opened && other);
  Sql& sql = **opened;
  const auto number = [](Sql& of, const std::string& question) {
    std::int64_t found = -1;
    const auto read = of.rows(question, {}, [&](const SqlRow& row) { return found = row.number(0), true; });
    return read ? found : -1;
  };
  const auto end_connection = [&] {
    const auto process = number(sql, "SELECT pg_backend_pid()");
    EXPECT_EQ(number(**other, "SELECT pg_terminate_backend(" + std::to_string(process) + ", 30000)"), 1);
  };
  ASSERT_TRUE(sql.script("CREATE TABLE kept (number BIGINT)"));

  end_connection();  // a question is asked again
  EXPECT_EQ(number(sql, "SELECT count(*) FROM kept"), 0);

  end_connection();  // a transaction that has not begun begins
  {
    Transaction transaction(sql);
    ASSERT_TRUE(transaction.begun());
    EXPECT_TRUE(sql.script("INSERT INTO kept VALUES (1)"));
    EXPECT_TRUE(transaction.finish());
  }

  {  // one that has begun is undone as a whole, and nothing more comes of it
    Transaction transaction(sql);
    ASSERT_TRUE(transaction.begun());
    EXPECT_TRUE(sql.script("INSERT INTO kept VALUES (2)"));
    end_connection();
    EXPECT_FALSE(sql.script("INSERT INTO kept VALUES (3)"));
    EXPECT_FALSE(sql.script("INSERT INTO kept VALUES (4)"));
    EXPECT_FALSE(transaction.finish());
  }
  EXPECT_EQ(number(sql, "SELECT sum(number) FROM kept"), 1);
}

TEST(OpenPostgres, NamesEachServerAndNoPassword) {
  const auto told =
      open_postgres("postgresql://me:secret@127.0.0.1:1,127.0.0.1:2/x?password=secret&sslmode=disable", true);
  ASSERT_FALSE(told);
  EXPECT_THAT(told.error().describe(), testing::AllOf(HasSubstr("port 1 "), HasSubstr("port 2 "), HasSubstr("sslmode"),
                                                      testing::Not(HasSubstr("secret"))));
}

TEST(OpenLedger, TellsWhatIsNoLedger) {
  const auto folder = std::filesystem::temp_directory_path() / "demarche_ledger_test";
  std::filesystem::create_directories(folder);
  const auto text = folder / "text.ledger";
  std::ofstream(text) << "This is no database at all, only a long enough line of text to be read as one.\n";
  EXPECT_THAT(open_ledger(text.string(), OpenMode::write).error().describe(), HasSubstr("text.ledger: "));
  EXPECT_THAT(open_ledger((folder / "none.ledger").string(), OpenMode::read).error().describe(),
              HasSubstr("cannot be opened"));
  EXPECT_THAT(open_ledger(folder.string(), OpenMode::write).error().describe(), HasSubstr("is a directory"));
  EXPECT_THAT(open_ledger("postgresql://me:secret@127.0.0.1:1/x", OpenMode::read).error().describe(),
              testing::AllOf(HasSubstr("cannot be reached"), testing::Not(HasSubstr("secret"))));
  for (const char* address : {"postgresql://me:secret/x@127.0.0.1:1/x", "postgresql://me:secret%zz@127.0.0.1:1/x",
                              "postgresql://127.0.0.1:1/x?user=me&password=secret"})
    EXPECT_THAT(open_ledger(address, OpenMode::read).error().describe(), testing::Not(HasSubstr("secret")));
  const auto kept = folder / "kept.ledger";
  std::filesystem::remove(kept);
  {
    const auto ledger = open_ledger(kept.string(), OpenMode::write);
    ASSERT_TRUE(ledger) << ledger.error().describe();
    ASSERT_TRUE((*ledger)->add(document_of("d", "x"), {}));
  }
  const auto again = open_ledger(kept.string(), OpenMode::read);
  ASSERT_TRUE(again) << again.error().describe();
  EXPECT_EQ((*again)->documents()->size(), 1u);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace demarche
