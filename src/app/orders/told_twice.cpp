// SPDX-License-Identifier: MIT
#include "app/orders/told_twice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "messages/numbers.hpp"
#include "store/members.hpp"
#include "store/orders.hpp"

namespace loyalty::app {
namespace {

constexpr std::int64_t most_notes = 20;

std::string counted(std::int64_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

} // namespace

std::string opening_note(std::int64_t orders, std::int64_t members) {
  return fmt::format(
      "{} of {} came before their opening points, which stand for what was before: {} as spend, but for "
      "no points, neither earned nor spent; if the opening points came on top, undo their batch and import the members "
      "with --opening-on-top",
      counted(orders, "order"), counted(members, "member"), orders == 1 ? "it counts" : "they count");
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
  for (const auto& [of, act, worth, reason, key, batch] : redemptions_of(member)) {
    if ((first && act.order == first) || (!act.order && act.text == name)) {
      ++one_spending_;
      return;
    }
    const bool may_be_it =
        !act.order && act.text.empty() && act.points == points && std::abs(act.day - row.placed_at.day()) <= 1;
    if (!may_be_it || ++maybe_twice_ > most_notes) continue;
    redemptions_.push_back(
        fmt::format("line {}: order {} redeems {} points, and {} redeemed as many by hand on {} (batch {}) for no "
                    "order: both count; "
                    "if they are one, type: loyalty undo-batch {}",
                    row.line, row.order_id, points, store::key_of(ledger_, member), to_string(act.day), batch, batch));
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

std::vector<std::string> ToldTwice::notes() const {
  std::vector<std::string> notes;
  if (orders_before_opening_ > 0)
    notes.push_back(opening_note(orders_before_opening_, static_cast<std::int64_t>(members_with_opening_.size())));
  if (!refunds_.empty())
    notes.push_back(
        fmt::format("{} said both in refunded_amount or status and by refund rows what was given back: the "
                    "larger of the two counts, not their sum",
                    counted(static_cast<std::int64_t>(refunds_.size()), "order")));
  if (one_spending_ > 0)
    notes.push_back(
        fmt::format("{} redeemed points in the file that were redeemed by hand for the same order before: "
                    "they count once, as many as the file says",
                    counted(one_spending_, "order")));
  notes.insert(notes.end(), redemptions_.begin(), redemptions_.end());
  if (maybe_twice_ > most_notes) notes.push_back(fmt::format("… and {} more of that kind", maybe_twice_ - most_notes));
  return notes;
}

} // namespace loyalty::app
