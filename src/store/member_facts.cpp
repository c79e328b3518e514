// SPDX-License-Identifier: MIT
#include "store/member_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace loyalty::store {
namespace {

using tables::acts;
using tables::orders;

constexpr Selection of_act{acts.member_id, acts.id,      acts.day,  acts.kind,  acts.points,   acts.order_id,
                           acts.batch_id,  acts.subject, acts.text, acts.until, acts.other_id, acts.money};
constexpr Selection of_joining{tables::members.id, tables::members.joined_on, tables::members.batch_id};
constexpr Selection of_birthday{tables::birthdays.member_id, tables::birthdays.known_on, tables::birthdays.birthday,
                                tables::birthdays.batch_id};

/// Not the engine's business; what is no kind at all is, for it has to be refused.
constexpr int first_beside_engine = static_cast<int>(ActKind::top_up);
constexpr int last_beside_engine = static_cast<int>(ActKind::forget);
constexpr int cash_back_beside_engine = static_cast<int>(ActKind::cash_back);

Act read_act(Ledger& ledger, const Cursor& row) {
  const auto kind = row.kind<ActKind>(of_act[acts.kind]);
  Act act{.id = row.id<ActId>(of_act[acts.id]),
          .day = row.day(of_act[acts.day]),
          .kind = kind,
          .points = row.points_of(kind, of_act[acts.points]),
          .order = row.maybe_id<OrderId>(of_act[acts.order_id])};
  if (!row.null(of_act[acts.subject])) act.subject = row.string(of_act[acts.subject]);
  if (!row.null(of_act[acts.text])) act.text = row.string(of_act[acts.text]);
  if (kind == ActKind::field) act.text = ledger.texts().read(act.text);
  act.until = row.day_or_never(of_act[acts.until]);
  act.other = row.maybe_id<MemberId>(of_act[acts.other_id]);
  act.money = row.money(of_act[acts.money]);
  return act;
}

} // namespace

MemberFacts::MemberFacts(Ledger& ledger, std::span<const StoredHoldout> all)
    : ledger_(ledger),
      holdouts_(all),
      orders_(
          ledger.database(), tables::orders, of_order_record,
          [this](const MemberRow& row, auto& records) { read_order(row, records); }, "orders_by_member"),
      acts_(
          ledger, acts,
          of_act.from(fmt::format("acts WHERE member_id BETWEEN ? AND ? AND kind NOT BETWEEN {} AND {} AND kind <> {} "
                                  "ORDER BY member_id, day, id",
                                  first_beside_engine, last_beside_engine, cash_back_beside_engine)),
          of_act[acts.batch_id]),
      joined_(ledger, tables::members,
              of_joining.from("members WHERE id BETWEEN ? AND ? AND joined_on IS NOT NULL ORDER BY id"),
              of_joining[tables::members.batch_id]),
      birthdays_(ledger, tables::birthdays,
                 of_birthday.from("birthdays WHERE member_id BETWEEN ? AND ? ORDER BY member_id, known_on, batch_id"),
                 of_birthday[tables::birthdays.batch_id]) {}

void MemberFacts::seek(MemberId first, MemberId last) {
  orders_.begin(first, last);
  step_orders();
  for (auto* rows : {&acts_, &joined_, &birthdays_}) rows->begin(first, last);
}

MemberId MemberFacts::member() const { return std::min({buyer_, acts_.member(), joined_.member()}); }

void MemberFacts::take(MemberId member, std::vector<OrderRecord>& records, History& history) {
  if (buyer_ == member) {
    auto& read = orders_.items();
    if (records.empty())
      std::swap(records, read);
    else
      records.insert(records.end(), read.begin(), read.end());
    step_orders();
  }
  for (; acts_.member() == member; acts_.step()) take_act(history);
  for (; joined_.member() == member; joined_.step()) {
    history.joined_on = std::min(history.joined_on, joined_.row().day(of_joining[tables::members.joined_on]));
    history.registered = true;
  }
  while (birthdays_.member() < member) birthdays_.step();
  for (; birthdays_.member() == member; birthdays_.step())
    history.birthdays.push_back({birthdays_.row().day(of_birthday[tables::birthdays.known_on]),
                                 birthdays_.row().day(of_birthday[tables::birthdays.birthday])});
}

void MemberFacts::read_order(const MemberRow& row, std::vector<OrderRecord>& records) const {
  const auto batch = row.id<BatchId>(of_order_record[orders.batch_id]);
  if (!ledger_.undone().empty() && ledger_.undone().contains(batch)) return;
  if (!ledger_.whose().says_whose(batch)) records.push_back(read_order_record(row));
}

/// Goes on to the next number under which some row counts.
void MemberFacts::step_orders() {
  do buyer_ = orders_.step();
  while (buyer_ != end_of_members && orders_.items().empty());
}

void MemberFacts::take_act(History& history) {
  auto act = read_act(ledger_, acts_.row());
  const auto batch = acts_.row().id<BatchId>(of_act[acts.batch_id]);
  if (act.kind == ActKind::holdout) {
    if (auto assignment = assignment_of(holdouts_, act, batch)) history.holdouts.push_back(*std::move(assignment));
    return;
  }
  note_stated(act, batch);
  history.acts.push_back(std::move(act));
}

/// Terms of plans are entered before they begin, and then known.
void MemberFacts::note_stated(Act& act, BatchId batch) {
  if (act.kind != ActKind::membership && act.kind != ActKind::end_membership) return;
  if (!batch_day_) batch_day_.emplace(ledger_.database(), "SELECT as_of FROM batches WHERE id = ?");
  if (batch_day_->bind(batch).next()) act.stated_on = batch_day_->day(only);
}

} // namespace loyalty::store
