// SPDX-License-Identifier: MIT
#include "store/ledger/chain.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "store/ledger/cursor.hpp"
#include "store/ledger/encoding.hpp"
#include "store/ledger/sealing.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

/// What each batch wrote to each of the hashed tables.
std::map<BatchId, TableDigests> by_batch(const ChainRows& rows) {
  std::map<BatchId, TableDigests> digests;
  for (std::size_t place = 0; place < rows.size(); ++place)
    for (auto& [batch, digest] : rows[place]->digests()) digests[batch][place].emplace(std::move(digest));
  return digests;
}

constexpr Selection of_sealed_batch{tables::batches};

} // namespace

std::string head(Ledger& ledger) {
  constexpr auto& hash = tables::batches.hash;
  Cursor cursor(ledger.database(), fmt::format("SELECT {} FROM batches ORDER BY id DESC LIMIT 1", hash.name));
  return cursor.next() ? to_hex(cursor.text(only)) : std::string{};
}

ChainRows rows_of_chain() {
  ChainRows rows;
  for (const auto* table : hashed_tables) rows.push_back(std::make_unique<BatchRows>(*table));
  return rows;
}

Message check_chain(Ledger& ledger) {
  const auto rows = rows_of_chain();
  for (const auto& each : rows) {
    RowScan scan(each->table().name());
    each->take_rows(scan);
    scan.run(ledger.database());
  }
  return check_chain(ledger, rows);
}

Message check_chain(Ledger& ledger, const ChainRows& rows_of_tables) {
  constexpr auto& columns = tables::batches;
  auto digests = by_batch(rows_of_tables);
  std::string previous;
  BatchId expected(1);
  Cursor rows(ledger.database(), of_sealed_batch.from("batches ORDER BY id"));
  while (rows.next()) {
    const auto id = rows.id<BatchId>(of_sealed_batch[columns.id]);
    if (id != expected) return "batch {batch} is missing"_en(expected);
    expected = id.next();
    if (rows.text(of_sealed_batch[columns.previous_hash]) != previous)
      return "batch {batch} does not follow batch {earlier}"_en(id, id.value - 1);
    std::string row;
    encode(rows, columns, columns.hash.place, row);
    const Hash hash = hash_of_batch(row, digests[id]);
    const auto stored = rows.string(of_sealed_batch[columns.hash]);
    if (stored != bytes_of(hash)) return "the rows of batch {batch} are not those that were written"_en(id);
    previous = stored;
    digests.erase(id);
  }
  if (!digests.empty()) return "there are rows of batch {batch}, which does not exist"_en(digests.begin()->first);
  return check_sealing(ledger);
}

} // namespace loyalty::store
