// SPDX-License-Identifier: MIT
#include "store/histories.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "store/cursor.hpp"

namespace loyalty::store {
namespace {

constexpr MemberId nobody = std::numeric_limits<MemberId>::max();

constexpr std::string_view order_columns =
    "SELECT member_id, id, revises, refund_of, placed_at, amount, refunded, status, stated_on, points_redeemed, batch_id "
    "FROM orders ";

OrderRecord read_record(const Cursor& row) {
  return {.id = row.integer(1),
          .revises = row.integer(2),
          .refund_of = row.integer(3),
          .placed_at = Moment{row.integer(4)},
          .amount = Money{row.integer(5)},
          .refunded = Money{row.integer(6)},
          .status = static_cast<OrderStatus>(row.integer(7)),
          .stated_on = Day{static_cast<std::int32_t>(row.integer(8))},
          .points_redeemed = row.integer(9)};
}

Day first_day_of(const History& history) {
  Day first = never;
  if (!history.orders.empty()) first = std::min(first, history.orders.front().day());
  if (!history.refunds.empty()) first = std::min(first, history.refunds.front().day());
  if (!history.acts.empty()) first = std::min(first, history.acts.front().day);
  return first == never ? Day{} : first;
}

/// Steps a cursor to its next row that counts and names the member it is about.
class Rows {
 public:
  Rows(Ledger& ledger, std::string_view sql, int batch_column)
      : ledger_(ledger), cursor_(ledger.database(), sql), batch_column_(batch_column) {}

  void begin(MemberId first, MemberId last) {
    cursor_.bind(first, last);
    step();
  }
  void step() {
    do {
      if (!cursor_.next()) {
        member_ = nobody;
        return;
      }
    } while (!ledger_.undone().empty() && ledger_.undone().contains(cursor_.integer(batch_column_)));
    member_ = cursor_.integer(0);
  }
  MemberId member() const { return member_; }
  const Cursor& row() const { return cursor_; }

 private:
  Ledger& ledger_;
  Cursor cursor_;
  int batch_column_;
  MemberId member_ = nobody;
};

}  // namespace

void read_histories(Ledger& ledger, MemberId first, MemberId last, const std::function<void(const History&)>& use) {
  Rows orders(ledger, std::string(order_columns) + "WHERE member_id BETWEEN ? AND ? ORDER BY member_id, placed_at, id",
              10);
  Rows acts(ledger, "SELECT member_id, id, day, kind, points, order_id, batch_id FROM acts "
                    "WHERE member_id BETWEEN ? AND ? ORDER BY member_id, day, id", 6);
  Rows joined(ledger, "SELECT id, joined_on, batch_id FROM members WHERE id BETWEEN ? AND ? AND joined_on IS NOT NULL "
                      "ORDER BY id", 2);
  orders.begin(first, last);
  acts.begin(first, last);
  joined.begin(first, last);
  History history;
  std::vector<OrderRecord> records;
  for (;;) {
    history.member = std::min({orders.member(), acts.member(), joined.member()});
    if (history.member == nobody) return;
    records.clear();
    for (; orders.member() == history.member; orders.step()) records.push_back(read_record(orders.row()));
    assemble(records, history);
    history.acts.clear();
    for (; acts.member() == history.member; acts.step()) {
      const auto& row = acts.row();
      history.acts.push_back({row.integer(1), Day{static_cast<std::int32_t>(row.integer(2))},
                              static_cast<ActKind>(row.integer(3)), row.integer(4), row.integer(5)});
    }
    history.joined_on = first_day_of(history);
    for (; joined.member() == history.member; joined.step())
      history.joined_on = Day{static_cast<std::int32_t>(joined.row().integer(1))};
    use(history);
  }
}

History read_history(Ledger& ledger, MemberId member) {
  History found{.member = member, .joined_on = {}, .orders = {}, .refunds = {}, .acts = {}};
  read_histories(ledger, member, member, [&](const History& history) { found = history; });
  return found;
}

History read_guests(Ledger& ledger) {
  std::vector<OrderRecord> records;
  Cursor rows(ledger.database(), std::string(order_columns) + "WHERE member_id IS NULL ORDER BY placed_at, id");
  while (rows.next())
    if (!ledger.undone().contains(rows.integer(10))) records.push_back(read_record(rows));
  History guests;
  assemble(records, guests);
  guests.joined_on = first_day_of(guests);
  return guests;
}

}  // namespace loyalty::store
