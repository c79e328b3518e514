// SPDX-License-Identifier: MIT
#include "walk.hpp"

#include <algorithm>
#include <limits>

namespace loyalty {

std::int32_t Engine::Walk::emit(const Entry& entry) {
  out_.entries.push_back(entry);
  return static_cast<std::int32_t>(out_.entries.size());
}

Source Engine::Walk::new_source() {
  ended_.push_back(0);
  return static_cast<Source>(ended_.size()) - 1;
}

void Engine::Walk::expire(Day day) {
  const bool silence = program().points.expire.kind == ExpiryRule::Kind::inactivity;
  if (!silence && lots_.next_end() > day) return;
  lots_.take(
      std::numeric_limits<Points>::max(),
      [&](const Lot& lot) { return lot.last_day < day || (silence && silence_end(lot) <= day); },
      [&](const Lot& lot, Points points) {
        if (lot.source != no_source) ended_[static_cast<std::size_t>(lot.source)] += points;
        emit({.day = day, .kind = EntryKind::expire, .points = points, .lot = lot.number});
      });
}

Day Engine::Walk::silence_end(const Lot& lot) const {
  const Day active = last_bought_ == never ? active_since_ : std::max(active_since_, last_bought_);
  return std::max(std::max(active, lot.earned_on) + program().points.expire.after, lot.available_on + 1);
}

void Engine::Walk::open_lot(Entry entry, Day available_on, Source source) {
  entry.available_on = available_on;
  entry.last_day = last_usable_day(program().points.expire, entry.day, available_on);
  const auto number = emit(entry);
  lots_.add({number, entry.points, entry.day, available_on, entry.last_day, source});
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
    account.number = ++orders_;
    last_bought_ = day;
  }
  const bool earns = day >= history_->points_from;
  Points points = 0;
  if (rules().rated && earns) {
    points = rate(index, account);
    if (points > 0) emit_rated(index, account, points);
  } else if (!rules().earn.empty() && earns) {
    account.earn = rules().earn[static_cast<std::size_t>(shown_.tier + 1)];
    points = account.given = worth(account);
    if (points > 0)
      open_lot({.day = day, .points = points, .order = order.id, .base = account.base, .terms = account.earn},
               day + program().points.hold_days, static_cast<Source>(index));
  }
  if (points > 0) repay(day);
  const Points growth = day >= history_->growth_from ? growth_of(account) : 0;
  if (growth > 0)
    emit({.day = day,
          .kind = EntryKind::growth,
          .points = growth,
          .order = order.id,
          .base = account.base,
          .terms = account.growth});
  account.place = windows_.add(day, {account.remaining.minor, account.counted ? 1 : 0, growth, points});
}

void Engine::Walk::pay_fee(std::size_t index, Account& account) {
  if (account.void_ || history_->sales.empty()) return;
  if (const auto* plan = program().plan(history_->sales[index].fee_for)) traits_.pay(*plan, history_->orders[index]);
}

void Engine::Walk::give_points(const Act& act) {
  const auto by = [&](const char* rule) { return intern({.program = timeline[reign_].id, .rule = rule}); };
  const auto open = [&](EntryKind kind, const char* rule) {
    open_lot({.day = act.day, .kind = kind, .points = act.points, .act = act.id, .terms = by(rule)}, act.day,
             no_source);
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
    case ActKind::adjust: open(EntryKind::adjust, "by hand"); break;
    default: break;
  }
}

} // namespace loyalty
