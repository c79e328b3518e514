// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "store/ledger/cursor.hpp"
#include "store/ledger/ledger.hpp"
#include "store/stored_voucher.hpp"

namespace loyalty::store {

// How rows of vouchers and of what became of them are read, for whoever asks for some of them.

inline constexpr Selection of_voucher{
    "v.id",         "v.batch_id",  "v.code",       "v.coupon",        "v.member_id",   "v.program_id",
    "v.issued_on",  "v.first_day", "v.last_day",   "v.amount_off",    "v.percent_off", "v.max_discount",
    "v.min_spend",  "v.issue_key", "p.member_key", "v.free_shipping", "v.gift",        "v.bonus_points",
    "v.categories", "v.stacking",  "v.keeps_used", "v.on_return",     "v.terms"};

inline constexpr Selection of_event{"e.voucher_id", "e.batch_id", "e.kind",   "e.day",     "e.order_no",
                                    "e.amount",     "e.discount", "e.reason", "e.order_id"};

/// What begins the line of the terms that says for which lines a voucher is good. A line before it says what the
/// voucher gives, as `to_text` of its kind.
inline constexpr std::string_view lines_of_terms = "lines ";

/// The statements that read them, with what follows: "WHERE v.member_id = ?".
std::string vouchers_where(std::string_view rest);
std::string events_where(std::string_view rest);

/// With whom it belongs to by now.
StoredVoucher read_voucher(Ledger& ledger, const Cursor& row);
VoucherEvent read_event(Ledger& ledger, const Cursor& row);

/// Whether the batch of the row counts, which it names in this column.
bool counts(Ledger& ledger, const Cursor& row, int batch);
/// Steps to the next row that does.
bool next_counted(Ledger& ledger, Cursor& rows, int batch);
bool next_voucher(Ledger& ledger, Cursor& rows);
bool next_event(Ledger& ledger, Cursor& rows);

} // namespace loyalty::store
