// SPDX-License-Identifier: MIT
#include "store/voucher_reader.hpp"

#include <algorithm>

#include "store/voucher_rows.hpp"

namespace loyalty::store {

std::optional<StoredVoucher> VoucherReader::find(std::string_view code) {
  return first(prepared(by_code_, "WHERE v.code = ?").bind(code));
}

std::optional<StoredVoucher> VoucherReader::find(VoucherId id) {
  return first(prepared(by_id_, "WHERE v.id = ?").bind(id));
}

std::vector<StoredVoucher> VoucherReader::used_for(std::string_view order, std::optional<VoucherId> except) {
  std::vector<StoredVoucher> used;
  if (order.empty()) return used;
  auto& rows =
      prepared(by_order_, "WHERE v.id IN (SELECT voucher_id FROM voucher_events WHERE order_no = ?1) ORDER BY v.id");
  rows.bind(order);
  while (next_voucher(ledger_, rows))
    if (rows.id<VoucherId>(of_voucher["v.id"]) != except) used.push_back(read_voucher(ledger_, rows));
  for (auto& each : used) each.events = events_of(each.id);
  std::erase_if(used, [&](const StoredVoucher& each) {
    const auto* in_use = redemption(each.events);
    return in_use == nullptr || in_use->order != order;
  });
  return used;
}

std::optional<StoredVoucher> VoucherReader::first(Cursor& rows) {
  std::optional<StoredVoucher> found;
  if (next_voucher(ledger_, rows)) found = read_voucher(ledger_, rows);
  rows.bind();
  if (found) found->events = events_of(found->id);
  return found;
}

Cursor& VoucherReader::prepared(std::optional<Cursor>& rows, std::string_view where) {
  if (!rows) rows.emplace(ledger_.database(), vouchers_where(where));
  return *rows;
}

std::vector<VoucherEvent> VoucherReader::events_of(VoucherId voucher) {
  std::vector<VoucherEvent> events;
  if (!events_) events_.emplace(ledger_.database(), events_where("WHERE e.voucher_id = ? ORDER BY e.id"));
  events_->bind(voucher);
  while (next_event(ledger_, *events_)) events.push_back(read_event(ledger_, *events_));
  return events;
}

std::optional<StoredVoucher> find_voucher(Ledger& ledger, std::string_view code) {
  return VoucherReader(ledger).find(code);
}

std::optional<StoredVoucher> voucher(Ledger& ledger, VoucherId id) { return VoucherReader(ledger).find(id); }

std::vector<StoredVoucher> vouchers_used_for(Ledger& ledger, std::string_view order, std::optional<VoucherId> except) {
  return VoucherReader(ledger).used_for(order, except);
}

} // namespace loyalty::store
