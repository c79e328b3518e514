// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "app/report_names.hpp"
#include "loyalty/wallet.hpp"
#include "store/ledger.hpp"

namespace loyalty::app {

/// A member's wallet at the end of a day.
WalletSums wallet_of(store::Ledger& ledger, MemberId member, Day day);

struct WalletRow {
  MemberId member = 0;
  WalletSums wallet;
};

struct Wallets {
  std::vector<WalletRow> rows; ///< by member; only of those in whose wallets something happened
  MemberNames names;
};

Wallets report_wallets(store::Ledger& ledger, Day as_of);

}  // namespace loyalty::app
