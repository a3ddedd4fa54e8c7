// The option that all verbs share which use a ledger.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace demarche {

inline constexpr const char* kLedger = "demarche.ledger";  // where --ledger is not given

inline void add_ledger_option(CLI::App& verb, std::string& ledger) {
  verb.add_option("--ledger", ledger, "the ledger: a file, or postgresql://user@host/database")
      ->envname("DEMARCHE_LEDGER");  // so that a password need not stand where every user of the machine sees it
}

}  // namespace demarche
