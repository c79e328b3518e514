// SPDX-License-Identifier: MIT
#pragma once

#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// While it lives, the ledger is read in one state, whatever other commands write. Within another one, or within a
/// transaction, it is the state of that.
class Snapshot {
 public:
  explicit Snapshot(Ledger& ledger);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Ledger& ledger_;
  bool outermost_;
};

} // namespace loyalty::store
