// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "loyalty/day.hpp"
#include "loyalty/message.hpp"
#include "loyalty/number.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// What a ledger says of itself, whatever version wrote it.
struct LedgerState {
  int version = 0;                  ///< of its schema
  std::optional<BatchId> last = {}; ///< batch; none: nothing was written so far
  Day day = {};                     ///< the latest day of its batches
  std::string recorded_at = {};     ///< when the last batch was written
  std::string first_hash = {};      ///< of the first batch, hexadecimal: no two ledgers have the same
  std::string head = {};            ///< hash of the last batch
  std::string program = {};         ///< text of the program that was kept last; empty: none
};

LedgerState state_of(Ledger& ledger);
/// The same of a file that stays as it is: nothing is written, and an older version is not brought up to date. Refuses
/// what a `Ledger` refuses to open, but does not look at its tables.
LedgerState state_of_file(const std::string& path, int wait_seconds);

/// Copies the ledger page by page into an empty file. Within a `Snapshot` it is copied as it stands in there.
void copy_ledger(Ledger& ledger, const std::string& to);
/// The same of a ledger that is not open, of whatever version.
void copy_file(const std::string& path, const std::string& to, int wait_seconds);

/// What is wrong with the pages and indexes of a file, of whatever version; empty: nothing.
Message fault_of_file(const std::string& path);

/// Keeps every other command from a ledger that is about to be replaced, as long as it lives. What a killed command
/// has left is taken back first. Where the file is too damaged to be locked, nobody can use it either.
class Sole {
 public:
  /// Refused by `Error` (busy) while another command uses the ledger.
  Sole(const std::string& path, int wait_seconds);
  ~Sole();
  Sole(const Sole&) = delete;
  Sole& operator=(const Sole&) = delete;

 private:
  std::unique_ptr<SQLite::Database> database_;
};

} // namespace loyalty::store
