// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "loyalty/wallet.hpp"
#include "store/acts.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::shop {

/// A member's wallet at the end of a day.
WalletSums wallet_of(store::Ledger& ledger, MemberId member, Day day);
/// The same had this happened to the member.
WalletSums wallet_of(store::Ledger& ledger, const History& history, Day day);
/// The same where the member's acts are read already.
WalletSums wallet_of(store::Ledger& ledger, const History& history, std::span<const store::StoredAct> stored, Day day);
/// The cash back that should have gone from it through a day, and was spent.
std::vector<MissingCash> missing_cash_of(store::Ledger& ledger, MemberId member, Day day);

} // namespace loyalty::shop
