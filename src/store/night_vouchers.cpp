// SPDX-License-Identifier: MIT
#include "store/night_vouchers.hpp"

#include "loyalty/coupon.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

std::vector<std::int64_t> numbers(Cursor& rows) {
  std::vector<std::int64_t> found;
  while (rows.next()) found.push_back(rows.id(only));
  return found;
}

} // namespace

std::vector<std::int64_t> vouchers_issued_in(Ledger& ledger, std::int64_t batch) {
  Cursor rows(ledger.database(), "SELECT id FROM vouchers WHERE batch_id = ? ORDER BY id");
  return numbers(rows.bind(batch));
}

std::vector<std::int64_t> vouchers_demanded_in(Ledger& ledger, std::int64_t batch) {
  Cursor rows(ledger.database(), "SELECT voucher_id FROM voucher_events WHERE batch_id = ? AND kind = ? ORDER BY id");
  return numbers(rows.bind(batch, static_cast<int>(VoucherEventKind::demanded)));
}

} // namespace loyalty::store
