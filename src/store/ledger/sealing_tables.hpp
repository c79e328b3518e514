// SPDX-License-Identifier: MIT
#pragma once

#include "store/sqlite/table.hpp"

// The columns of the tables of the seal. They lie beside the books: no batch hashes them, they are about batches.
namespace loyalty::store::tables {

struct Sealing : Table {
  constexpr Sealing() : Table("sealing", "name") {}

  Column name = add_text("name");
  Column sealed_from = add_integer("sealed_from");
  Column next_batch = add_integer("next_batch");
  Column next_key = add_blob("next_key");
};
inline constexpr Sealing sealing;

struct Seals : Table {
  constexpr Seals() : Table("seals", "batch_id") {}

  Column batch_id = row_number("batch_id");
  Column mac = add_blob("mac");
};
inline constexpr Seals seals;

} // namespace loyalty::store::tables
