// SPDX-License-Identifier: MIT
#include "store/histories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "loyalty/figures.hpp"
#include "store/orders.hpp"
#include "store/sqlite/cursor.hpp"
#include "store/sqlite/gathered.hpp"

namespace loyalty::store {
namespace {

constexpr MemberId nobody = Gathered::nobody;

constexpr std::string_view order_columns =
    "id, revises, refund_of, placed_at, amount, refunded, status, stated_on, points_redeemed, batch_id";

template <class Row>
OrderRecord read_record(const Row& row) {
  return {.id = row.id(1),
          .revises = row.maybe_id(2),
          .refund_of = row.maybe_id(3),
          .placed_at = row.moment(4),
          .amount = row.money(5),
          .refunded = row.money(6),
          .status = row.template kind<OrderStatus>(7),
          .stated_on = row.day(8),
          .points_redeemed = row.points(9)};
}

constexpr int last_kind_for_engine = static_cast<int>(ActKind::consent);

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
    } while (!ledger_.undone().empty() && ledger_.undone().contains(cursor_.id(batch_column_)));
    member_ = cursor_.id(0);
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
  Act act{.id = row.id(1),
          .day = row.day(2),
          .kind = row.kind<ActKind>(3),
          .points = row.points_of(row.kind<ActKind>(3), 4),
          .order = row.maybe_id(5)};
  if (!row.null(7)) act.subject = row.string(7);
  if (!row.null(8)) act.text = row.string(8);
  act.until = row.day_or_never(9);
  act.other = row.maybe_id(10);
  act.money = row.money(11);
  history.acts.push_back(std::move(act));
}

bool any_row(Ledger& ledger, std::string_view sql) { return Cursor(ledger.database(), sql).next(); }

/// What orders were sold as, read beside them where somebody looks at it.
class SalesReader {
 public:
  explicit SalesReader(Ledger& ledger)
      : ledger_(ledger),
        orders_(
            ledger.database(),
            "SELECT o.id, coalesce(o.revises, o.id), o.batch_id, o.shop, o.category, o.amount, d.fee_for FROM orders o "
            "LEFT JOIN order_details d ON d.order_id = o.id WHERE o.member_id = ?"),
        lines_(ledger.database(), "SELECT category, amount FROM order_lines WHERE order_id = ? ORDER BY line_no"),
        any_lines_(any_row(ledger, "SELECT 1 FROM order_lines LIMIT 1")) {}

  void read(History& history) {
    history.sales.assign(history.orders.size(), {});
    if (history.orders.empty()) return;
    collect(history.member);
    for (const auto& row : rows_) {
      const auto order = std::find_if(history.orders.begin(), history.orders.end(),
                                      [&](const OrderFact& each) { return each.id == row.order; });
      if (order != history.orders.end())
        take(row, history.sales[static_cast<std::size_t>(order - history.orders.begin())]);
    }
  }

 private:
  struct Row {
    FactId id;
    FactId order;
    Money amount;
    std::string shop;
    std::string category;
    std::string fee_for;
  };

  void collect(MemberId member) {
    rows_.clear();
    orders_.bind(member);
    while (orders_.next())
      if (!ledger_.undone().contains(orders_.id(2)))
        rows_.push_back(
            {orders_.id(0), orders_.id(1), orders_.money(5), orders_.string(3), orders_.string(4), orders_.string(6)});
    // Later statements of an order come after the first.
    std::sort(rows_.begin(), rows_.end(), [](const Row& left, const Row& right) { return left.id < right.id; });
  }

  void take(const Row& row, Sale& sale) {
    sale.shop = row.shop;
    if (!row.fee_for.empty()) sale.fee_for = row.fee_for;
    std::vector<Sale::Part> parts;
    if (any_lines_) {
      lines_.bind(row.id);
      while (lines_.next()) parts.push_back({lines_.string(0), lines_.money(1)});
    }
    if (parts.empty() && sale.parts.empty()) parts.push_back({row.category, row.amount});
    if (!parts.empty()) sale.parts = std::move(parts);
  }

  Ledger& ledger_;
  Cursor orders_;
  Cursor lines_;
  bool any_lines_;
  std::vector<Row> rows_;
};

FactId first_statement(const OrderRecord& record) { return record.revises != 0 ? record.revises : record.id; }

/// Puts a member's rows in the order in which they count. The index gives them by moment; shop and order number, which
/// it does not hold, are looked up where several orders have one moment.
class InOrder {
 public:
  explicit InOrder(Ledger& ledger) : names_(ledger.database(), "SELECT shop, order_no FROM orders WHERE id = ?") {}

  void sort(std::vector<OrderRecord>& records) {
    const auto earlier = [](const OrderRecord& left, const OrderRecord& right) {
      return std::tuple(left.placed_at, first_statement(left), left.id) <
             std::tuple(right.placed_at, first_statement(right), right.id);
    };
    if (!std::is_sorted(records.begin(), records.end(), earlier)) std::sort(records.begin(), records.end(), earlier);
    for (auto begin = records.begin(); begin != records.end();) {
      auto end = begin;
      bool several = false;
      for (; end != records.end() && end->placed_at == begin->placed_at; ++end)
        several = several || first_statement(*end) != first_statement(*begin);
      if (several) sort_moment({begin, end});
      begin = end;
    }
  }

 private:
  struct Named {
    std::string shop;
    std::string number;
    OrderRecord record;
  };

  void sort_moment(std::span<OrderRecord> records) {
    std::vector<Named> named;
    for (const auto& record : records) {
      names_.bind(first_statement(record));
      if (names_.next()) named.push_back({names_.string(0), names_.string(1), record});
    }
    if (named.size() != records.size()) return;
    std::stable_sort(named.begin(), named.end(), [](const Named& left, const Named& right) {
      return order_counts_before(left.shop, left.number, right.shop, right.number);
    });
    for (std::size_t index = 0; index < named.size(); ++index) records[index] = named[index].record;
  }

  Cursor names_;
};

} // namespace

/// The tables that say what happened, read side by side.
class HistoryReader::Books {
 public:
  Books(Ledger& ledger, MemberId first, MemberId last, HistoryReader::Wanted wanted)
      : ledger_(ledger),
        in_order_(ledger),
        orders_(ledger.database(), order_columns, "orders", [this](const GatheredRow& row) { take(row); }),
        acts_(ledger,
              fmt::format(
                  "SELECT member_id, id, day, kind, points, order_id, batch_id, subject, text, until, other_id, money "
                  "FROM acts WHERE member_id BETWEEN ? AND ? AND kind <= {} ORDER BY member_id, day, id",
                  last_kind_for_engine),
              6),
        joined_(ledger,
                "SELECT id, joined_on, batch_id FROM members WHERE id BETWEEN ? AND ? AND joined_on IS NOT NULL "
                "ORDER BY id",
                2),
        batch_day_(ledger.database(), "SELECT as_of FROM batches WHERE id = ?"),
        birthdays_(ledger,
                   "SELECT member_id, known_on, birthday, batch_id FROM birthdays WHERE member_id BETWEEN ? AND ? "
                   "ORDER BY member_id, known_on, batch_id",
                   3) {
    if (wanted.sales) sales_.emplace(ledger);
    read_fee_orders();
    if (wanted.invited && any_row(ledger, "SELECT 1 FROM acts WHERE other_id IS NOT NULL LIMIT 1")) {
      invited_.emplace(ledger,
                       "SELECT other_id, member_id, day, batch_id FROM acts WHERE other_id BETWEEN ? AND ? "
                       "ORDER BY other_id, day, id",
                       3);
      guests_of_.emplace(ledger, nobody, nobody, HistoryReader::Wanted{wanted.sales, false});
    }
    seek(first, last);
  }

  void seek(MemberId first, MemberId last) {
    orders_.begin(first, last);
    step_orders();
    for (auto* rows : {&acts_, &joined_, &birthdays_}) rows->begin(first, last);
    if (invited_) invited_->begin(first, last);
  }

  const History* next() {
    history_.member = std::min({buyer_, acts_.member(), joined_.member()});
    if (history_.member == nobody) return nullptr;
    records_.clear();
    if (buyer_ == history_.member) {
      std::swap(records_, next_records_);
      step_orders();
    }
    in_order_.sort(records_);
    assemble(records_, history_);
    if (!fees_.empty())
      for (auto& order : history_.orders) order.fee = fees_.contains(order.id);
    history_.acts.clear();
    for (; acts_.member() == history_.member; acts_.step()) {
      read_act(acts_.row(), history_);
      note_stated(history_.acts.back(), acts_.row().id(6));
    }
    link_orders();
    sort_acts(history_);
    count_once(history_);
    history_.joined_on = first_known(history_);
    history_.registered = false;
    for (; joined_.member() == history_.member; joined_.step()) {
      history_.joined_on = joined_.row().day(1);
      history_.registered = true;
    }
    history_.birthdays.clear();
    while (birthdays_.member() < history_.member) birthdays_.step();
    for (; birthdays_.member() == history_.member; birthdays_.step())
      history_.birthdays.push_back({birthdays_.row().day(1), birthdays_.row().day(2)});
    if (sales_) sales_->read(history_);
    if (invited_) read_invited();
    return &history_;
  }

 private:
  void take(const GatheredRow& row) {
    if (ledger_.undone().empty() || !ledger_.undone().contains(row.id(10))) next_records_.push_back(read_record(row));
  }
  /// Terms of plans are entered before they begin, and then known.
  void note_stated(Act& act, std::int64_t batch) {
    if (act.kind != ActKind::membership && act.kind != ActKind::end_membership) return;
    if (batch_day_.bind(batch).next()) act.stated_on = batch_day_.day(0);
  }

  void read_fee_orders() {
    Cursor rows(ledger_.database(),
                "SELECT coalesce(o.revises, o.id), o.batch_id FROM order_details d "
                "JOIN orders o ON o.id = d.order_id WHERE d.fee_for > ''");
    while (rows.next())
      if (!ledger_.undone().contains(rows.id(1))) fees_.insert(rows.id(0));
  }

  /// Points were redeemed for orders that came later: those that are here by now.
  void link_orders() {
    for (auto& act : history_.acts) {
      if (act.kind != ActKind::redeem || act.order != 0 || !act.subject.empty() || act.text.empty()) continue;
      if (!by_name_)
        by_name_.emplace(ledger_.database(),
                         "SELECT coalesce(revises, id) FROM orders WHERE order_no = ? AND shop = ?");
      const auto name = order_to_come(act.text);
      by_name_->bind(name.order_id, name.shop);
      while (by_name_->next()) {
        const auto id = by_name_->id(0);
        if (std::ranges::any_of(history_.orders, [id](const OrderFact& order) { return order.id == id; }))
          act.order = id;
      }
    }
  }

  void read_invited() {
    history_.invited.clear();
    while (invited_->member() < history_.member) invited_->step();
    for (; invited_->member() == history_.member; invited_->step()) {
      const MemberId guest = invited_->row().id(1);
      const Day on = invited_->row().day(2);
      guests_of_->seek(guest, guest);
      const auto* history = guests_of_->next();
      history_.invited.push_back(history == nullptr ? Invited{.member = guest, .on = on}
                                                    : invited_member(*history, on));
    }
  }

  /// Goes on to the next member of whom some row counts.
  void step_orders() {
    do {
      next_records_.clear();
      buyer_ = orders_.step();
    } while (buyer_ != nobody && next_records_.empty());
  }

  Ledger& ledger_;
  InOrder in_order_;
  Gathered orders_;
  Rows acts_;
  Rows joined_;
  Cursor batch_day_;
  Rows birthdays_;
  std::optional<SalesReader> sales_;
  std::optional<Cursor> by_name_;   ///< finds orders
  std::unordered_set<FactId> fees_; ///< orders that are fees of memberships
  std::optional<Rows> invited_;
  std::optional<HistoryReader> guests_of_; ///< reads those who were invited
  History history_;
  std::vector<OrderRecord> records_;
  std::vector<OrderRecord> next_records_; ///< of `buyer_`
  MemberId buyer_ = nobody;
};

HistoryReader::HistoryReader(Ledger& ledger, MemberId first, MemberId last, Wanted wanted)
    : books_(std::make_unique<Books>(ledger, first, last, wanted)) {}
HistoryReader::HistoryReader(Ledger& ledger, MemberId first, MemberId last)
    : HistoryReader(ledger, first, last, Wanted{}) {}
HistoryReader::~HistoryReader() = default;

void HistoryReader::seek(MemberId first, MemberId last) { books_->seek(first, last); }

const History* HistoryReader::next() { return books_->next(); }

void read_histories(Ledger& ledger, MemberId first, MemberId last, const std::function<void(const History&)>& use) {
  HistoryReader reader(ledger, first, last);
  while (const auto* history = reader.next()) use(*history);
}

History read_history(Ledger& ledger, MemberId member) {
  History found;
  found.member = member;
  read_histories(ledger, member, member, [&](const History& history) { found = history; });
  return found;
}

namespace {

std::unordered_set<FactId> unassigned_orders(Ledger& ledger) {
  std::unordered_set<FactId> found;
  Cursor rows(ledger.database(),
              "SELECT coalesce(o.revises, o.id), o.batch_id FROM order_details d "
              "JOIN orders o ON o.id = d.order_id WHERE d.unassigned = 1");
  while (rows.next())
    if (!ledger.undone().contains(rows.id(1))) found.insert(rows.id(0));
  return found;
}

History read_nobodys(Ledger& ledger, bool unassigned) {
  History history;
  const auto masked = unassigned_orders(ledger);
  if (unassigned && masked.empty()) return history;
  std::vector<OrderRecord> records;
  Cursor rows(
      ledger.database(),
      fmt::format("SELECT member_id, {} FROM orders WHERE member_id IS NULL ORDER BY placed_at, id", order_columns));
  while (rows.next()) {
    if (ledger.undone().contains(rows.id(10))) continue;
    const auto record = read_record(rows);
    const auto first = record.revises != 0 ? record.revises : record.id;
    if ((masked.contains(first) || masked.contains(record.refund_of)) == unassigned) records.push_back(record);
  }
  InOrder(ledger).sort(records);
  assemble(records, history);
  history.joined_on = first_known(history);
  return history;
}

} // namespace

History read_guests(Ledger& ledger) { return read_nobodys(ledger, false); }
History read_unassigned(Ledger& ledger) { return read_nobodys(ledger, true); }

} // namespace loyalty::store
