// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "loyalty/message.hpp"
#include "store/ledger/chain.hpp"
#include "store/ledger/ledger.hpp"
#include "store/ledger/sorted_check.hpp"

namespace loyalty::store {

/// Whether the file is whole and whether its rows are those that were written, in pieces of work that threads can
/// share, each on a connection of its own to the same state. A table is read once for both.
///
/// SQLite's `integrity_check` is its `quick_check` (every page stands in one tree or list and is well formed, row
/// numbers ascend, every value is of the type of its column and fulfils its constraints) and, beyond that, that every
/// row is found in every index, that no index has more entries than its table rows, that what has to be unique is, and
/// that tables without row numbers are sorted. Here the latter is what `SortedCheck` finds, which needs a quarter of
/// the time; wherever it finds something, or what it does not know, SQLite looks itself and says what is wrong.
class LedgerCheck {
 public:
  /// Of what is looked at: the database may be of an older version where it is only the file.
  enum class Of { file, file_and_chain };

  LedgerCheck(SQLite::Database& database, Of of);
  ~LedgerCheck();
  LedgerCheck(const LedgerCheck&) = delete;
  LedgerCheck& operator=(const LedgerCheck&) = delete;

  std::size_t pieces() const { return pieces_.size(); }
  /// The largest pieces come first. What goes wrong is told when the result is asked for.
  void run(std::size_t piece, SQLite::Database& database);
  void run_all(SQLite::Database& database);

  /// When all pieces have run: what is wrong with the file; empty if nothing is.
  Message integrity(SQLite::Database& database);
  /// What is wrong with the rows; empty if nothing is.
  Message chain(Ledger& ledger);

 private:
  struct Piece {
    std::function<void(SQLite::Database&)> work;
    bool of_chain = false;
    std::exception_ptr failure = {};
  };

  void plan_table(SortedCheck* sorted, BatchRows* rows);
  bool found_nothing() const;

  EntryHash hash_;
  std::string whole_; ///< what the database says of the file as a whole
  std::vector<std::unique_ptr<SortedCheck>> sorted_;
  ChainRows rows_; ///< empty if they are not looked at
  std::vector<Piece> pieces_;
};

} // namespace loyalty::store
