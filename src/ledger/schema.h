// The tables of a ledger. Internal to src/ledger.
//
// Records are kept whole as JSON; beside them stand the columns that queries need, so that the schema need not change
// with every field. Rows of others' data are kept whole as their line; who toward whom (dyad) and what (kind) stand
// beside it as numbers, as the same few thousands come back in millions of rows, and days as numbers, 20150218.
#pragma once

#include "ledger/sql.h"

namespace demarche {

inline constexpr int kSchemaVersion = 4;

// Statements that make an empty store of the present version.
std::string schema_of(const SqlDialect& dialect);
// The part of others' data, without its indexes, which settling makes (flat_import.cc).
std::string flat_schema_of(const SqlDialect& dialect);
// The number that changes count, and the order of events.
std::string order_schema_of(const SqlDialect& dialect);

}  // namespace demarche
