// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace loyalty::store {

/// The text of schema.sql, taken in at build time.
std::string_view schema_sql();

/// Marks a file as a ledger of this program ("loya").
inline constexpr int application_id = 0x6c6f7961;
/// The version of schema.sql. Older ledgers are brought up to it by numbered steps, newer ones are refused.
inline constexpr int schema_version = 8;

/// The statement of schema.sql that makes this index; empty if it has none of that name.
std::string index_statement(std::string_view name);

/// SQL without its comments and with blanks only where words would run together: what a statement does is the same
/// where this is.
std::string plain_sql(std::string_view sql);
/// Whether schema.sql makes this, whatever its comments and blanks are. `near`, 0 at first, is where it is looked for:
/// statements in the order of the schema are found at once.
bool is_of_schema(std::string_view sql, std::size_t& near);
/// How many statements schema.sql has.
std::size_t schema_size();

} // namespace loyalty::store
