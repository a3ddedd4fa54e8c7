// A ledger that holds the record of knowledge/record, for tests.
#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>

#include "ledger/ledger.h"
#include "record/record.h"
#include "world/shipped_world.h"

namespace demarche {

// Puts the record in; throws what is wrong, which ends the test.
inline void add_record(Ledger& ledger) {
  const auto good = [](const auto& result) -> const auto& {
    if (!result) throw std::runtime_error(result.error().describe());
    return *result;
  };
  const std::filesystem::path knowledge = std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge";
  const auto ontology = Ontology::load(knowledge / "ontology");
  const auto files = record_files(knowledge / "record");
  const auto record = read_record(good(files), shipped_world(), good(ontology));
  for (const auto& each : good(record).documents) good(ledger.add(each.document, each.coding));
}

// In memory, with nothing else in it; filled once in a program.
inline Ledger& ledger_of_the_record() {
  static const auto filled = [] {
    auto ledger = open_ledger(":memory:", OpenMode::write);
    if (!ledger) throw std::runtime_error(ledger.error().describe());
    add_record(**ledger);
    return std::move(*ledger);
  }();
  return *filled;
}

}  // namespace demarche
