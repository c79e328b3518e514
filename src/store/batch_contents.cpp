// SPDX-License-Identifier: MIT
#include "store/batch_contents.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loyalty/coupon.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

std::int64_t rows_of(Ledger& ledger, std::string_view table, BatchId batch, std::string_view which = "true") {
  Cursor count(ledger.database(), fmt::format("SELECT count(*) FROM {} WHERE batch_id = ? AND {}", table, which));
  count.bind(batch).next();
  return count.count(only);
}

/// Groups, lists, lots and cash back are entered by nights, reports and draws, all else by somebody.
constexpr auto kinds_by_hand = "kind NOT IN (20, 21, 22, 25, 28)";
/// What moves points by hand, and by that walks the days of one member through the day itself.
constexpr auto kinds_of_points = "kind IN (1, 2, 3, 26, 27)";
static_assert(static_cast<int>(ActKind::award) == 1 && static_cast<int>(ActKind::redeem) == 3);
static_assert(static_cast<int>(ActKind::contact) == 20 && static_cast<int>(ActKind::leave_group) == 22 &&
              static_cast<int>(ActKind::holdout) == 25 && static_cast<int>(ActKind::transfer_out) == 26 &&
              static_cast<int>(ActKind::transfer_in) == 27 && static_cast<int>(ActKind::cash_back) == 28);

std::int64_t vouchers_used(Ledger& ledger, BatchId batch) {
  std::unordered_set<VoucherId> used;
  constexpr Selection event{"e.voucher_id", "e.batch_id", "e.kind"};
  Cursor rows(ledger.database(),
              event.from("vouchers v JOIN voucher_events e ON e.voucher_id = v.id WHERE v.batch_id = ? ORDER BY e.id"));
  rows.bind(batch);
  while (rows.next()) {
    const auto of_event = rows.id<BatchId>(event["e.batch_id"]);
    if (ledger.undone().contains(of_event) || of_event == batch) continue;
    if (rows.kind<VoucherEventKind>(event["e.kind"]) == VoucherEventKind::redeemed)
      used.insert(rows.id<VoucherId>(event["e.voucher_id"]));
    else
      used.erase(rows.id<VoucherId>(event["e.voucher_id"]));
  }
  return static_cast<std::int64_t>(used.size());
}

std::int64_t cards_used(Ledger& ledger, BatchId batch) {
  std::unordered_set<CardId> used;
  constexpr Selection moved{"m.card_id", "m.batch_id"};
  Cursor rows(ledger.database(), moved.from("cards c JOIN card_moves m ON m.card_id = c.id WHERE c.batch_id = ?"));
  rows.bind(batch);
  while (rows.next())
    if (!ledger.undone().contains(rows.id<BatchId>(moved["m.batch_id"])))
      used.insert(rows.id<CardId>(moved["m.card_id"]));
  return static_cast<std::int64_t>(used.size());
}

template <class Id>
std::vector<Id> ids_of(Ledger& ledger, std::string_view sql, BatchId batch) {
  std::vector<Id> found;
  Cursor rows(ledger.database(), sql);
  rows.bind(batch);
  while (rows.next()) found.push_back(rows.template id<Id>(only));
  std::sort(found.begin(), found.end());
  return found;
}

} // namespace

BatchContents contents_of(Ledger& ledger, BatchId batch) {
  return {.orders = rows_of(ledger, "orders", batch),
          .acts = rows_of(ledger, "acts", batch, kinds_by_hand),
          .entries = rows_of(ledger, "entries", batch),
          .tier_changes = rows_of(ledger, "tier_changes", batch),
          .vouchers = rows_of(ledger, "vouchers", batch),
          .voucher_events = rows_of(ledger, "voucher_events", batch),
          .vouchers_used = vouchers_used(ledger, batch),
          .visitors = rows_of(ledger, "visitors", batch),
          .drawn = rows_of(ledger, "acts", batch, "kind = 25"),
          .cards = rows_of(ledger, "cards", batch),
          .card_moves = rows_of(ledger, "card_moves", batch),
          .cards_used = cards_used(ledger, batch)};
}

StatedFacts facts_of(Ledger& ledger, BatchId batch) {
  return {ids_of<OrderId>(ledger, "SELECT coalesce(revises, id) FROM orders WHERE batch_id = ?", batch),
          ids_of<ActId>(ledger, fmt::format("SELECT id FROM acts WHERE batch_id = ? AND {}", kinds_by_hand), batch)};
}

std::unordered_set<BatchId> batches_by_hand(Ledger& ledger) {
  std::unordered_set<BatchId> found;
  Cursor rows(ledger.database(), fmt::format("SELECT batch_id FROM acts WHERE {}", kinds_of_points));
  while (rows.next()) found.insert(rows.id<BatchId>(only));
  return found;
}

std::unordered_map<MemberId, Day> last_acts(Ledger& ledger) {
  std::unordered_map<MemberId, Day> last;
  constexpr auto& acts = tables::acts;
  constexpr Selection done{acts.member_id, acts.day, acts.batch_id};
  Cursor rows(ledger.database(), done.from(fmt::format("acts WHERE {}", kinds_of_points)));
  while (rows.next()) {
    if (ledger.undone().contains(rows.id<BatchId>(done[acts.batch_id]))) continue;
    const Day day = rows.day(done[acts.day]);
    const auto [at, first] = last.try_emplace(ledger.whose().now(rows.id<MemberId>(done[acts.member_id])), day);
    if (!first) at->second = std::max(at->second, day);
  }
  return last;
}

} // namespace loyalty::store
