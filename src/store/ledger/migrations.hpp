// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <string>
#include <string_view>

namespace loyalty::store {

/// The statement of schema.sql that makes this index; empty if it has none of that name.
std::string index_statement(std::string_view name);

/// Brings a ledger of an older version up to `schema_version`, one numbered step after the other, in one transaction:
/// an interrupted migration leaves the older ledger. Nothing happens to a ledger that is up to date.
void migrate(SQLite::Database& database);

} // namespace loyalty::store
