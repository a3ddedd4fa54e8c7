// What every store must do is tested on each kind of store: documents in ledger_test.cc, others' event data in
// flat_events_test.cc. A second store joins by one line there. For tests of src/ledger.
#pragma once

#include <gmock/gmock.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/private_postgres.h"

namespace demarche {

inline Event event_of(const std::string& id, const std::string& actor, const std::string& recipient, const char* day) {
  Event event;
  event.id = id;
  event.document = "d";
  event.type = "SANCTION";
  event.cameo = "161";
  event.actors.resize(1);
  event.actors[0].id = actor;
  event.actors[0].country = actor.substr(0, 3);
  event.recipients.resize(1);
  event.recipients[0].id = event.recipients[0].country = recipient;
  if (*day) event.date = Period::of_day(*Date::parse(day));
  return event;
}

inline Document document_of(const std::string& id, const std::string& text) {
  Document document;
  document.id = id;
  document.text = text;
  return document;
}

inline std::vector<std::string> ids(const Result<std::vector<Event>>& events) {
  std::vector<std::string> found;
  if (!events) return {events.error().describe()};
  for (const auto& event : *events) found.push_back(event.id);
  return found;
}

// A store of each kind, empty, and open for writing.
class LedgerConformance : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (std::string(GetParam()) == "postgresql") {
      server = std::make_unique<PrivatePostgres>();
      if (server->address.empty()) GTEST_SKIP() << "no PostgreSQL 15 here";
      address = server->address;
    } else {
      std::string name = (std::filesystem::temp_directory_path() / "demarche-ledger-XXXXXX").string();
      ASSERT_TRUE(mkdtemp(name.data()));
      folder = name;
      address = (folder / "l").string();
    }
    ledger = open(OpenMode::write);
  }

  void TearDown() override {
    ledger.reset();
    std::error_code error;
    if (!folder.empty()) std::filesystem::remove_all(folder, error);
  }

  // One more connection to the same store.
  std::unique_ptr<Ledger> open(OpenMode mode) const {
    auto opened = open_ledger(address, mode);
    EXPECT_TRUE(opened) << opened.error().describe();
    return opened ? std::move(*opened) : nullptr;
  }

  std::string address;
  std::filesystem::path folder;
  std::unique_ptr<PrivatePostgres> server;
  std::unique_ptr<Ledger> ledger;
};

}  // namespace demarche
