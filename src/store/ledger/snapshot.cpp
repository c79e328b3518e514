// SPDX-License-Identifier: MIT
#include "store/ledger/snapshot.hpp"

#include "store/ledger/cursor.hpp"

namespace loyalty::store {

Snapshot::Snapshot(Ledger& ledger)
    : ledger_(ledger), outermost_(sqlite3_get_autocommit(ledger.database().getHandle()) != 0) {
  if (!outermost_) return;
  Cursor(ledger.database(), "BEGIN").run();
  // The first look into the file is what holds its state.
  ledger.load_undone();
}

// An end that fails leaves nothing behind but the lock, which falls with the connection.
Snapshot::~Snapshot() {
  if (outermost_) sqlite3_exec(ledger_.database().getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

} // namespace loyalty::store
