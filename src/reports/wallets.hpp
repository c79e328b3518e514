// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "loyalty/wallet.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

struct WalletRow {
  MemberId member = {};
  WalletSums wallet;
};

struct Wallets {
  std::vector<WalletRow> rows; ///< by member; only of those in whose wallets something happened
  shop::MemberNames names;
};

Wallets report_wallets(store::Ledger& ledger, Day as_of);

} // namespace loyalty::reports
