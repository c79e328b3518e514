// SPDX-License-Identifier: MIT
#include "store/voucher_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "store/members.hpp"

namespace loyalty::store {
namespace {

/// The terms of a voucher, where they say something: what it gives, and for which lines it is good.
struct Terms {
  std::string_view gives = {};
  std::optional<std::string_view> lines = {};
};

Terms terms_at(const Cursor& row) {
  auto text = row.text(of_voucher["v.terms"]);
  Terms terms;
  if (text.starts_with(lines_of_terms)) return {.lines = text.substr(lines_of_terms.size())};
  const auto end = text.find('\n');
  terms.gives = text.substr(0, end);
  if (end == std::string_view::npos) return terms;
  text.remove_prefix(end + 1);
  terms.lines = text.starts_with(lines_of_terms) ? text.substr(lines_of_terms.size()) : "?";
  return terms;
}

/// A voucher gives one thing; a percentage with a maximum is one.
void require_one_kind(const Cursor& row, bool by_terms) {
  int given = by_terms ? 1 : 0;
  for (const int kind : {of_voucher["v.amount_off"], of_voucher["v.percent_off"], of_voucher["v.free_shipping"],
                         of_voucher["v.gift"], of_voucher["v.bonus_points"]})
    given += row.null(kind) ? 0 : 1;
  if (given != 1 || (row.null(of_voucher["v.percent_off"]) && !row.null(of_voucher["v.max_discount"])))
    damaged("voucher {voucher} gives nothing that is known"_en(row.id<VoucherId>(of_voucher["v.id"])));
}

CouponKind kind_at(const Cursor& row) {
  const auto by_terms = coupon_kind_of(terms_at(row).gives);
  require_one_kind(row, by_terms.has_value());
  if (by_terms) return *by_terms;
  if (!row.null(of_voucher["v.free_shipping"])) return FreeShipping{};
  if (!row.null(of_voucher["v.gift"])) return GiftItem{row.string(of_voucher["v.gift"])};
  if (!row.null(of_voucher["v.bonus_points"])) return BonusPoints{row.points(of_voucher["v.bonus_points"])};
  if (!row.null(of_voucher["v.amount_off"])) return AmountOff{row.money(of_voucher["v.amount_off"])};
  PercentOff off{row.ratio(of_voucher["v.percent_off"]), {}};
  if (!row.null(of_voucher["v.max_discount"])) off.max_discount = row.money(of_voucher["v.max_discount"]);
  return off;
}

std::vector<std::string> categories_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Categories alone have a column of their own.
LineScope lines_at(const Cursor& row) {
  const auto terms = terms_at(row);
  const bool unknown = !row.null(of_voucher["v.terms"]) && !terms.lines && !coupon_kind_of(terms.gives);
  std::optional<LineScope> lines;
  if (!terms.lines && !unknown)
    lines = LineScope{.of = {.categories = categories_of(row.text(of_voucher["v.categories"]))}};
  if (terms.lines && row.null(of_voucher["v.categories"])) lines = line_scope_of(*terms.lines);
  if (!lines) damaged("voucher {voucher} is good for nothing that is known"_en(row.id<VoucherId>(of_voucher["v.id"])));
  return *std::move(lines);
}

} // namespace

std::string vouchers_where(std::string_view rest) {
  return of_voucher.from(fmt::format("vouchers v LEFT JOIN profiles p ON p.member_id = v.member_id {}", rest));
}

std::string events_where(std::string_view rest) { return of_event.from(fmt::format("voucher_events e {}", rest)); }

namespace {

StoredVoucher read_as_written(const Cursor& row) {
  const int on_return = of_voucher["v.on_return"];
  return {.id = row.id<VoucherId>(of_voucher["v.id"]),
          .voucher = {.code = row.string(of_voucher["v.code"]),
                      .coupon = row.string(of_voucher["v.coupon"]),
                      .member = row.maybe_id<MemberId>(of_voucher["v.member_id"]),
                      .issued_on = row.day(of_voucher["v.issued_on"]),
                      .first_day = row.day(of_voucher["v.first_day"]),
                      .last_day = row.day_or_never(of_voucher["v.last_day"]),
                      .kind = kind_at(row),
                      .min_spend = row.money(of_voucher["v.min_spend"]),
                      .lines = lines_at(row),
                      .stacking = row.string(of_voucher["v.stacking"]),
                      .release = row.null(of_voucher["v.keeps_used"]),
                      .on_return = row.null(on_return) ? OnReturn::keep : row.kind<OnReturn>(on_return)},
          .program = row.id<ProgramId>(of_voucher["v.program_id"]),
          .issue = issue_key_of(row.text(of_voucher["v.issue_key"])),
          .member_key = row.string(of_voucher["p.member_key"]),
          .batch = row.id<BatchId>(of_voucher["v.batch_id"])};
}

} // namespace

StoredVoucher read_voucher(Ledger& ledger, const Cursor& row) {
  auto stored = read_as_written(row);
  const auto holder = ledger.whose().now(stored.voucher.member);
  if (holder == stored.voucher.member) return stored;
  stored.voucher.member = holder;
  stored.member_key = key_of(ledger, *holder);
  return stored;
}

VoucherEvent read_event(Ledger& ledger, const Cursor& row) {
  return {row.kind<VoucherEventKind>(of_event["e.kind"]),
          row.day(of_event["e.day"]),
          row.string(of_event["e.order_no"]),
          row.money(of_event["e.amount"]),
          row.money(of_event["e.discount"]),
          ledger.texts().read(row.text(of_event["e.reason"])),
          row.maybe_id<OrderId>(of_event["e.order_id"])};
}

bool counts(Ledger& ledger, const Cursor& row, int batch) { return !ledger.undone().contains(row.id<BatchId>(batch)); }

bool next_counted(Ledger& ledger, Cursor& rows, int batch) {
  while (rows.next())
    if (counts(ledger, rows, batch)) return true;
  return false;
}

bool next_voucher(Ledger& ledger, Cursor& rows) { return next_counted(ledger, rows, of_voucher["v.batch_id"]); }
bool next_event(Ledger& ledger, Cursor& rows) { return next_counted(ledger, rows, of_event["e.batch_id"]); }

} // namespace loyalty::store
