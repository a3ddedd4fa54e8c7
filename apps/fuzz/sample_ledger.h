// A small ledger with something of everything: documents, events, claims, corrections, others' rows.
#pragma once

#include <filesystem>

namespace demarche {

// Made when it is first asked for, from articles of cases/; a file that lasts as long as the program.
const std::filesystem::path& sample_ledger();

}  // namespace demarche
