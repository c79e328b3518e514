// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <span>
#include <string>
#include <string_view>

namespace loyalty::store {

/// One frozen step: the SQL that makes a ledger of the version before into one of version `to`.
struct Step {
  int to;
  std::string_view sql;
};

/// The version of the schema that a file says it has.
int version_of(SQLite::Database& database);
/// The same. Refuses by `Error` (damaged) a file that a newer version wrote, or none; `shown` is how it was named.
int check_version(SQLite::Database& database, const std::string& shown);
/// Refuses by `Error` (damaged) a file whose tables are not those of the older version that it says it has. Writes
/// nothing.
void check_older_tables(SQLite::Database& database, const std::string& shown);

/// All steps, by version; each is a file in migrations/.
std::span<const Step> migration_steps();

/// Brings a ledger of an older version up to `schema_version`, one numbered step after the other, in one transaction:
/// an interrupted migration leaves the older ledger. Nothing happens to a ledger that is up to date. Where the disk
/// fails at the last moment, the error is `unconfirmed`.
void migrate(SQLite::Database& database);

} // namespace loyalty::store
