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
#include "loyalty/referral.hpp"
#include "store/holdouts.hpp"
#include "store/ledger/cursor.hpp"
#include "store/linked_orders.hpp"
#include "store/member_facts.hpp"
#include "store/order_sequence.hpp"
#include "store/orders.hpp"
#include "store/sales_reader.hpp"

namespace loyalty::store {
namespace {

using tables::acts;
using tables::orders;

constexpr Selection of_invitation{acts.other_id, acts.member_id, acts.day, acts.batch_id};
/// An order that some of its details are known of.
constexpr Selection of_detailed{"coalesce(o.revises, o.id) AS first", "o.batch_id"};

std::string invitations_sql() {
  return of_invitation.from(fmt::format("acts WHERE other_id BETWEEN ? AND ? AND +kind = {} ORDER BY other_id, day, id",
                                        static_cast<int>(ActKind::invite)));
}

bool any_row(Ledger& ledger, std::string_view sql) { return Cursor(ledger.database(), sql).next(); }

/// The orders, by their first statements, some counted statement of which has such details.
std::unordered_set<OrderId> detailed_orders(Ledger& ledger, std::string_view which) {
  std::unordered_set<OrderId> found;
  if (ledger.is_empty(tables::order_details)) return found;
  Cursor rows(ledger.database(),
              of_detailed.from(fmt::format("order_details d JOIN orders o ON o.id = d.order_id WHERE {}", which)));
  while (rows.next())
    if (!ledger.undone().contains(rows.id<BatchId>(of_detailed["o.batch_id"])))
      found.insert(rows.id<OrderId>(of_detailed["first"]));
  return found;
}

} // namespace

/// What happened to members: what stands under their number, and what was told of them under another or under none.
class HistoryReader::Tables {
 public:
  Tables(Ledger& ledger, MemberId first, MemberId last, HistoryReader::Wanted wanted)
      : ledger_(ledger),
        sequence_(ledger),
        holdouts_(holdouts(ledger)),
        facts_(ledger, holdouts_),
        assignments_(ledger, holdouts_) {
    if (wanted.sales) sales_.emplace(ledger);
    fees_ = detailed_orders(ledger, "d.fee_for > ''");
    if (wanted.invited && !ledger.is_empty(acts) &&
        any_row(ledger, "SELECT 1 FROM acts WHERE other_id IS NOT NULL LIMIT 1")) {
      invited_.emplace(ledger, acts, invitations_sql(), of_invitation[acts.batch_id]);
      guests_of_.emplace(ledger, MemberId{}, MemberId{}, HistoryReader::Wanted{wanted.sales, false});
    }
    seek(first, last);
  }

  void seek(MemberId first, MemberId last) {
    facts_.seek(first, last);
    if (invited_) invited_->begin(first, last);
    const auto& with_more = ledger_.whose().with_more();
    more_.assign(std::ranges::lower_bound(with_more, first), std::ranges::upper_bound(with_more, last));
    next_more_ = 0;
  }

  const History* next() {
    while (collect())
      if (!ledger_.whose().any() || put_together()) return finish();
    return nullptr;
  }

 private:
  /// Takes what stands under the next number; false after the last.
  bool collect() {
    const auto more = next_more_ < more_.size() ? more_[next_more_] : end_of_members;
    history_.member = std::min(facts_.member(), more);
    if (history_.member == end_of_members) return false;
    if (history_.member == more) ++next_more_;
    records_.clear();
    history_.acts.clear();
    history_.birthdays.clear();
    history_.holdouts.clear();
    history_.joined_on = never;
    history_.registered = false;
    facts_.take(history_.member, records_, history_);
    return true;
  }

  /// Adds what was told under other numbers, or of nobody; false where nothing is known of the member as they are now.
  bool put_together() {
    const auto& whose = ledger_.whose();
    if (whose.is_merged(history_.member)) return false;
    const auto others = whose.merged_into(history_.member);
    if (!others.empty() && !others_) others_.emplace(ledger_, holdouts_);
    for (const auto other : others) {
      others_->seek(other, other);
      others_->take(other, records_, history_);
    }
    if (!whose.linked_to(history_.member).empty()) {
      if (!linked_) linked_.emplace(ledger_);
      for (const auto order : whose.linked_to(history_.member)) linked_->add(order, records_);
    }
    if (!others.empty()) std::ranges::stable_sort(history_.birthdays, {}, &BirthdayNote::known_on);
    for (auto& act : history_.acts) act.other = whose.now(act.other);
    return !records_.empty() || !history_.acts.empty() || history_.registered;
  }

  const History* finish() {
    const auto joined_on = history_.joined_on;
    sequence_.sort(records_);
    assemble(records_, history_);
    if (!fees_.empty())
      for (auto& order : history_.orders) order.fee = fees_.contains(order.id);
    link_orders();
    sort_acts(history_);
    count_once(history_);
    if (!ledger_.whose().merged_into(history_.member).empty()) keep_one_inviter(history_);
    history_.joined_on = history_.registered ? joined_on : first_known(history_);
    if (assignments_.any()) assign();
    if (sales_) sales_->read(history_);
    if (invited_) read_invited();
    return &history_;
  }

  void assign() {
    const Day known_on = std::min(history_.joined_on, first_known(history_));
    if (known_on != never || !history_.holdouts.empty()) assignments_.complete(history_, known_on);
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
    invitations_.clear();
    for (; invited_->member() == history_.member; invited_->step()) note_invitation(invited_->row());
    for (const auto other : ledger_.whose().merged_into(history_.member)) read_invitations_by(other);
    for (const auto& [on, guest] : invitations_) {
      guests_of_->seek(guest, guest);
      const auto* history = guests_of_->next();
      if (history == nullptr)
        history_.invited.push_back({.member = guest, .on = on});
      else if (was_brought_by(*history, history_.member))
        history_.invited.push_back(invited_member(*history, on));
    }
  }

  void note_invitation(const Cursor& row) {
    const auto guest = ledger_.whose().now(row.id<MemberId>(of_invitation[acts.member_id]));
    const auto known = [&](const auto& invitation) { return invitation.second == guest; };
    // Only of merged members the same can be told twice.
    if (ledger_.whose().any_merged() && std::ranges::any_of(invitations_, known)) return;
    invitations_.emplace_back(row.day(of_invitation[acts.day]), guest);
  }

  void read_invitations_by(MemberId other) {
    CountedRows rows(ledger_, acts, invitations_sql(), of_invitation[acts.batch_id]);
    for (rows.begin(other, other); rows.member() == other; rows.step()) note_invitation(rows.row());
    std::ranges::stable_sort(invitations_);
  }

  Ledger& ledger_;
  OrderSequence sequence_;
  std::vector<StoredHoldout> holdouts_;
  MemberFacts facts_;
  Assignments assignments_;
  std::optional<MemberFacts> others_; ///< of members who were merged into others
  std::optional<LinkedOrders> linked_;
  std::vector<MemberId> more_; ///< members of whom more is known than stands under their number
  std::size_t next_more_ = 0;
  std::optional<SalesReader> sales_;
  std::optional<Cursor> by_name_;    ///< finds orders
  std::unordered_set<OrderId> fees_; ///< orders that are fees of memberships
  std::optional<CountedRows> invited_;
  std::vector<std::pair<Day, MemberId>> invitations_; ///< by the member, each guest once
  std::optional<HistoryReader> guests_of_;            ///< reads those who were invited
  History history_;
  std::vector<OrderRecord> records_;
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

History read_nobodys(Ledger& ledger, bool unassigned, bool sales) {
  History history;
  const auto masked = detailed_orders(ledger, "d.unassigned = 1");
  if (unassigned && masked.empty()) return history;
  const auto& whose = ledger.whose();
  std::vector<OrderRecord> records;
  Cursor rows(ledger.database(), of_order_record.from("orders WHERE member_id IS NULL ORDER BY placed_at, id"));
  while (rows.next()) {
    if (ledger.undone().contains(rows.id<BatchId>(of_order_record[orders.batch_id]))) continue;
    const auto record = read_order_record(rows);
    const auto first = record.order();
    if (whose.linked(first) || (record.refund_of && whose.linked(*record.refund_of))) continue;
    if ((masked.contains(first) || (record.refund_of && masked.contains(*record.refund_of))) == unassigned)
      records.push_back(record);
  }
  OrderSequence(ledger).sort(records);
  assemble(records, history);
  history.joined_on = first_known(history);
  if (sales) SalesReader(ledger).read_nobodys(history);
  return history;
}

} // namespace

History read_guests(Ledger& ledger, bool sales) { return read_nobodys(ledger, false, sales); }
History read_unassigned(Ledger& ledger, bool sales) { return read_nobodys(ledger, true, sales); }

} // namespace loyalty::store
