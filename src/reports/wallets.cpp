// SPDX-License-Identifier: MIT
#include "reports/wallets.hpp"

#include <iterator>
#include <utility>

#include "reports/common.hpp"
#include "shop/scan.hpp"
#include "store/acts.hpp"
#include "store/histories.hpp"
#include "store/ledger/snapshot.hpp"
#include "store/wallets.hpp"

namespace loyalty::reports {
namespace {

/// Collects the wallets of some members.
struct Filled {
  const WalletMovesByMember* moves;
  Day as_of;
  std::vector<WalletRow> rows = {};

  void add(const History& history, const store::Account&) {
    const auto found = moves->find(history.member);
    if (found == moves->end()) return;
    const auto wallet = wallet_on(history, found->second.acts, found->second.orders, as_of);
    if (wallet != WalletSums{}) rows.push_back({history.member, wallet});
  }
};

} // namespace

WalletMovesByMember wallet_moves(store::Ledger& ledger) {
  WalletMovesByMember moves;
  for (const auto kind : {ActKind::top_up, ActKind::top_up_bonus, ActKind::wallet_refund, ActKind::cash_back})
    store::read_acts(ledger, kind,
                     [&](const store::StoredAct& stored) { moves[stored.member].acts.push_back(stored.act); });
  store::read_wallet_orders(ledger, std::nullopt,
                            [&](MemberId member, const WalletOrder& order) { moves[member].orders.push_back(order); });
  return moves;
}

Wallets report_wallets(store::Ledger& ledger, Day as_of) {
  const store::Snapshot snapshot(ledger);
  const auto moves = wallet_moves(ledger);
  Wallets wallets{.rows = {}, .names = shop::MemberNames(ledger)};
  if (moves.empty()) return wallets;
  for (auto& part : shop::scan_members(ledger, Filled{&moves, as_of}, {.accounts = std::nullopt}))
    std::move(part.rows.begin(), part.rows.end(), std::back_inserter(wallets.rows));
  return wallets;
}

Report wallets() {
  const auto sum = [](auto which) { return [which](const WalletRow& row) { return row.wallet.*which; }; };
  return {.name = "wallets",
          .summary = "balance of each wallet and what moved it"_en,
          .tables = {
              table<Wallets>("no wallet records"_en,
                             {member_key<Wallets>(),
                              member_name<Wallets>(),
                              {"principal", Kind::money, sum(&WalletSums::principal)},
                              {"bonus", Kind::money, sum(&WalletSums::bonus)},
                              {"balance", Kind::money, [](const WalletRow& row) { return row.wallet.balance(); }},
                              {"topped_up", Kind::money, sum(&WalletSums::topped_up)},
                              {"spent", Kind::money, sum(&WalletSums::spent)},
                              {"refunded", Kind::money, sum(&WalletSums::paid_out)},
                              {"bonus_given", Kind::money, sum(&WalletSums::bonus_given)},
                              {"lapsed", Kind::money, sum(&WalletSums::lapsed)},
                              {"uncovered", Kind::money, sum(&WalletSums::uncovered)},
                              {"cash_back", Kind::money, sum(&WalletSums::cash_back)},
                              {"cash_taken", Kind::money, sum(&WalletSums::cash_taken)},
                              {"cash_missing", Kind::money, sum(&WalletSums::cash_missing)}},
                             [](Question& question) { return report_wallets(question.ledger(), question.as_of()); })}};
}

} // namespace loyalty::reports
