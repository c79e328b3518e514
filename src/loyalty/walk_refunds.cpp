// SPDX-License-Identifier: MIT
#include "walk.hpp"

#include <algorithm>

namespace loyalty {
namespace {

constexpr Points none = 0;

Points whole_or_share(Points points, Money part, Money of, bool whole) {
  if (whole || of <= Money{}) return points;
  return scale(points, part.minor, of.minor, Rounding::floor);
}

}  // namespace

void Engine::Walk::count_refund(const RefundFact& refund) {
  if (refund.order < 0) return count_unnamed_refund(refund);
  Account& account = accounts_[static_cast<std::size_t>(refund.order)];
  const OrderFact& order = history_->orders[static_cast<std::size_t>(refund.order)];
  const Money amount = std::min(refund.amount, account.remaining);
  account.remaining -= amount;
  const bool ends = !account.void_ && (refund.whole || (account.remaining <= Money{} && order.amount > Money{}));
  account.void_ = account.void_ || ends;
  if (account.fee) return traits_.give_back(order, refund);
  const bool dropped = ends && account.counted;
  if (dropped) drop_order(account);

  const Points due = due_back(account, amount);
  const Points growth_due = growth_due_back(account, amount);
  windows_.adjust(account.place, {-amount.minor, dropped ? -1 : 0, -growth_due, -due});
  give_back(refund, account, order);
  if (growth_due > 0)
    emit({.day = refund.day(), .kind = EntryKind::growth, .points = -growth_due, .order = refund.id, .base = amount,
          .terms = account.growth});
  claw_back(refund.day(), due, order.id, refund, account.earn);
}

/// The order is no order any more.
void Engine::Walk::drop_order(Account& account) {
  account.counted = false;
  --orders_;
  last_bought_ = never;
  for (std::size_t index = 0; index < next_order_; ++index)
    if (accounts_[index].counted) last_bought_ = history_->orders[index].day();
}

void Engine::Walk::count_unnamed_refund(const RefundFact& refund) {
  unnamed_ += refund.amount;
  Points due = 0;
  Points growth_due = 0;
  if (rules().refund >= 0)
    due = std::max(none, earned(terms[static_cast<std::size_t>(rules().refund)], unnamed_) - unnamed_taken_);
  if (rules().growth >= 0)
    growth_due =
        std::max(none, earned(terms[static_cast<std::size_t>(rules().growth)], unnamed_) - unnamed_growth_taken_);
  unnamed_taken_ += due;
  unnamed_growth_taken_ += growth_due;
  windows_.add(refund.day(), {-refund.amount.minor, 0, -growth_due, -due});
  if (growth_due > 0)
    emit({.day = refund.day(), .kind = EntryKind::growth, .points = -growth_due, .order = refund.id,
          .base = refund.amount, .terms = rules().growth});
  claw_back(refund.day(), due, 0, refund, rules().refund);
}

void Engine::Walk::claw_back(Day day, Points due, FactId order, const RefundFact& refund, std::int32_t terms_index) {
  const auto held = [day](const Lot& lot) { return lot.available_on > day; };
  const auto own = [order](const Lot& lot) { return order != 0 && lot.order == order; };
  const auto use = [&](const Lot& lot, Points points) {
    emit({.day = day, .kind = EntryKind::claw_back, .points = points, .lot = lot.number, .order = refund.id,
          .base = refund.amount, .terms = terms_index});
  };
  if (due <= 0) return;
  due = lots_.take(due, [&](const Lot& lot) { return held(lot) && own(lot); }, use);
  due = lots_.take(due, held, use);
  due = lots_.take(due, own, use);
  due = lots_.take(due, [](const Lot&) { return true; }, use);
  if (due == 0) return;
  const bool forgiven = program().points.shortfall == Shortfall::forgive;
  if (!forgiven) debt_ += due;
  emit({.day = day, .kind = forgiven ? EntryKind::forgive : EntryKind::debt, .points = due, .order = refund.id,
        .base = refund.amount, .terms = terms_index});
}

void Engine::Walk::give_back(const RefundFact& refund, Account& account, const OrderFact& order) {
  if (account.redeemed == 0) return;
  const Money back = account.base - account.remaining;
  Points due = whole_or_share(account.redeemed, back, account.base, account.void_) - account.returned;
  account.returned += due;
  const Day day = refund.day();
  const Day grace_end = day + program().points.return_grace_days - 1;
  for (auto& draw : draws_) {
    if (draw.order != order.id || draw.points == 0 || due <= 0) continue;
    const Points part = std::min(due, draw.points);
    due -= part;
    draw.points -= part;
    Lot lot = lots_.remove(draw.lot.number);
    if (lot.number == 0) {
      lot = draw.lot;
      lot.remaining = 0;
    }
    lot.remaining += part;
    if (grace_end >= day && lot.last_day < grace_end) {
      lot.last_day = grace_end;
      draw.lot.last_day = grace_end;
      emit({.day = day, .kind = EntryKind::redate, .lot = lot.number, .order = refund.id, .last_day = grace_end});
    }
    emit({.day = day, .kind = EntryKind::give_back, .points = part, .lot = lot.number, .order = refund.id});
    lots_.add(lot);
  }
  expire(day);
}

}  // namespace loyalty
