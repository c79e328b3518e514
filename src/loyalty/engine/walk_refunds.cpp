// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "walk.hpp"

namespace loyalty {

void Engine::Walk::count_refund(const RefundFact& refund) {
  if (refund.order < 0) return count_unnamed_refund(refund);
  const auto index = static_cast<std::size_t>(refund.order);
  Account& account = accounts_[index];
  const OrderFact& order = history_->orders[index];
  const Money amount = std::min(refund.amount, account.remaining);
  account.remaining -= amount;
  account.refunded_by = refund.id;
  const bool ends = !account.void_ && (refund.whole || (account.remaining <= Money{} && order.amount > Money{}));
  account.void_ = account.void_ || ends;
  if (account.fee) return traits_.give_back(order, refund);
  given_back_ = true;
  const bool drops = ends && account.counted;
  if (drops) drop_order(index, refund.day());

  give_back(index, refund.day(), refund.id);
  const Points lost_before = account.lost;
  Points due = reckon(index);
  Points counted = account.lost - lost_before;
  if (account.rating >= 0)
    for (const auto& part : ratings_[static_cast<std::size_t>(account.rating)].parts) {
      const Points rest = take_carried(
          account, part,
          part_of(part, account.base, account.remaining + amount) - part_of(part, account.base, account.remaining),
          account.void_);
      due += rest;
      counted += rest;
    }
  const Points growth_due = growth_due_back(account, amount);
  windows_.adjust(account.place, {-amount.minor, drops ? -1 : 0, -growth_due, -counted});
  if (growth_due > 0)
    emit({.day = refund.day(),
          .kind = EntryKind::growth,
          .points = -growth_due,
          .order = refund.id,
          .base = amount,
          .terms = account.growth});
  claw_back(refund.day(), due, static_cast<Source>(index), refund, account.earn);
  if (drops) take_numbered(refund);
  if (account.rating >= 0) {
    fill_caps(account);
    refill_caps(index + 1, refund);
  }
}

/// The order is no order any more, and nobody was dormant since.
void Engine::Walk::drop_order(std::size_t index, Day day) {
  accounts_[index].counted = false;
  --orders_;
  last_bought_ = last_order_through(day);
  const Day bought = history_->orders[index].day();
  if (last_order_through(bought) != bought) call_off(dormant_since(bought), day);
}

Points Engine::Walk::reckon(std::size_t index) {
  Account& account = accounts_[index];
  account.lost = std::max(account.lost, account.given - worth(account));
  // What ended unused is gone already.
  const Points due = std::max<Points>(0, account.lost - ended_[index] - account.taken);
  account.taken += due;
  return due;
}

/// What comes off the sum of a rule that carries its rests.
Points Engine::Walk::take_carried(Account& account, const RatedPart& part, Money amount, bool whole) {
  if (part.carries.empty()) return 0;
  const Points rest = carried_[part.carries].take(part.place, amount, whole);
  account.carried = std::max<Points>(0, account.carried - rest);
  return rest;
}

/// What an order was given for being the so-many-th goes when there are fewer.
void Engine::Walk::take_numbered(const RefundFact& refund) {
  for (std::size_t index = 0; index < next_order_; ++index) {
    Account& account = accounts_[index];
    if (account.unnumbered < 0 || !account.counted || account.number <= orders_) continue;
    const auto& met = ratings_[static_cast<std::size_t>(account.rating)];
    auto& unnumbered = ratings_[static_cast<std::size_t>(account.unnumbered)];
    unnumbered.room = met.room;
    Points rests = 0;
    for (const auto& part : met.parts)
      if (std::none_of(unnumbered.parts.begin(), unnumbered.parts.end(),
                       [&](const RatedPart& each) { return each.carries == part.carries; }))
        rests += take_carried(account, part, {}, true);
    account.rating = std::exchange(account.unnumbered, -1);
    const Points lost_before = account.lost;
    const Points due = reckon(index) + rests;
    windows_.adjust(account.place, {0, 0, 0, lost_before - account.lost - rests});
    claw_back(refund.day(), due, static_cast<Source>(index), {.id = refund.id, .at = refund.at}, account.earn);
    fill_caps(account);
  }
}

/// Room that a refund freed goes to the later orders that had found too little.
void Engine::Walk::refill_caps(std::size_t from, const RefundFact& refund) {
  for (auto index = from; index < next_order_; ++index) {
    Account& account = accounts_[index];
    if (account.rating < 0 || account.void_ || account.carried > 0) continue;
    Rating& rating = ratings_[static_cast<std::size_t>(account.rating)];
    if (!rating.room) continue;
    const auto wider = room(index);
    if (!wider || *wider <= *rating.room) continue;
    const Points before = worth(account);
    rating.room = wider;
    const Points gained = worth(account) - before;
    fill_caps(account);
    if (gained <= 0) continue;
    account.given += gained;
    windows_.adjust(account.place, {0, 0, 0, gained});
    const Day hold_end = history_->orders[index].day() + program().points.hold_days;
    open_lot({.day = refund.day(),
              .points = gained,
              .order = history_->orders[index].id,
              .base = account.base,
              .terms = account.earn},
             std::max(refund.day(), hold_end), static_cast<Source>(index));
  }
}

void Engine::Walk::count_unnamed_refund(const RefundFact& refund) {
  given_back_ = true;
  unnamed_ += refund.amount;
  const auto missing = [this](std::int32_t by, Points taken) -> Points {
    return by < 0 ? 0 : std::max<Points>(0, earned(terms[static_cast<std::size_t>(by)], unnamed_) - taken);
  };
  const Points of_points = missing(rules().refund, unnamed_taken_);
  const Points of_growth = missing(rules().growth, unnamed_growth_taken_);
  unnamed_taken_ += of_points;
  unnamed_growth_taken_ += of_growth;
  const Points due = points_on(refund.day(), of_points);
  const Points growth_due = growth_on(refund.day(), of_growth);
  windows_.add(refund.day(), {-refund.amount.minor, 0, -growth_due, -due});
  if (growth_due > 0)
    emit({.day = refund.day(),
          .kind = EntryKind::growth,
          .points = -growth_due,
          .order = refund.id,
          .base = refund.amount,
          .terms = rules().growth});
  claw_back(refund.day(), due, no_source, refund, rules().refund);
}

} // namespace loyalty
