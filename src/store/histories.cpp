// SPDX-License-Identifier: MIT
#include "store/histories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "store/cursor.hpp"
#include "store/gathered.hpp"

namespace loyalty::store {
namespace {

constexpr MemberId nobody = Gathered::nobody;

constexpr std::string_view order_columns =
    "id, revises, refund_of, placed_at, amount, refunded, status, stated_on, points_redeemed, batch_id";

template <class Row>
OrderRecord read_record(const Row& row) {
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

/// Of a member of whom only orders that never counted are known, the day of the first of them; `never` if there is
/// nothing to be seen of him.
Day first_day_of(const History& history, std::span<const OrderRecord> records) {
  Day first = never;
  if (!history.orders.empty()) first = std::min(first, history.orders.front().day());
  if (!history.refunds.empty()) first = std::min(first, history.refunds.front().day());
  if (!history.acts.empty()) first = std::min(first, history.acts.front().day);
  // Adjustments never count, not even for having been here.
  for (const auto& record : records)
    if (first == never && record.status != OrderStatus::adjustment) first = record.placed_at.day();
  return first;
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

void read_act(const Cursor& row, History& history) {
  history.acts.push_back({row.integer(1), Day{static_cast<std::int32_t>(row.integer(2))},
                          static_cast<ActKind>(row.integer(3)), row.integer(4), row.integer(5)});
}

/// The index gives a member's rows by moment; those of one moment are rarely out of order, and a sort in SQL costs more
/// than the reading. An order keeps the place of its first statement, even if that one was undone and it was read again.
void sort(std::vector<OrderRecord>& records) {
  const auto first = [](const OrderRecord& record) { return record.revises != 0 ? record.revises : record.id; };
  const auto earlier = [&](const OrderRecord& left, const OrderRecord& right) {
    return std::tuple(left.placed_at, first(left), left.id) < std::tuple(right.placed_at, first(right), right.id);
  };
  if (!std::is_sorted(records.begin(), records.end(), earlier)) std::sort(records.begin(), records.end(), earlier);
}

}  // namespace

/// The tables that say what happened, read side by side.
class HistoryReader::Books {
 public:
  Books(Ledger& ledger, MemberId first, MemberId last)
      : ledger_(ledger),
        orders_(ledger, order_columns, "orders", [this](const GatheredRow& row) { take(row); }),
        acts_(ledger, "SELECT member_id, id, day, kind, points, order_id, batch_id FROM acts "
                      "WHERE member_id BETWEEN ? AND ? ORDER BY member_id, day, id", 6),
        joined_(ledger, "SELECT id, joined_on, batch_id FROM members WHERE id BETWEEN ? AND ? AND joined_on IS NOT NULL "
                        "ORDER BY id", 2) {
    seek(first, last);
  }

  void seek(MemberId first, MemberId last) {
    orders_.begin(first, last);
    step_orders();
    for (auto* rows : {&acts_, &joined_}) rows->begin(first, last);
  }

  const History* next() {
    history_.member = std::min({buyer_, acts_.member(), joined_.member()});
    if (history_.member == nobody) return nullptr;
    records_.clear();
    if (buyer_ == history_.member) {
      std::swap(records_, next_records_);
      step_orders();
    }
    sort(records_);
    assemble(records_, history_);
    history_.acts.clear();
    for (; acts_.member() == history_.member; acts_.step()) read_act(acts_.row(), history_);
    history_.joined_on = first_day_of(history_, records_);
    for (; joined_.member() == history_.member; joined_.step())
      history_.joined_on = Day{static_cast<std::int32_t>(joined_.row().integer(1))};
    return &history_;
  }

 private:
  void take(const GatheredRow& row) {
    if (ledger_.undone().empty() || !ledger_.undone().contains(row.integer(10))) next_records_.push_back(read_record(row));
  }
  /// Goes on to the next member of whom some row counts.
  void step_orders() {
    do {
      next_records_.clear();
      buyer_ = orders_.step();
    } while (buyer_ != nobody && next_records_.empty());
  }

  Ledger& ledger_;
  Gathered orders_;
  Rows acts_;
  Rows joined_;
  History history_;
  std::vector<OrderRecord> records_;
  std::vector<OrderRecord> next_records_; ///< of `buyer_`
  MemberId buyer_ = nobody;
};

HistoryReader::HistoryReader(Ledger& ledger, MemberId first, MemberId last)
    : books_(std::make_unique<Books>(ledger, first, last)) {}
HistoryReader::~HistoryReader() = default;

void HistoryReader::seek(MemberId first, MemberId last) { books_->seek(first, last); }

const History* HistoryReader::next() { return books_->next(); }

void read_histories(Ledger& ledger, MemberId first, MemberId last, const std::function<void(const History&)>& use) {
  HistoryReader reader(ledger, first, last);
  while (const auto* history = reader.next()) use(*history);
}

History read_history(Ledger& ledger, MemberId member) {
  History found{.member = member, .joined_on = {}, .orders = {}, .refunds = {}, .acts = {}};
  read_histories(ledger, member, member, [&](const History& history) { found = history; });
  return found;
}

History read_guests(Ledger& ledger) {
  std::vector<OrderRecord> records;
  Cursor rows(ledger.database(),
              fmt::format("SELECT member_id, {} FROM orders WHERE member_id IS NULL ORDER BY placed_at, id", order_columns));
  while (rows.next())
    if (!ledger.undone().contains(rows.integer(10))) records.push_back(read_record(rows));
  History guests;
  assemble(records, guests);
  guests.joined_on = first_day_of(guests, records);
  return guests;
}

}  // namespace loyalty::store
