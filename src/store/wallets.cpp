// SPDX-License-Identifier: MIT
#include "store/wallets.hpp"

#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

constexpr Selection paid{"o.member_id", "coalesce(o.revises, o.id) AS first", "d.wallet", "o.batch_id"};

constexpr auto of_all =
    "order_details d JOIN orders o ON o.id = d.order_id "
    "WHERE d.wallet IS NOT NULL AND o.member_id IS NOT NULL ORDER BY o.id";
constexpr auto of_one =
    "orders o JOIN order_details d ON d.order_id = o.id WHERE o.member_id = ? AND d.wallet IS NOT NULL ORDER BY o.id";
/// Where some rows are another's than they say.
constexpr auto of_anybody =
    "order_details d JOIN orders o ON o.id = d.order_id WHERE d.wallet IS NOT NULL ORDER BY o.id";

} // namespace

void read_wallet_orders(Ledger& ledger, std::optional<MemberId> member,
                        const std::function<void(MemberId, const WalletOrder&)>& use) {
  if (ledger.is_empty(tables::order_details)) return;
  const auto& whose = ledger.whose();
  const bool by_number = member && !whose.any();
  Cursor rows(ledger.database(), paid.from(whose.any() ? of_anybody : member ? of_one : of_all));
  if (by_number) rows.bind(*member);
  while (rows.next()) {
    if (ledger.undone().contains(rows.id<BatchId>(paid["o.batch_id"]))) continue;
    const auto order = rows.id<OrderId>(paid["first"]);
    const auto stated = rows.maybe_id<MemberId>(paid["o.member_id"]);
    const auto buyer = stated ? whose.now(stated) : whose.linked(order);
    if (buyer && (!member || buyer == member)) use(*buyer, {order, rows.money(paid["d.wallet"])});
  }
}

} // namespace loyalty::store
