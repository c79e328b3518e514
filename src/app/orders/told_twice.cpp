// SPDX-License-Identifier: MIT
#include "app/orders/told_twice.hpp"

#include <algorithm>
#include <cstdlib>

#include "store/members.hpp"
#include "store/orders.hpp"

namespace loyalty::app {
namespace {

constexpr std::int64_t most_notes = 20;

Message refunds_note(std::int64_t orders) {
  return counted(orders,
                 "{orders} order has its refunds both in refunded_amount or status and in refund rows: the larger of "
                 "the two counts, not their sum"_en,
                 "{orders} orders have their refunds both in refunded_amount or status and in refund rows: the larger "
                 "of the two counts, not their sum"_en,
                 orders);
}

Message spending_note(std::int64_t orders) {
  return counted(orders,
                 "{orders} order redeems points in the file that were redeemed manually for it before: they count "
                 "once, as many as the file says"_en,
                 "{orders} orders redeem points in the file that were redeemed manually for them before: they count "
                 "once, as many as the file says"_en,
                 orders);
}

} // namespace

Message opening_note(std::int64_t orders, std::int64_t members) {
  const auto whose = counted(members, "{members} member"_en, "{members} members"_en, members);
  return counted(orders,
                 "{orders} order of {members} came before their opening points, which stand for what was before: it "
                 "counts as spend, but for no points, neither earned nor spent; if the opening points came on top, "
                 "undo their batch and import the members with --opening-on-top"_en,
                 "{orders} orders of {members} came before their opening points, which stand for what was before: "
                 "they count as spend, but for no points, neither earned nor spent; if the opening points came on "
                 "top, undo their batch and import the members with --opening-on-top"_en,
                 orders, whose);
}

ToldTwice::ToldTwice(store::Ledger& ledger) : ledger_(ledger) {
  store::read_acts(ledger, ActKind::opening, [&](const store::StoredAct& stored) {
    if (stored.act.text == opening_on_top) return;
    auto& day = openings_.try_emplace(stored.member, stored.act.day).first->second;
    day = std::max(day, stored.act.day);
  });
}

void ToldTwice::look_at_order(std::optional<MemberId> member, const OrderRow& row, const OrderDetails* details,
                              std::optional<OrderId> first) {
  if (!member || row.status != OrderStatus::paid) return;
  const OrderFact as_told{.amount = row.amount, .fee = details != nullptr && !details->fee_for.empty()};
  const Points points_redeemed = details == nullptr ? 0 : details->points_redeemed;
  if (!openings_.empty()) {
    const auto opening = openings_.find(*member);
    if (opening != openings_.end() && row.placed_at.day() < opening->second) {
      if (!counts_as_purchase(as_told, row.amount - row.refunded)) return;
      ++orders_before_opening_;
      members_with_opening_.insert(*member);
      return;
    }
  }
  if (points_redeemed > 0) look_at_redemption(*member, row, points_redeemed, first);
}

void ToldTwice::look_at_redemption(MemberId member, const OrderRow& row, Points points, std::optional<OrderId> first) {
  const auto name = store::text_of({row.shop, row.order_id});
  for (const auto& [of, act, worth, reason, key, batch, own_words] : redemptions_of(member)) {
    if ((first && act.order == first) || (!act.order && act.text == name)) {
      ++one_spending_;
      return;
    }
    const bool may_be_it =
        !act.order && act.text.empty() && act.points == points && std::abs(act.day - row.placed_at.day()) <= 1;
    if (!may_be_it || ++maybe_twice_ > most_notes) continue;
    redemptions_.push_back(
        counted(points,
                "line {line}: order {order} redeems {points} point, and {member} redeemed as many manually on {day} "
                "(batch {batch}) for no order: both count; if they are one, type: loyalty undo-batch {batch}"_en,
                "line {line}: order {order} redeems {points} points, and {member} redeemed as many manually on {day} "
                "(batch {batch}) for no order: both count; if they are one, type: loyalty undo-batch {batch}"_en,
                row.line, row.order_id, points, store::key_of(ledger_, member), act.day, batch));
  }
}

const std::vector<store::StoredAct>& ToldTwice::redemptions_of(MemberId member) {
  if (!by_hand_) {
    by_hand_.emplace();
    store::read_acts(ledger_, ActKind::redeem, [this](const store::StoredAct& stored) {
      if (stored.act.subject.empty()) (*by_hand_)[stored.member].push_back(stored);
    });
  }
  static const std::vector<store::StoredAct> none;
  const auto found = by_hand_->find(member);
  return found == by_hand_->end() ? none : found->second;
}

void ToldTwice::look_at_statement(std::optional<OrderId> first) {
  if (first && store::refunded_by_name(ledger_, *first) > Money{}) refunds_.insert(*first);
}

void ToldTwice::look_at_refund(OrderId first, Money stated) {
  if (stated > Money{}) refunds_.insert(first);
}

std::vector<Message> ToldTwice::notes() const {
  std::vector<Message> notes;
  if (orders_before_opening_ > 0)
    notes.push_back(opening_note(orders_before_opening_, static_cast<std::int64_t>(members_with_opening_.size())));
  if (!refunds_.empty()) notes.push_back(refunds_note(std::ssize(refunds_)));
  if (one_spending_ > 0) notes.push_back(spending_note(one_spending_));
  notes.insert(notes.end(), redemptions_.begin(), redemptions_.end());
  if (maybe_twice_ > most_notes) notes.push_back("… and {more} more of that kind"_en(maybe_twice_ - most_notes));
  return notes;
}

} // namespace loyalty::app
