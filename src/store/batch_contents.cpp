// SPDX-License-Identifier: MIT
#include "store/batch_contents.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loyalty/coupon.hpp"
#include "store/sqlite/cursor.hpp"

namespace loyalty::store {
namespace {

std::int64_t rows_of(Ledger& ledger, std::string_view table, std::int64_t batch, std::string_view only = "true") {
  Cursor count(ledger.database(), fmt::format("SELECT count(*) FROM {} WHERE batch_id = ? AND {}", table, only));
  count.bind(batch).next();
  return count.count(0);
}

/// Groups and lists are entered by nights and reports, all else by somebody.
constexpr auto kinds_by_hand = "kind NOT IN (20, 21, 22)";
/// What moves points by hand, and by that walks the days of one member through the day itself.
constexpr auto kinds_of_points = "kind IN (1, 2, 3)";
static_assert(static_cast<int>(ActKind::award) == 1 && static_cast<int>(ActKind::redeem) == 3);
static_assert(static_cast<int>(ActKind::contact) == 20 && static_cast<int>(ActKind::leave_group) == 22);

std::int64_t vouchers_used(Ledger& ledger, std::int64_t batch) {
  std::unordered_set<std::int64_t> used;
  Cursor rows(ledger.database(),
              "SELECT e.voucher_id, e.batch_id, e.kind FROM vouchers v JOIN voucher_events e ON e.voucher_id = v.id "
              "WHERE v.batch_id = ? ORDER BY e.id");
  rows.bind(batch);
  while (rows.next()) {
    if (ledger.undone().contains(rows.id(1)) || rows.id(1) == batch) continue;
    if (rows.kind<VoucherEventKind>(2) == VoucherEventKind::redeemed)
      used.insert(rows.id(0));
    else
      used.erase(rows.id(0));
  }
  return static_cast<std::int64_t>(used.size());
}

std::vector<FactId> numbers(Ledger& ledger, std::string_view sql, std::int64_t batch) {
  std::vector<FactId> found;
  Cursor rows(ledger.database(), sql);
  rows.bind(batch);
  while (rows.next()) found.push_back(rows.id(0));
  std::sort(found.begin(), found.end());
  return found;
}

} // namespace

BatchContents contents_of(Ledger& ledger, std::int64_t batch) {
  return {.orders = rows_of(ledger, "orders", batch),
          .acts = rows_of(ledger, "acts", batch, kinds_by_hand),
          .entries = rows_of(ledger, "entries", batch),
          .tier_changes = rows_of(ledger, "tier_changes", batch),
          .vouchers = rows_of(ledger, "vouchers", batch),
          .voucher_events = rows_of(ledger, "voucher_events", batch),
          .vouchers_used = vouchers_used(ledger, batch)};
}

StatedFacts facts_of(Ledger& ledger, std::int64_t batch) {
  return {numbers(ledger, "SELECT coalesce(revises, id) FROM orders WHERE batch_id = ?", batch),
          numbers(ledger, fmt::format("SELECT id FROM acts WHERE batch_id = ? AND {}", kinds_by_hand), batch)};
}

std::unordered_set<std::int64_t> batches_by_hand(Ledger& ledger) {
  std::unordered_set<std::int64_t> found;
  Cursor rows(ledger.database(), fmt::format("SELECT batch_id FROM acts WHERE {}", kinds_of_points));
  while (rows.next()) found.insert(rows.id(0));
  return found;
}

std::unordered_map<MemberId, Day> last_acts(Ledger& ledger) {
  std::unordered_map<MemberId, Day> last;
  Cursor rows(ledger.database(), fmt::format("SELECT member_id, day, batch_id FROM acts WHERE {}", kinds_of_points));
  while (rows.next()) {
    if (ledger.undone().contains(rows.id(2))) continue;
    const Day day = rows.day(1);
    const auto [at, first] = last.try_emplace(rows.id(0), day);
    if (!first) at->second = std::max(at->second, day);
  }
  return last;
}

} // namespace loyalty::store
