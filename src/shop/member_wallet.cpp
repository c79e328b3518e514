// SPDX-License-Identifier: MIT
#include "shop/member_wallet.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "store/acts.hpp"
#include "store/histories.hpp"
#include "store/wallets.hpp"

namespace loyalty::shop {

namespace {

WalletSums sums_on(store::Ledger& ledger, MemberId member, Day day, const History* history) {
  std::vector<Act> acts;
  for (auto& stored : store::acts_of(ledger, member)) acts.push_back(std::move(stored.act));
  std::vector<WalletOrder> orders;
  store::read_wallet_orders(ledger, member, [&](MemberId, const WalletOrder& order) { orders.push_back(order); });
  // Of the history only orders that were paid with the wallet matter.
  if (orders.empty()) return wallet_on({}, acts, orders, day);
  return wallet_on(history == nullptr ? store::read_history(ledger, member) : *history, acts, orders, day);
}

} // namespace

WalletSums wallet_of(store::Ledger& ledger, MemberId member, Day day) { return sums_on(ledger, member, day, nullptr); }

WalletSums wallet_of(store::Ledger& ledger, const History& history, Day day) {
  return sums_on(ledger, history.member, day, &history);
}

} // namespace loyalty::shop
