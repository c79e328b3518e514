// SPDX-License-Identifier: MIT
#include "store/claims.hpp"

#include "store/ledger/cursor.hpp"

namespace loyalty::store {
bool taken_back(const StoredVoucher& stored) {
  return stored.issue.order && standing(stored.events) == VoucherState::void_ && stored.events.back().by_order;
}

std::unordered_set<VoucherId> claims_taken_back(Ledger& ledger, std::string_view coupon) {
  std::unordered_set<VoucherId> found;
  constexpr Selection event{"e.voucher_id", "e.batch_id"};
  Cursor rows(ledger.database(), event.from("vouchers v JOIN voucher_events e ON e.voucher_id = v.id "
                                            "WHERE v.coupon = ? AND e.kind = ? AND e.order_id IS NOT NULL"));
  rows.bind(coupon, static_cast<int>(VoucherEventKind::voided));
  while (rows.next())
    if (!ledger.undone().contains(rows.id<BatchId>(event["e.batch_id"])))
      found.insert(rows.id<VoucherId>(event["e.voucher_id"]));
  return found;
}

} // namespace loyalty::store
