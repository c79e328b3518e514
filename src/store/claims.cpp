// SPDX-License-Identifier: MIT
#include "store/claims.hpp"

#include <fmt/format.h>

#include "loyalty/money.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

constexpr std::string_view with_order = "with order ";

} // namespace

std::string claim_key(FactId order) { return fmt::format("{}{}", with_order, order); }

FactId claimed_by(const StoredVoucher& stored) {
  const std::string_view key = stored.issue_key;
  return key.starts_with(with_order) ? parse_whole(key.substr(with_order.size())).value_or(0) : 0;
}

bool taken_back(const StoredVoucher& stored) {
  return claimed_by(stored) != 0 && standing(stored.events) == VoucherState::void_ &&
         stored.events.back().by_order != 0;
}

std::unordered_set<std::int64_t> claims_taken_back(Ledger& ledger, std::string_view coupon) {
  std::unordered_set<std::int64_t> found;
  constexpr Selection event{"e.voucher_id", "e.batch_id"};
  Cursor rows(ledger.database(), event.from("vouchers v JOIN voucher_events e ON e.voucher_id = v.id "
                                            "WHERE v.coupon = ? AND e.kind = ? AND e.order_id IS NOT NULL"));
  rows.bind(coupon, static_cast<int>(VoucherEventKind::voided));
  while (rows.next())
    if (!ledger.undone().contains(rows.id(event["e.batch_id"]))) found.insert(rows.id(event["e.voucher_id"]));
  return found;
}

} // namespace loyalty::store
