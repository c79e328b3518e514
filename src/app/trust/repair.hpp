// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "shop/work.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/personal_check.hpp"
#include "store/ledger/rebuild.hpp"

namespace loyalty::app {

/// A ledger that was made of a damaged one.
struct Repaired {
  std::string file = {};
  store::Rebuilt rebuilt = {};
  std::vector<store::BatchRow> batches = {};
  std::string head = {};
  /// What lay beside the books and was not what they commit to: from the last batch on they commit to what is left.
  store::PersonalFindings recommitted = {};

  /// Every batch is as it was written: only indexes, or what follows from the books, had to be made anew.
  bool same() const { return !rebuilt.first_changed; }
};

/// Who asks for it, for the batch that says so.
struct RepairAsked {
  std::string recorded_at; ///< UTC
  std::string operator_name;
  shop::Entropy entropy;
};

/// Makes a new ledger of what can be read of a damaged one, and has all points and tiers follow again from the facts
/// that are left. The damaged file and what lies beside it are only read. The new one has its name only when it has
/// passed the audit. Refused by `Error`: something is there under its name (refused); what is left makes no whole
/// ledger (damaged).
Repaired repair(const std::string& ledger_path, const std::string& to, const RepairAsked& asked);

/// Where a new ledger is written if nobody says where: "loyalty-repaired.db" beside the damaged one.
std::string repaired_name(const std::string& ledger_path);

} // namespace loyalty::app
