// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/history.hpp"
#include "store/holdouts.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/ledger.hpp"
#include "store/ledger/member_rows.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {

/// What is read of a row about an order.
inline constexpr Selection of_order_record{
    tables::orders.member_id,       tables::orders.id,        tables::orders.revises,
    tables::orders.refund_of,       tables::orders.placed_at, tables::orders.amount,
    tables::orders.refunded,        tables::orders.status,    tables::orders.stated_on,
    tables::orders.points_redeemed, tables::orders.batch_id};

template <class Row>
OrderRecord read_order_record(const Row& row) {
  constexpr auto& orders = tables::orders;
  constexpr auto& record = of_order_record;
  return {.id = row.template id<OrderId>(record[orders.id]),
          .revises = row.template maybe_id<OrderId>(record[orders.revises]),
          .refund_of = row.template maybe_id<OrderId>(record[orders.refund_of]),
          .placed_at = row.moment(record[orders.placed_at]),
          .amount = row.money(record[orders.amount]),
          .refunded = row.money(record[orders.refunded]),
          .status = row.template kind<OrderStatus>(record[orders.status]),
          .stated_on = row.day(record[orders.stated_on]),
          .points_redeemed = row.points(record[orders.points_redeemed])};
}

/// Steps a cursor on a table to its next row that counts and names the member it is about, which is its first column.
class CountedRows {
 public:
  CountedRows(Ledger& ledger, const Table& table, std::string sql, int batch_column)
      : ledger_(ledger), table_(table), sql_(std::move(sql)), batch_column_(batch_column) {}

  void begin(MemberId first, MemberId last) {
    member_ = end_of_members;
    if (ledger_.is_empty(table_)) return;
    if (!cursor_) cursor_.emplace(ledger_.database(), sql_);
    cursor_->bind(first, last);
    step();
  }
  void step() {
    do {
      if (!cursor_->next()) {
        member_ = end_of_members;
        return;
      }
    } while (!ledger_.undone().empty() && ledger_.undone().contains(cursor_->id<BatchId>(batch_column_)));
    member_ = cursor_->id<MemberId>(member_column);
  }
  MemberId member() const { return member_; }
  /// Of whom `member` says.
  const Cursor& row() const { return *cursor_; }

 private:
  static constexpr int member_column = 0;

  Ledger& ledger_;
  const Table& table_;
  std::string sql_;
  std::optional<Cursor> cursor_; ///< once there is a row
  int batch_column_;
  MemberId member_ = end_of_members;
};

/// What the books hold under each number, whoever it belongs to by now: rows of several tables, read side by side. Rows
/// of undone batches are not seen.
class MemberFacts {
 public:
  /// `all` are the hold-outs of the ledger and outlive this.
  MemberFacts(Ledger& ledger, std::span<const StoredHoldout> all);

  void seek(MemberId first, MemberId last);
  /// The next number under which there is something besides birthdays; `end_of_members` after the last.
  MemberId member() const;
  /// Adds to the lists what stands under a number that is not behind the next one: its order rows as they come,
  /// acts, birthdays, places in hold-outs and the day of joining, the earliest of several.
  void take(MemberId member, std::vector<OrderRecord>& records, History& history);

 private:
  void read_order(const MemberRow& row, std::vector<OrderRecord>& records) const;
  void step_orders();
  void take_act(History& history);
  void note_stated(Act& act, BatchId batch);

  Ledger& ledger_;
  std::span<const StoredHoldout> holdouts_;
  MemberRows<OrderRecord> orders_;
  CountedRows acts_;
  CountedRows joined_;
  CountedRows birthdays_;
  std::optional<Cursor> batch_day_;
  MemberId buyer_ = end_of_members; ///< whose orders are read
};

} // namespace loyalty::store
