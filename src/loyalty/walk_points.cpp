// SPDX-License-Identifier: MIT
#include "walk.hpp"

#include <algorithm>
#include <limits>

namespace loyalty {

std::int32_t Engine::Walk::emit(const Entry& entry) {
  out_.entries.push_back(entry);
  return static_cast<std::int32_t>(out_.entries.size());
}

void Engine::Walk::expire(Day day) {
  const bool silence = program().points.expire.kind == ExpiryRule::Kind::inactivity;
  if (!silence && lots_.next_end() > day) return;
  lots_.take(
      std::numeric_limits<Points>::max(),
      [&](const Lot& lot) { return lot.last_day < day || (silence && silence_end(lot) <= day); },
      [&](const Lot& lot, Points points) {
        emit({.day = day, .kind = EntryKind::expire, .points = points, .lot = lot.number});
      });
}

Day Engine::Walk::silence_end(const Lot& lot) const {
  return std::max(last_order_day_, lot.earned_on) + program().points.expire.after;
}

void Engine::Walk::repay(Day day) {
  if (debt_ == 0) return;
  debt_ = lots_.take(
      debt_, [day](const Lot& lot) { return lot.available_on <= day; },
      [&](const Lot& lot, Points points) {
        emit({.day = day, .kind = EntryKind::repay, .points = points, .lot = lot.number});
      });
}

void Engine::Walk::open_lot(Entry entry, Day available_on) {
  entry.available_on = available_on;
  entry.last_day = last_usable_day(program().points.expire, entry.day);
  const auto number = emit(entry);
  lots_.add({number, entry.points, entry.day, available_on, entry.last_day, entry.order});
}

void Engine::Walk::count_order(std::size_t index) {
  const OrderFact& order = history_->orders[index];
  Account& account = accounts_[index];
  const Day day = order.day();
  account.void_ = order.void_from_start;
  account.base = account.remaining = order.void_from_start ? Money{} : order.amount - order.refunded;
  account.fee = order.fee;
  if (account.fee) return pay_fee(index, account);
  account.counted = counts_as_purchase(order, account.remaining);
  if (account.counted) {
    ++orders_;
    last_bought_ = day;
    last_order_day_ = std::max(last_order_day_, day);
  }
  if (!account.void_ && order.points_redeemed > 0) {
    account.redeemed = order.points_redeemed;
    redeem(day, order.points_redeemed, order.id, 0);
  }
  Points points = 0;
  if (rules().rated) {
    points = rate(index, account);
    if (points > 0) emit_rated(index, account, points);
  } else if (!rules().earn.empty()) {
    account.earn = rules().earn[static_cast<std::size_t>(shown_.tier + 1)];
    points = earned(terms[static_cast<std::size_t>(account.earn)], account.base);
    if (points > 0)
      open_lot({.day = day, .points = points, .order = order.id, .base = account.base, .terms = account.earn},
               day + program().points.hold_days);
  }
  if (points > 0) repay(day);
  const Points growth = growth_of(account);
  if (growth > 0)
    emit({.day = day, .kind = EntryKind::growth, .points = growth, .order = order.id, .base = account.base,
          .terms = account.growth});
  account.place = windows_.add(day, {account.remaining.minor, account.counted ? 1 : 0, growth, points});
}

void Engine::Walk::pay_fee(std::size_t index, Account& account) {
  if (account.void_ || history_->sales.empty()) return;
  if (const auto* plan = program().plan(history_->sales[index].fee_for)) traits_.pay(*plan, history_->orders[index]);
}

void Engine::Walk::redeem(Day day, Points points, FactId order, FactId act) {
  const Points missing = lots_.take(
      points, [day](const Lot& lot) { return lot.available_on <= day; },
      [&](const Lot& lot, Points part) {
        emit({.day = day, .kind = EntryKind::redeem, .points = part, .lot = lot.number, .order = order, .act = act});
        if (order != 0) draws_.push_back({order, lot, part});
      });
  if (missing == 0) return;
  debt_ += missing;
  emit({.day = day, .kind = EntryKind::debt, .points = missing, .order = order, .act = act});
}

void Engine::Walk::count_act(const Act& act) {
  switch (act.kind) {
    case ActKind::award:
    case ActKind::adjust:
    case ActKind::redeem:
    case ActKind::opening:
    case ActKind::opening_growth: return move_points(act);
    case ActKind::activity:
      traits_.learn(act);
      return count_activity(act);
    default: return traits_.learn(act);
  }
}

void Engine::Walk::move_points(const Act& act) {
  const auto by = [&](const char* rule) { return intern({.program = timeline[reign_].id, .rule = rule}); };
  const auto open = [&](EntryKind kind, const char* rule) {
    open_lot({.day = act.day, .kind = kind, .points = act.points, .act = act.id, .terms = by(rule)}, act.day);
    repay(act.day);
  };
  switch (act.kind) {
    case ActKind::award:
      open(EntryKind::earn, "by hand");
      windows_.add(act.day, {0, 0, 0, act.points});
      break;
    case ActKind::opening:
      if (act.points > 0) open(EntryKind::adjust, "opening");
      break;
    case ActKind::opening_growth:
      emit({.day = act.day, .kind = EntryKind::growth, .points = act.points, .act = act.id, .terms = by("opening")});
      windows_.add(act.day, {0, 0, act.points, 0});
      break;
    case ActKind::adjust: {
      if (act.points >= 0) return open(EntryKind::adjust, "by hand");
      const Points missing = lots_.take(
          -act.points, [&](const Lot& lot) { return lot.available_on <= act.day; },
          [&](const Lot& lot, Points part) {
            emit({.day = act.day, .kind = EntryKind::adjust, .points = -part, .lot = lot.number, .act = act.id});
          });
      if (missing == 0) return;
      debt_ += missing;
      emit({.day = act.day, .kind = EntryKind::debt, .points = missing, .act = act.id});
      break;
    }
    case ActKind::redeem: {
      const auto paid_for = std::find_if(history_->orders.begin(), history_->orders.end(),
                                         [&](const OrderFact& order) { return act.order != 0 && order.id == act.order; });
      if (paid_for != history_->orders.end())
        accounts_[static_cast<std::size_t>(paid_for - history_->orders.begin())].redeemed += act.points;
      redeem(act.day, act.points, act.order, act.id);
      break;
    }
    default: break;
  }
}

}  // namespace loyalty
