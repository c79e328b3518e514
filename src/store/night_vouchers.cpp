// SPDX-License-Identifier: MIT
#include "store/night_vouchers.hpp"

#include "loyalty/coupon.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

std::vector<VoucherId> voucher_ids(Cursor& rows) {
  std::vector<VoucherId> found;
  while (rows.next()) found.push_back(rows.id<VoucherId>(only));
  return found;
}

} // namespace

std::vector<VoucherId> vouchers_issued_in(Ledger& ledger, BatchId batch, Day not_ended_by) {
  Cursor rows(ledger.database(), "SELECT id FROM vouchers WHERE batch_id = ? AND ifnull(last_day >= ?, 1) ORDER BY id");
  return voucher_ids(rows.bind(batch, not_ended_by.number));
}

std::vector<VoucherId> vouchers_demanded_in(Ledger& ledger, BatchId batch) {
  Cursor rows(ledger.database(), "SELECT voucher_id FROM voucher_events WHERE batch_id = ? AND kind = ? ORDER BY id");
  return voucher_ids(rows.bind(batch, static_cast<int>(VoucherEventKind::demanded)));
}

} // namespace loyalty::store
