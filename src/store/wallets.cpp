// SPDX-License-Identifier: MIT
#include "store/wallets.hpp"

#include "store/sqlite/cursor.hpp"

namespace loyalty::store {
namespace {

constexpr std::string_view of_all =
    "SELECT o.member_id, coalesce(o.revises, o.id), d.wallet, o.batch_id FROM order_details d "
    "JOIN orders o ON o.id = d.order_id WHERE d.wallet IS NOT NULL AND o.member_id IS NOT NULL ORDER BY o.id";
constexpr std::string_view of_one =
    "SELECT o.member_id, coalesce(o.revises, o.id), d.wallet, o.batch_id FROM orders o "
    "JOIN order_details d ON d.order_id = o.id WHERE o.member_id = ? AND d.wallet IS NOT NULL ORDER BY o.id";

} // namespace

void read_wallet_orders(Ledger& ledger, std::optional<MemberId> member,
                        const std::function<void(MemberId, const WalletOrder&)>& use) {
  Cursor rows(ledger.database(), member ? of_one : of_all);
  if (member) rows.bind(*member);
  while (rows.next())
    if (!ledger.undone().contains(rows.id(3))) use(rows.id(0), {rows.id(1), rows.money(2)});
}

} // namespace loyalty::store
