// SPDX-License-Identifier: MIT
#include "shop/member_wallet.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "store/histories.hpp"
#include "store/wallets.hpp"

namespace loyalty::shop {

namespace {

/// What `walk` makes of the wallet; the history is read if it is nullptr and matters.
template <class Walk>
auto made_of_wallet(store::Ledger& ledger, MemberId member, std::span<const store::StoredAct> stored, Day day,
                    const History* history, Walk walk) {
  std::vector<Act> acts;
  for (const auto& each : stored) acts.push_back(each.act);
  std::vector<WalletOrder> orders;
  store::read_wallet_orders(ledger, member, [&](MemberId, const WalletOrder& order) { orders.push_back(order); });
  // Of the history only orders that were paid with the wallet matter.
  if (orders.empty()) return walk(History{}, acts, orders, day);
  return walk(history == nullptr ? store::read_history(ledger, member) : *history, acts, orders, day);
}

} // namespace

WalletSums wallet_of(store::Ledger& ledger, MemberId member, Day day) {
  return made_of_wallet(ledger, member, store::acts_of(ledger, member), day, nullptr, wallet_on);
}

WalletSums wallet_of(store::Ledger& ledger, const History& history, Day day) {
  return wallet_of(ledger, history, store::acts_of(ledger, history.member), day);
}

WalletSums wallet_of(store::Ledger& ledger, const History& history, std::span<const store::StoredAct> stored, Day day) {
  return made_of_wallet(ledger, history.member, stored, day, &history, wallet_on);
}

std::vector<MissingCash> missing_cash_of(store::Ledger& ledger, MemberId member, Day day) {
  return made_of_wallet(ledger, member, store::acts_of(ledger, member), day, nullptr, missing_cash);
}

} // namespace loyalty::shop
