// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <future>
#include <optional>
#include <string>
#include <string_view>

#include "store/ledger/cursor.hpp"
#include "store/ledger/digest.hpp"
#include "store/ledger/tables.hpp"
#include "store/sqlite/staging.hpp"
#include "store/sqlite/stored_value.hpp"

namespace loyalty::store {

// The canonical bytes of rows, which batches are hashed by: equal bytes mean equal rows of equal types. A row with
// nothing in the columns that came later has the bytes it had before they came.

/// Appends the staged rows of a table, as far as its columns before `end`.
void encode(const Staging& rows, const Table& table, std::size_t end, std::string& bytes);
/// Appends a stored row by its values, in the order of the columns.
void encode(const StoredValue* row, const Table& table, std::size_t end, std::string& bytes);
void encode(const Cursor& row, const Table& table, std::size_t end, std::string& bytes);

/// What a batch wrote to each of `hashed_tables`.
using TableDigests = std::array<std::optional<Digest>, hashed_tables.size()>;

/// Adds the staged rows of a table to its digest; `bytes` are put into room that is used again. Of many rows, on a
/// thread of its own, so that they can be written meanwhile: they may not be changed before `get`.
std::future<void> digest_staged(const Staging& rows, const Table& table, Digest& digest, std::string& bytes);

/// The hash of a batch: the bytes of its own row but for the hash, then each table that it wrote to.
Hash hash_of_batch(std::string_view row, TableDigests& digests);

} // namespace loyalty::store
