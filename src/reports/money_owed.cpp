// SPDX-License-Identifier: MIT
#include "reports/money_owed.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "reports/wallets.hpp"
#include "store/cards.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

/// Adds up the wallets of some members.
struct InWallets {
  std::shared_ptr<const WalletMovesByMember> moves;
  Day as_of;
  Money sum = {};

  void add(const History& history, const store::Account&) {
    const auto found = moves->find(history.member);
    if (found == moves->end()) return;
    sum += wallet_on(history, found->second.acts, found->second.orders, as_of).balance();
  }
};

Money on_cards(store::Ledger& ledger, Day as_of) {
  Money sum;
  for (const auto& stored : store::cards(ledger))
    if (stored.card.issued_on <= as_of) sum += owed(card_on(stored.card, stored.moves, as_of));
  return sum;
}

} // namespace

shop::AfterScan<MoneyOwed> money_owed(shop::Scan& scan, Day as_of) {
  const auto cards = on_cards(scan.ledger(), as_of);
  const auto moves = std::make_shared<const WalletMovesByMember>(wallet_moves(scan.ledger()));
  if (moves->empty()) return [cards] { return MoneyOwed{.cards = cards}; };
  const auto parts = scan.collect(InWallets{moves, as_of}, {.accounts = std::nullopt});
  return [cards, parts] {
    MoneyOwed owed{.cards = cards};
    for (const auto& part : *parts) owed.wallets += part.sum;
    return owed;
  };
}

MoneyOwed money_owed(store::Ledger& ledger, Day as_of) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) { return money_owed(scan, as_of); });
}

} // namespace loyalty::reports
