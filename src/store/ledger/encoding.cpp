// SPDX-License-Identifier: MIT
#include "store/ledger/encoding.hpp"

#include "store/ledger/bytes.hpp"

namespace loyalty::store {
namespace {

/// Stands before the value of a column that came later.
void put_later(std::string& bytes, std::size_t column) {
  bytes += 'c';
  put_number(bytes, column);
}

void put_staged(std::string& bytes, const Staging& rows, const Staging::Slot& cell) {
  switch (cell.type) {
    case Staging::Type::null: put_nothing(bytes); break;
    case Staging::Type::integer: put_integer(bytes, cell.value); break;
    case Staging::Type::text: put_text(bytes, rows.text(cell)); break;
  }
}

void put_stored(std::string& bytes, const Cursor& row, int column) {
  switch (sqlite3_column_type(row.handle(), column)) {
    case SQLITE_NULL: put_nothing(bytes); break;
    case SQLITE_INTEGER: put_integer(bytes, row.integer(column)); break;
    default: put_text(bytes, row.text(column)); break;
  }
}

} // namespace

void encode(const Staging& rows, const Table& table, std::size_t end, std::string& bytes) {
  const auto first_later = table.first_later();
  for (std::size_t row = 0; row < rows.rows(); ++row)
    for (std::size_t column = 0; column < end; ++column) {
      const auto& cell = rows.cell(row, column);
      if (column >= first_later) {
        if (cell.type == Staging::Type::null) continue;
        put_later(bytes, column);
      }
      put_staged(bytes, rows, cell);
    }
}

void encode(const Cursor& row, const Table& table, std::size_t end, std::string& bytes) {
  const auto first_later = table.first_later();
  for (std::size_t column = 0; column < end; ++column) {
    const auto place = static_cast<int>(column);
    if (column >= first_later) {
      if (row.null(place)) continue;
      put_later(bytes, column);
    }
    put_stored(bytes, row, place);
  }
}

Hash hash_of_batch(std::string_view row, TableDigests& digests) {
  Digest digest;
  digest.add(row);
  for (std::size_t place = 0; place < digests.size(); ++place) {
    if (!digests[place]) continue;
    digest.add(hashed_tables[place]->name());
    digest.add(bytes_of(digests[place]->finish()));
  }
  return digest.finish();
}

} // namespace loyalty::store
