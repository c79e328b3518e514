// SPDX-License-Identifier: MIT
#include "store/histories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "loyalty/figures.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/member_rows.hpp"
#include "store/ledger/tables.hpp"
#include "store/order_sequence.hpp"
#include "store/orders.hpp"
#include "store/sales_reader.hpp"

namespace loyalty::store {
namespace {

constexpr MemberId end_of_members = MemberRows::end;

using tables::acts;
using tables::orders;

constexpr Selection of_order{
    orders.member_id, orders.id,     orders.revises,   orders.refund_of,       orders.placed_at, orders.amount,
    orders.refunded,  orders.status, orders.stated_on, orders.points_redeemed, orders.batch_id};
constexpr Selection of_act{acts.member_id, acts.id,      acts.day,  acts.kind,  acts.points,   acts.order_id,
                           acts.batch_id,  acts.subject, acts.text, acts.until, acts.other_id, acts.money};
constexpr Selection of_joining{tables::members.id, tables::members.joined_on, tables::members.batch_id};
constexpr Selection of_birthday{tables::birthdays.member_id, tables::birthdays.known_on, tables::birthdays.birthday,
                                tables::birthdays.batch_id};
constexpr Selection of_invitation{acts.other_id, acts.member_id, acts.day, acts.batch_id};
/// An order that some of its details are known of.
constexpr Selection of_detailed{"coalesce(o.revises, o.id) AS first", "o.batch_id"};

template <class Row>
OrderRecord read_record(const Row& row) {
  return {.id = row.template id<OrderId>(of_order[orders.id]),
          .revises = row.template maybe_id<OrderId>(of_order[orders.revises]),
          .refund_of = row.template maybe_id<OrderId>(of_order[orders.refund_of]),
          .placed_at = row.moment(of_order[orders.placed_at]),
          .amount = row.money(of_order[orders.amount]),
          .refunded = row.money(of_order[orders.refunded]),
          .status = row.template kind<OrderStatus>(of_order[orders.status]),
          .stated_on = row.day(of_order[orders.stated_on]),
          .points_redeemed = row.points(of_order[orders.points_redeemed])};
}

/// Not the engine's business; what is no kind at all is, for it has to be refused.
constexpr int first_beside_engine = static_cast<int>(ActKind::top_up);
constexpr int last_beside_engine = static_cast<int>(Kinds<ActKind>::last);

/// Steps a cursor to its next row that counts and names the member it is about, which is its first column.
class CountedRows {
 public:
  CountedRows(Ledger& ledger, std::string_view sql, int batch_column)
      : ledger_(ledger), cursor_(ledger.database(), sql), batch_column_(batch_column) {}

  void begin(MemberId first, MemberId last) {
    cursor_.bind(first, last);
    step();
  }
  void step() {
    do {
      if (!cursor_.next()) {
        member_ = end_of_members;
        return;
      }
    } while (!ledger_.undone().empty() && ledger_.undone().contains(cursor_.id<BatchId>(batch_column_)));
    member_ = cursor_.id<MemberId>(member_column);
  }
  MemberId member() const { return member_; }
  const Cursor& row() const { return cursor_; }

 private:
  static constexpr int member_column = 0;

  Ledger& ledger_;
  Cursor cursor_;
  int batch_column_;
  MemberId member_ = end_of_members;
};

void take_act(const Cursor& row, History& history) {
  const auto kind = row.kind<ActKind>(of_act[acts.kind]);
  Act act{.id = row.id<ActId>(of_act[acts.id]),
          .day = row.day(of_act[acts.day]),
          .kind = kind,
          .points = row.points_of(kind, of_act[acts.points]),
          .order = row.maybe_id<OrderId>(of_act[acts.order_id])};
  if (!row.null(of_act[acts.subject])) act.subject = row.string(of_act[acts.subject]);
  if (!row.null(of_act[acts.text])) act.text = row.string(of_act[acts.text]);
  act.until = row.day_or_never(of_act[acts.until]);
  act.other = row.maybe_id<MemberId>(of_act[acts.other_id]);
  act.money = row.money(of_act[acts.money]);
  history.acts.push_back(std::move(act));
}

bool any_row(Ledger& ledger, std::string_view sql) { return Cursor(ledger.database(), sql).next(); }

/// The orders, by their first statements, some counted statement of which has such details.
std::unordered_set<OrderId> detailed_orders(Ledger& ledger, std::string_view which) {
  std::unordered_set<OrderId> found;
  Cursor rows(ledger.database(),
              of_detailed.from(fmt::format("order_details d JOIN orders o ON o.id = d.order_id WHERE {}", which)));
  while (rows.next())
    if (!ledger.undone().contains(rows.id<BatchId>(of_detailed["o.batch_id"])))
      found.insert(rows.id<OrderId>(of_detailed["first"]));
  return found;
}

} // namespace

/// The tables that say what happened, read side by side.
class HistoryReader::Tables {
 public:
  Tables(Ledger& ledger, MemberId first, MemberId last, HistoryReader::Wanted wanted)
      : ledger_(ledger),
        sequence_(ledger),
        orders_(ledger.database(), tables::orders, of_order, [this](const MemberRow& row) { take(row); }),
        acts_(ledger,
              of_act.from(fmt::format("acts WHERE member_id BETWEEN ? AND ? AND kind NOT BETWEEN {} AND {} "
                                      "ORDER BY member_id, day, id",
                                      first_beside_engine, last_beside_engine)),
              of_act[acts.batch_id]),
        joined_(ledger, of_joining.from("members WHERE id BETWEEN ? AND ? AND joined_on IS NOT NULL ORDER BY id"),
                of_joining[tables::members.batch_id]),
        batch_day_(ledger.database(), "SELECT as_of FROM batches WHERE id = ?"),
        birthdays_(ledger,
                   of_birthday.from("birthdays WHERE member_id BETWEEN ? AND ? ORDER BY member_id, known_on, batch_id"),
                   of_birthday[tables::birthdays.batch_id]) {
    if (wanted.sales) sales_.emplace(ledger);
    fees_ = detailed_orders(ledger, "d.fee_for > ''");
    if (wanted.invited && any_row(ledger, "SELECT 1 FROM acts WHERE other_id IS NOT NULL LIMIT 1")) {
      invited_.emplace(ledger, of_invitation.from("acts WHERE other_id BETWEEN ? AND ? ORDER BY other_id, day, id"),
                       of_invitation[acts.batch_id]);
      guests_of_.emplace(ledger, MemberId{}, MemberId{}, HistoryReader::Wanted{wanted.sales, false});
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
    if (history_.member == end_of_members) return nullptr;
    records_.clear();
    if (buyer_ == history_.member) {
      std::swap(records_, next_records_);
      step_orders();
    }
    sequence_.sort(records_);
    assemble(records_, history_);
    if (!fees_.empty())
      for (auto& order : history_.orders) order.fee = fees_.contains(order.id);
    history_.acts.clear();
    for (; acts_.member() == history_.member; acts_.step()) {
      take_act(acts_.row(), history_);
      note_stated(history_.acts.back(), acts_.row().id<BatchId>(of_act[acts.batch_id]));
    }
    link_orders();
    sort_acts(history_);
    count_once(history_);
    history_.joined_on = first_known(history_);
    history_.registered = false;
    for (; joined_.member() == history_.member; joined_.step()) {
      history_.joined_on = joined_.row().day(of_joining[tables::members.joined_on]);
      history_.registered = true;
    }
    history_.birthdays.clear();
    while (birthdays_.member() < history_.member) birthdays_.step();
    for (; birthdays_.member() == history_.member; birthdays_.step())
      history_.birthdays.push_back({birthdays_.row().day(of_birthday[tables::birthdays.known_on]),
                                    birthdays_.row().day(of_birthday[tables::birthdays.birthday])});
    if (sales_) sales_->read(history_);
    if (invited_) read_invited();
    return &history_;
  }

 private:
  void take(const MemberRow& row) {
    if (ledger_.undone().empty() || !ledger_.undone().contains(row.id<BatchId>(of_order[orders.batch_id])))
      next_records_.push_back(read_record(row));
  }
  /// Terms of plans are entered before they begin, and then known.
  void note_stated(Act& act, BatchId batch) {
    if (act.kind != ActKind::membership && act.kind != ActKind::end_membership) return;
    if (batch_day_.bind(batch).next()) act.stated_on = batch_day_.day(only);
  }

  /// Points were redeemed for orders that came later: those that are here by now.
  void link_orders() {
    for (auto& act : history_.acts) {
      if (act.kind != ActKind::redeem || act.order || !act.subject.empty() || act.text.empty()) continue;
      if (!by_name_)
        by_name_.emplace(ledger_.database(),
                         "SELECT coalesce(revises, id) FROM orders WHERE order_no = ? AND shop = ?");
      const auto name = order_to_come(act.text);
      by_name_->bind(name.order_id, name.shop);
      while (by_name_->next()) {
        const auto id = by_name_->id<OrderId>(only);
        if (std::ranges::any_of(history_.orders, [id](const OrderFact& order) { return order.id == id; }))
          act.order = id;
      }
    }
  }

  void read_invited() {
    history_.invited.clear();
    while (invited_->member() < history_.member) invited_->step();
    for (; invited_->member() == history_.member; invited_->step()) {
      const MemberId guest = invited_->row().id<MemberId>(of_invitation[acts.member_id]);
      const Day on = invited_->row().day(of_invitation[acts.day]);
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
    } while (buyer_ != end_of_members && next_records_.empty());
  }

  Ledger& ledger_;
  OrderSequence sequence_;
  MemberRows orders_;
  CountedRows acts_;
  CountedRows joined_;
  Cursor batch_day_;
  CountedRows birthdays_;
  std::optional<SalesReader> sales_;
  std::optional<Cursor> by_name_;    ///< finds orders
  std::unordered_set<OrderId> fees_; ///< orders that are fees of memberships
  std::optional<CountedRows> invited_;
  std::optional<HistoryReader> guests_of_; ///< reads those who were invited
  History history_;
  std::vector<OrderRecord> records_;
  std::vector<OrderRecord> next_records_; ///< of `buyer_`
  MemberId buyer_ = end_of_members;
};

HistoryReader::HistoryReader(Ledger& ledger, MemberId first, MemberId last, Wanted wanted)
    : tables_(std::make_unique<Tables>(ledger, first, last, wanted)) {}
HistoryReader::HistoryReader(Ledger& ledger, MemberId first, MemberId last)
    : HistoryReader(ledger, first, last, Wanted{}) {}
HistoryReader::~HistoryReader() = default;

void HistoryReader::seek(MemberId first, MemberId last) { tables_->seek(first, last); }

const History* HistoryReader::next() { return tables_->next(); }

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

History read_nobodys(Ledger& ledger, bool unassigned) {
  History history;
  const auto masked = detailed_orders(ledger, "d.unassigned = 1");
  if (unassigned && masked.empty()) return history;
  std::vector<OrderRecord> records;
  Cursor rows(ledger.database(), of_order.from("orders WHERE member_id IS NULL ORDER BY placed_at, id"));
  while (rows.next()) {
    if (ledger.undone().contains(rows.id<BatchId>(of_order[orders.batch_id]))) continue;
    const auto record = read_record(rows);
    const auto first = record.order();
    if ((masked.contains(first) || (record.refund_of && masked.contains(*record.refund_of))) == unassigned)
      records.push_back(record);
  }
  OrderSequence(ledger).sort(records);
  assemble(records, history);
  history.joined_on = first_known(history);
  return history;
}

} // namespace

History read_guests(Ledger& ledger) { return read_nobodys(ledger, false); }
History read_unassigned(Ledger& ledger) { return read_nobodys(ledger, true); }

} // namespace loyalty::store
