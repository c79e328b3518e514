// SPDX-License-Identifier: MIT
#include "shop/member_wallet.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "store/acts.hpp"
#include "store/histories.hpp"
#include "store/wallets.hpp"

namespace loyalty::shop {

WalletSums wallet_of(store::Ledger& ledger, MemberId member, Day day) {
  std::vector<Act> acts;
  for (auto& stored : store::acts_of(ledger, member)) acts.push_back(std::move(stored.act));
  std::vector<WalletOrder> orders;
  store::read_wallet_orders(ledger, member, [&](MemberId, const WalletOrder& order) { orders.push_back(order); });
  // Of the history only orders that were paid with the wallet matter.
  return wallet_on(orders.empty() ? History{} : store::read_history(ledger, member), acts, orders, day);
}

} // namespace loyalty::shop
