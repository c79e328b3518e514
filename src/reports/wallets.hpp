// SPDX-License-Identifier: MIT
#pragma once

#include <unordered_map>
#include <vector>

#include "loyalty/wallet.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What moves one wallet besides the refunds of orders.
struct WalletMoves {
  std::vector<Act> acts;
  std::vector<WalletOrder> orders;
};
using WalletMovesByMember = std::unordered_map<MemberId, WalletMoves>;
/// Those of every member who has a wallet. Nothing may be written on the ledger meanwhile.
WalletMovesByMember wallet_moves(store::Ledger& ledger);

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
