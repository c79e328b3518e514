// SPDX-License-Identifier: MIT
#include "store/night_vouchers.hpp"

#include "store/ledger/cursor.hpp"
#include "store/voucher_rows.hpp"

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

std::vector<NotedDemand> demands_noted_in(Ledger& ledger, BatchId batch) {
  Cursor rows(ledger.database(), events_where("WHERE e.batch_id = ? ORDER BY e.id"));
  rows.bind(batch);
  std::vector<NotedDemand> found;
  while (rows.next()) {
    const auto event = read_event(ledger, rows);
    if (event.kind == VoucherEventKind::demanded || event.kind == VoucherEventKind::released)
      found.push_back({rows.id<VoucherId>(of_event["e.voucher_id"]), event.kind, event.day, event.discount});
  }
  return found;
}

} // namespace loyalty::store
