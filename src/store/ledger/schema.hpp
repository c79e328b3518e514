// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace loyalty::store {

/// The text of schema.sql, taken in at build time.
std::string_view schema_sql();

/// Marks a file as a ledger of this program ("loya").
inline constexpr int application_id = 0x6c6f7961;
/// The version of schema.sql. Older ledgers are brought up to it by numbered steps, newer ones are refused.
inline constexpr int schema_version = 4;

} // namespace loyalty::store
