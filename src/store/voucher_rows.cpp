// SPDX-License-Identifier: MIT
#include "store/voucher_rows.hpp"

namespace loyalty::store {
namespace {

CouponKind kind_at(const Cursor& row) {
  constexpr int amount = 9, percent = 10, most = 11, shipping = 15, gift = 16, bonus = 17;
  if (!row.null(shipping)) return FreeShipping{};
  if (!row.null(gift)) return GiftItem{row.string(gift)};
  if (!row.null(bonus)) return BonusPoints{row.points(bonus)};
  if (row.null(percent)) return AmountOff{row.money(amount)};
  PercentOff off{row.ratio(percent), {}};
  if (!row.null(most)) off.max_discount = row.money(most);
  return off;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

} // namespace

StoredVoucher read_voucher(const Cursor& row) {
  return {.id = row.id(0),
          .voucher = {.code = row.string(2),
                      .coupon = row.string(3),
                      .member = row.maybe_id(4),
                      .issued_on = row.day(6),
                      .first_day = row.day(7),
                      .last_day = row.day_or_never(8),
                      .kind = kind_at(row),
                      .min_spend = row.money(12),
                      .categories = lines_of(row.text(18)),
                      .stacking = row.string(19),
                      .release = row.null(20),
                      .on_return = row.kind<OnReturn>(21)},
          .program = row.id(5),
          .issue_key = row.string(13),
          .member_key = row.string(14),
          .batch = row.id(1)};
}

VoucherEvent read_event(const Cursor& row) {
  return {row.kind<VoucherEventKind>(2),
          row.day(3),
          row.string(4),
          row.money(5),
          row.money(6),
          row.string(7),
          row.maybe_id(8)};
}

bool counts(Ledger& ledger, const Cursor& row) { return !ledger.undone().contains(row.id(1)); }

bool next_counted(Ledger& ledger, Cursor& rows) {
  while (rows.next())
    if (counts(ledger, rows)) return true;
  return false;
}

} // namespace loyalty::store
