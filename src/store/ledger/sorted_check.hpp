// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/message.hpp"
#include "store/ledger/index_list.hpp"
#include "store/sqlite/entry_bytes.hpp"
#include "store/sqlite/row_scan.hpp"

namespace loyalty::store {

/// What a scan of sorted entries finds.
struct SortedFindings {
  EntrySum sum = {};
  bool in_order = true; ///< each is greater than the one before; of a unique index, in its own columns
  bool known = true;    ///< all entries are such that this can be told
};

/// Looks whether the indexes of a table hold its rows and nothing else, each index in its own order, and whether a
/// table without row numbers is sorted by its key. To look every row up in every index would tell the same and take its
/// pages in no order: here each index is read once from one end to the other, and the table once. An index whose
/// entries ascend, and are those that the rows would have, finds every row that is looked up in it. Which entries there
/// are is told by the sum of a keyed hash of each.
///
/// Threads may share the work: the rows and every index are pieces of it.
class SortedCheck {
 public:
  SortedCheck(TableParts parts, const EntryHash& hash);
  SortedCheck(const SortedCheck&) = delete;
  SortedCheck& operator=(const SortedCheck&) = delete;

  const std::string& table() const { return parts_.name; }
  std::size_t indexes() const { return parts_.indexes.size(); }

  /// Takes part in a scan of the rows of the table.
  void take_rows(RowScan& scan);
  void read_index(std::size_t place, SQLite::Database& database);

  /// When all pieces are done: whether everything is as it should be, as far as it is known.
  bool sound() const;
  /// What is known to be wrong; empty if nothing is.
  Message finding() const;

 private:
  struct Index {
    EntrySum of_rows = {};
    SortedFindings read = {};
  };

  bool holds_rows(const Index& index) const { return index.read.in_order && index.read.sum == index.of_rows; }

  TableParts parts_;
  const EntryHash& hash_;
  std::vector<Index> indexes_;
  SortedFindings rows_;
};

} // namespace loyalty::store
