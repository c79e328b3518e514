// SPDX-License-Identifier: MIT
#include <algorithm>

#include "walk.hpp"

namespace loyalty {

void Engine::Walk::owe(const Debt& debt) {
  debts_.push_back(debt);
  loyalty::add(debt_, debt.points);
}

/// What an order owed becomes points of a lot that paid for it.
void Engine::Walk::repay(Day day) {
  if (debt_ == 0) return;
  for (auto& debt : debts_) {
    const Points before = debt.points;
    debt.points = lots_.take(
        debt.points, [day](const Lot& lot) { return lot.available_on <= day; },
        [&](const Lot& lot, Points points) {
          if (!debt.spent) {
            emit({.day = day, .kind = EntryKind::repay, .points = points, .lot = lot.number});
            return;
          }
          emit({.day = day, .kind = EntryKind::give_back, .points = points, .order = debt.order, .act = debt.act});
          emit({.day = day,
                .kind = EntryKind::redeem,
                .points = points,
                .lot = lot.number,
                .order = debt.order,
                .act = debt.act});
          if (debt.order != 0) draws_.push_back({debt.order, day, lot, points});
        });
    debt_ -= before - debt.points;
  }
  std::erase_if(debts_, [](const Debt& debt) { return debt.points == 0; });
}

void Engine::Walk::spend(std::size_t index, Day day) {
  Account& account = accounts_[index];
  const OrderFact& order = history_->orders[index];
  if (order.void_from_start || day < history_->points_from) return;
  loyalty::add(account.redeemed, order.points_redeemed);
  redeem(day, order.points_redeemed, order.id, 0);
  give_back(index, day, account.refunded_by);
}

void Engine::Walk::redeem(Day day, Points points, FactId order, FactId act) {
  const Points missing = lots_.take(
      points, [day](const Lot& lot) { return lot.available_on <= day && day <= lot.last_day; },
      [&](const Lot& lot, Points part) {
        emit({.day = day, .kind = EntryKind::redeem, .points = part, .lot = lot.number, .order = order, .act = act});
        if (order != 0) draws_.push_back({order, day, lot, part});
      });
  if (missing == 0) return;
  emit({.day = day, .kind = EntryKind::redeem, .points = missing, .order = order, .act = act});
  owe({.points = missing, .spent = true, .order = order, .act = act});
}

void Engine::Walk::redeem(const Act& act) {
  redeem(act.day, act.points, act.order, act.id);
  const auto& orders = history_->orders;
  const auto paid_for = std::find_if(orders.begin(), orders.end(), [&](const OrderFact& order) {
    return act.order != 0 && order.id == act.order && !order.fee;
  });
  if (paid_for == orders.end()) return;
  const auto index = static_cast<std::size_t>(paid_for - orders.begin());
  loyalty::add(accounts_[index].redeemed, act.points);
  give_back(index, act.day, accounts_[index].refunded_by);
}

void Engine::Walk::take_by_hand(const Act& act) {
  const Points missing = lots_.take(
      -act.points, [&](const Lot& lot) { return lot.available_on <= act.day && act.day <= lot.last_day; },
      [&](const Lot& lot, Points part) {
        emit({.day = act.day, .kind = EntryKind::adjust, .points = -part, .lot = lot.number, .act = act.id});
      });
  if (missing == 0) return;
  owe({.points = missing});
  emit({.day = act.day, .kind = EntryKind::debt, .points = missing, .act = act.id});
}

/// Points return to the lots they came from, with their last day or at least the program's grace.
template <class Fits>
Points Engine::Walk::return_to_lots(FactId order, Points points, Day day, FactId refund, const Fits& fits) {
  const Day grace_end = day + program().points.return_grace_days - 1;
  for (auto& draw : draws_) {
    if (draw.order != order || draw.points == 0 || points == 0 || !fits(draw.lot)) continue;
    const Points part = std::min(points, draw.points);
    points -= part;
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
      emit({.day = day, .kind = EntryKind::redate, .lot = lot.number, .order = refund, .last_day = grace_end});
    }
    emit({.day = day, .kind = EntryKind::give_back, .points = part, .lot = lot.number, .order = refund});
    balance_changes_.push_back({draw.on, part});
    lots_.add(lot);
  }
  return points;
}

void Engine::Walk::give_back(std::size_t index, Day day, FactId refund) {
  Account& account = accounts_[index];
  if (account.redeemed == 0 || index >= next_order_) return;
  const FactId order = history_->orders[index].id;
  const Money back = account.base - account.remaining;
  Points due = account.void_    ? account.redeemed
               : back > Money{} ? scale(account.redeemed, back.minor, account.base.minor, Rounding::floor)
                                : 0;
  due -= account.returned;
  if (due <= 0) return;
  account.returned += due;
  given_back_ = true;
  due = end_debt(order, due, day, refund);
  // Points that it had earned itself come first: they are what is clawed back next.
  const auto own = [index](const Lot& lot) { return lot.source == static_cast<Source>(index); };
  due = return_to_lots(order, due, day, refund, own);
  return_to_lots(order, due, day, refund, [&](const Lot& lot) { return !own(lot); });
}

/// Ends what is owed for the order. Returns what of `points` is left.
Points Engine::Walk::end_debt(FactId order, Points points, Day day, FactId refund) {
  for (auto& debt : debts_) {
    if (!debt.spent || debt.order != order || points == 0) continue;
    const Points part = std::min(points, debt.points);
    debt.points -= part;
    debt_ -= part;
    points -= part;
    emit({.day = day, .kind = EntryKind::give_back, .points = part, .order = refund});
  }
  std::erase_if(debts_, [](const Debt& debt) { return debt.points == 0; });
  return points;
}

/// Takes the points of the source first, then held ones, then others; what is missing is owed or written off.
void Engine::Walk::claw_back(Day day, Points due, Source source, const RefundFact& refund, std::int32_t terms_index) {
  if (due <= 0) return;
  const auto own = [source](const Lot& lot) { return source != no_source && lot.source == source; };
  const auto held = [day](const Lot& lot) { return lot.available_on > day; };
  const auto use = [&](const Lot& lot, Points points) {
    emit({.day = day,
          .kind = EntryKind::claw_back,
          .points = points,
          .lot = lot.number,
          .order = refund.id,
          .base = refund.amount,
          .terms = terms_index});
    if (own(lot)) balance_changes_.push_back({lot.available_on, -points});
  };
  due = lots_.take(due, own, use);
  due = lots_.take(due, held, use);
  due = lots_.take(
      due, [](const Lot&) { return true; }, use);
  if (due == 0) return;
  const bool forgiven = program().points.shortfall == Shortfall::forgive;
  if (!forgiven) owe({.points = due});
  emit({.day = day,
        .kind = forgiven ? EntryKind::forgive : EntryKind::debt,
        .points = due,
        .order = refund.id,
        .base = refund.amount,
        .terms = terms_index});
}

} // namespace loyalty
