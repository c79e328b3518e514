// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace loyalty::store {

/// A value as SQLite holds it, asked for once: every look at it costs a call otherwise.
struct StoredValue {
  int type = SQLITE_NULL;
  std::int64_t number = 0;     ///< of an integer
  std::string_view bytes = {}; ///< of a text or a blob

  static StoredValue of(sqlite3_value* value) {
    const int type = sqlite3_value_type(value);
    if (type == SQLITE_INTEGER) return {type, sqlite3_value_int64(value)};
    if (type != SQLITE_TEXT && type != SQLITE_BLOB) return {type};
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    return {type, 0, {bytes, bytes == nullptr ? 0 : static_cast<std::size_t>(sqlite3_value_bytes(value))}};
  }

  bool null() const { return type == SQLITE_NULL; }
};

} // namespace loyalty::store
