// SPDX-License-Identifier: MIT
#include "store/vouchers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "store/claims.hpp"
#include "store/voucher_rows.hpp"

namespace loyalty::store {
namespace {

std::optional<std::string> joined(const std::vector<std::string>& lines) {
  if (lines.empty()) return std::nullopt;
  std::string text;
  for (const auto& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

std::vector<VoucherEvent> events_of(Ledger& ledger, std::int64_t voucher) {
  std::vector<VoucherEvent> events;
  Cursor rows(ledger.database(), fmt::format("{}WHERE e.voucher_id = ? ORDER BY e.id", event_columns));
  rows.bind(voucher);
  while (next_counted(ledger, rows)) events.push_back(read_event(rows));
  return events;
}

/// What a kind is stored as: one of the columns says what it gives.
struct StoredKind {
  std::optional<std::int64_t> amount_off = {};
  std::optional<std::int64_t> percent_off = {};
  std::optional<std::int64_t> max_discount = {};
  std::optional<std::int64_t> free_shipping = {};
  std::optional<std::string> gift = {};
  std::optional<std::int64_t> bonus_points = {};
};

StoredKind stored(const AmountOff& kind) { return {.amount_off = kind.amount.minor}; }

StoredKind stored(const PercentOff& kind) {
  StoredKind columns{.percent_off = kind.share.millionths};
  if (kind.max_discount) columns.max_discount = kind.max_discount->minor;
  return columns;
}

StoredKind stored(const FreeShipping&) { return {.free_shipping = 1}; }
StoredKind stored(const GiftItem& kind) { return {.gift = kind.what}; }
StoredKind stored(const BonusPoints& kind) { return {.bonus_points = kind.points}; }

constexpr std::string_view automatic = "by itself: ";

} // namespace

std::vector<StoredVoucher> vouchers_of(Ledger& ledger, MemberId member) {
  std::vector<StoredVoucher> found;
  Cursor rows(ledger.database(), fmt::format("{}WHERE v.member_id = ? ORDER BY v.id", voucher_columns));
  rows.bind(member);
  while (next_counted(ledger, rows)) found.push_back(read_voucher(rows));
  for (auto& each : found) each.events = events_of(ledger, each.id);
  return found;
}

std::vector<StoredVoucher> vouchers_of_coupon(Ledger& ledger, std::string_view coupon) {
  std::unordered_map<std::int64_t, std::vector<VoucherEvent>> events;
  Cursor of_all(
      ledger.database(),
      fmt::format("{}JOIN vouchers v ON v.id = e.voucher_id WHERE v.coupon = ? ORDER BY e.id", event_columns));
  of_all.bind(coupon);
  while (next_counted(ledger, of_all)) events[of_all.id(0)].push_back(read_event(of_all));
  std::vector<StoredVoucher> found;
  Cursor rows(ledger.database(), fmt::format("{}WHERE v.coupon = ? ORDER BY v.id", voucher_columns));
  rows.bind(coupon);
  while (next_counted(ledger, rows)) found.push_back(read_voucher(rows));
  for (auto& each : found) each.events = std::move(events[each.id]);
  return found;
}

void read_vouchers(Ledger& ledger, const std::function<void(const StoredVoucher&)>& use) {
  Cursor events(ledger.database(), fmt::format("{}ORDER BY e.voucher_id, e.id", event_columns));
  bool more = next_counted(ledger, events);
  Cursor rows(ledger.database(), fmt::format("{}ORDER BY v.id", voucher_columns));
  while (rows.next()) {
    auto voucher = read_voucher(rows);
    for (; more && events.id(0) <= voucher.id; more = next_counted(ledger, events))
      voucher.events.push_back(read_event(events));
    if (counts(ledger, rows)) use(voucher);
  }
}

std::unordered_set<std::int64_t> vouchers_moved_in(Ledger& ledger, std::int64_t batch) {
  std::unordered_set<std::int64_t> moved;
  Cursor rows(ledger.database(), "SELECT voucher_id FROM voucher_events WHERE batch_id = ?");
  rows.bind(batch);
  while (rows.next()) moved.insert(rows.id(0));
  return moved;
}

void read_issues(Ledger& ledger, std::string_view coupon, std::optional<MemberId> member,
                 const std::function<void(const IssueNote&)>& use) {
  Cursor rows(ledger.database(),
              fmt::format("SELECT member_id, batch_id, issued_on, last_day, code, issue_key, id FROM vouchers "
                          "WHERE {} ORDER BY id",
                          member ? "member_id = ?2 AND +coupon = ?1" : "coupon = ?1"));
  if (member)
    rows.bind(coupon, *member);
  else
    rows.bind(coupon);
  const auto never_given = claims_taken_back(ledger, coupon);
  while (next_counted(ledger, rows))
    if (!never_given.contains(rows.id(6)))
      use({rows.maybe_id(0), rows.day(2), rows.day_or_never(3), rows.text(4), rows.text(5)});
}

Money discount_given(Ledger& ledger, std::string_view coupon, Day day) {
  std::unordered_map<std::int64_t, std::vector<VoucherEvent>> events;
  Cursor rows(ledger.database(),
              fmt::format("{}JOIN vouchers v ON v.id = e.voucher_id WHERE v.coupon = ? ORDER BY e.id", event_columns));
  rows.bind(coupon);
  while (next_counted(ledger, rows)) events[rows.id(0)].push_back(read_event(rows));
  Money given;
  for (const auto& [voucher, its_events] : events)
    if (const auto* used = redemption(its_events, day)) given += used->discount;
  return given;
}

bool any_voucher_used_for_order(Ledger& ledger) {
  return Cursor(ledger.database(), "SELECT 1 FROM voucher_events WHERE order_no > '' LIMIT 1").next();
}

void read_voucher_uses(Ledger& ledger, MemberId first, MemberId last,
                       const std::function<void(const VoucherUse&)>& use) {
  constexpr std::string_view columns =
      "SELECT v.id, coalesce(o.revises, o.id), v.batch_id, o.batch_id, o.status, o.placed_at, o.stated_on, o.id ";
  constexpr std::string_view whose = "(o.member_id = v.member_id OR o.member_id IS NULL OR v.member_id = 0)";
  Cursor rows(
      ledger.database(),
      fmt::format(
          "{0}FROM vouchers v JOIN voucher_events e ON e.voucher_id = v.id AND e.order_no > '' "
          "JOIN orders o ON o.order_no = e.order_no WHERE v.member_id BETWEEN ?1 AND ?2 AND {1} UNION "
          "{0}FROM orders o JOIN voucher_events e ON e.order_no = o.order_no JOIN vouchers v ON v.id = e.voucher_id "
          "WHERE o.member_id BETWEEN ?1 AND ?2 AND {1} ORDER BY 1, 8",
          columns, whose));
  rows.bind(first, last);
  while (rows.next()) {
    if (ledger.undone().contains(rows.id(2)) || ledger.undone().contains(rows.id(3))) continue;
    VoucherUse found{.voucher = rows.id(0), .order = rows.id(1), .cancelled_on = {}};
    const auto status = rows.kind<OrderStatus>(4);
    if (status == OrderStatus::cancelled || status == OrderStatus::refunded)
      found.cancelled_on = rows.null(6) ? rows.moment(5).day() : rows.day(6);
    use(found);
  }
}

std::string automatic_key(std::string_view key) { return fmt::format("{}{}", automatic, key); }

void read_automatic(Ledger& ledger, MemberId first, MemberId last,
                    const std::function<void(const AutomaticVoucher&)>& use) {
  Cursor rows(ledger.database(),
              "SELECT member_id, batch_id, coupon, issue_key, issued_on, id FROM vouchers "
              "WHERE member_id BETWEEN ? AND ? ORDER BY member_id");
  Cursor events(ledger.database(),
                "SELECT batch_id FROM voucher_events WHERE voucher_id = ? AND kind = ? AND reason LIKE ?");
  const auto reason = fmt::format("{}%", reason_went);
  const auto called_off = [&](std::int64_t voucher) {
    events.bind(voucher, static_cast<int>(VoucherEventKind::voided), reason);
    while (events.next())
      if (!ledger.undone().contains(events.id(0))) return true;
    return false;
  };
  rows.bind(first, last);
  while (next_counted(ledger, rows))
    if (rows.text(3).substr(0, automatic.size()) == automatic)
      use({rows.maybe_id(0), rows.text(2), rows.text(3).substr(automatic.size()), rows.day(4), called_off(rows.id(5))});
}

bool any_automatic(Ledger& ledger) {
  Cursor row(ledger.database(), "SELECT 1 FROM vouchers WHERE substr(issue_key, 1, ?) = ? LIMIT 1");
  return row.bind(static_cast<std::int64_t>(automatic.size()), automatic).next();
}

std::optional<StoredVoucher> find_automatic(Ledger& ledger, MemberId member, std::string_view coupon,
                                            std::string_view key) {
  Cursor row(ledger.database(),
             fmt::format("{}WHERE v.member_id = ?1 AND +v.coupon = ?2 AND v.issue_key = ?3", voucher_columns));
  std::optional<StoredVoucher> found;
  const auto stored_key = automatic_key(key);
  row.bind(member, coupon, stored_key);
  // One that was called off can have come again.
  while (next_counted(ledger, row)) {
    auto voucher = read_voucher(row);
    voucher.events = events_of(ledger, voucher.id);
    const bool stands = standing(voucher.events) != VoucherState::void_;
    if (stands || !found) found = std::move(voucher);
    if (stands) break;
  }
  return found;
}

VoucherWriter::VoucherWriter(Ledger& ledger, Batch& batch)
    : batch_(batch),
      by_code_(ledger.database(), "SELECT 1 FROM vouchers WHERE code = ?"),
      next_(next_id(ledger, "vouchers")) {}

bool VoucherWriter::taken(const std::string& code) {
  if (codes_.contains(code)) return true;
  const bool known = by_code_.bind(code).next();
  by_code_.bind();
  return known;
}

std::int64_t VoucherWriter::add(const StoredVoucher& each) {
  const Voucher& voucher = each.voucher;
  const auto kind = std::visit([](const auto& of) { return stored(of); }, voucher.kind);
  std::optional<std::int64_t> last_day;
  if (voucher.last_day != never) last_day = voucher.last_day.number;
  std::optional<std::string> stacking;
  if (!voucher.stacking.empty()) stacking = voucher.stacking;
  std::optional<std::int64_t> keeps_used;
  if (!voucher.release) keeps_used = 1;
  std::optional<std::int64_t> on_return;
  if (voucher.on_return != OnReturn::keep) on_return = static_cast<std::int64_t>(voucher.on_return);
  batch_.append(BookId::vouchers, next_, batch_.id(), voucher.code, voucher.coupon, voucher.member, each.program,
                voucher.issued_on.number, voucher.first_day.number, last_day, kind.amount_off, kind.percent_off,
                kind.max_discount, voucher.min_spend.minor, each.issue_key, kind.free_shipping, kind.gift,
                kind.bonus_points, joined(voucher.categories), stacking, keeps_used, on_return);
  codes_.insert(voucher.code);
  return next_++;
}

void add_event(Ledger& ledger, Batch& batch, std::int64_t voucher, const VoucherEvent& event) {
  const bool used = event.kind == VoucherEventKind::redeemed;
  std::optional<std::int64_t> amount;
  std::optional<std::int64_t> discount;
  if (used) amount = event.amount.minor;
  if (used) discount = event.discount.minor;
  std::optional<std::int64_t> by_order;
  if (event.by_order != 0) by_order = event.by_order;
  const auto id = next_id(ledger, "voucher_events");
  batch.append(BookId::voucher_events, id, batch.id(), voucher, event.day.number, static_cast<int>(event.kind),
               event.order, amount, discount, event.reason, by_order);
  batch.flush();
}

} // namespace loyalty::store
