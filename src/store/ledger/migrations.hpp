// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <span>
#include <string_view>

namespace loyalty::store {

/// One frozen step: the SQL that makes a ledger of the version before into one of version `to`.
struct Step {
  int to;
  std::string_view sql;
};

/// All steps, by version; each is a file in migrations/.
std::span<const Step> migration_steps();

/// Brings a ledger of an older version up to `schema_version`, one numbered step after the other, in one transaction:
/// an interrupted migration leaves the older ledger. Nothing happens to a ledger that is up to date.
void migrate(SQLite::Database& database);

} // namespace loyalty::store
