// SPDX-License-Identifier: MIT
#include "store/ledger/chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "store/ledger/cursor.hpp"
#include "store/ledger/encoding.hpp"
#include "store/ledger/sealing.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

using BatchDigests = std::map<BatchId, TableDigests>;

/// Hashes all rows of one of the hashed tables, each into the digest of its batch.
void hash_rows(Ledger& ledger, std::size_t place, BatchDigests& digests) {
  const Table& table = *hashed_tables[place];
  const auto batch_id =
      std::ranges::find(table.columns(), std::string_view("batch_id"), [](std::string_view name) { return name; });
  const auto batch_column = static_cast<int>(batch_id->place);
  Cursor rows(ledger.database(), fmt::format("SELECT {} FROM {} ORDER BY {}", table.list(), table.name(), table.key()));
  std::string bytes;
  Digest* digest = nullptr;
  BatchId batch;
  while (rows.next()) {
    if (digest == nullptr || rows.id<BatchId>(batch_column) != batch) {
      batch = rows.id<BatchId>(batch_column);
      auto& of_table = digests[batch][place];
      digest = of_table ? &*of_table : &of_table.emplace();
    }
    bytes.clear();
    encode(rows, table, table.size(), bytes);
    digest->add(bytes);
  }
}

constexpr Selection of_sealed_batch{tables::batches};

} // namespace

std::string head(Ledger& ledger) {
  constexpr auto& hash = tables::batches.hash;
  Cursor cursor(ledger.database(), fmt::format("SELECT {} FROM batches ORDER BY id DESC LIMIT 1", hash.name));
  return cursor.next() ? to_hex(cursor.text(only)) : std::string{};
}

Message check_chain(Ledger& ledger) {
  constexpr auto& columns = tables::batches;
  BatchDigests digests;
  for (std::size_t place = 0; place < hashed_tables.size(); ++place) hash_rows(ledger, place, digests);
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
