// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <map>
#include <string>

#include "loyalty/history.hpp"
#include "store/ledger/digest.hpp"
#include "store/sqlite/row_scan.hpp"
#include "store/sqlite/table.hpp"

namespace loyalty::store {

/// The rows of one of the hashed tables, in the order of its key, each in the digest of its batch.
class BatchRows {
 public:
  explicit BatchRows(const Table& table) : table_(table) {}
  BatchRows(const BatchRows&) = delete;
  BatchRows& operator=(const BatchRows&) = delete;

  const Table& table() const { return table_; }
  /// Takes part in a scan of the table, as the first.
  void take_rows(RowScan& scan);
  /// To be asked when the scan is done. Refused by `Error` (damaged): a row names no batch.
  std::map<BatchId, Digest>& digests();

 private:
  void take(const ScannedRow& row);
  bool change_batch(const ScannedRow& row);
  void empty();

  const Table& table_;
  int batch_column_ = 0;
  std::map<BatchId, Digest> digests_;
  BatchId batch_;
  Digest* digest_ = nullptr;   ///< of that batch
  std::string bytes_;          ///< of rows of that batch
  std::exception_ptr failure_; ///< others who take the rows have no part in it
};

} // namespace loyalty::store
