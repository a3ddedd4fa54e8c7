// The tables of a ledger. Internal to src/ledger.
//
// Records are kept whole as JSON; beside them stand the columns that queries need, so that the schema need not change
// with every field.
#pragma once

#include "ledger/sql.h"

namespace demarche {

inline constexpr int kSchemaVersion = 3;

// Statements that make an empty store of the present version.
std::string schema_of(const SqlDialect& dialect);

}  // namespace demarche
