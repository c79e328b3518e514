// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "store/sqlite/cursor.hpp"
#include "store/vouchers.hpp"

namespace loyalty::store {

// How rows of vouchers and of what became of them are read, for whoever asks for some of them.

inline constexpr std::string_view voucher_columns =
    "SELECT v.id, v.batch_id, v.code, v.coupon, v.member_id, v.program_id, v.issued_on, v.first_day, v.last_day, "
    "v.amount_off, v.percent_off, v.max_discount, v.min_spend, v.issue_key, p.member_key, v.free_shipping, v.gift, "
    "v.bonus_points, v.categories, v.stacking, v.keeps_used, v.on_return FROM vouchers v "
    "LEFT JOIN profiles p ON p.member_id = v.member_id ";

inline constexpr std::string_view event_columns =
    "SELECT e.voucher_id, e.batch_id, e.kind, e.day, e.order_no, e.amount, e.discount, e.reason, e.order_id "
    "FROM voucher_events e ";

StoredVoucher read_voucher(const Cursor& row);
VoucherEvent read_event(const Cursor& row);

/// Whether the batch of the row counts.
bool counts(Ledger& ledger, const Cursor& row);
/// Steps to the next row that does.
bool next_counted(Ledger& ledger, Cursor& rows);

} // namespace loyalty::store
