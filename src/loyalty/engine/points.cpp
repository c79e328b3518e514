// SPDX-License-Identifier: MIT
#include "points.hpp"

#include <algorithm>
#include <limits>

namespace loyalty {

PointsAccount::PointsAccount(const Today& today, const Orders& orders)
    : today_(today), orders_(orders), ended_(today.history.orders.size()), active_since_(first_day_of(today.history)) {
  lots_.reserve(today.history.orders.size());
  const auto& timeline = today.rulebook.timeline();
  for (std::size_t version = 0; version < timeline.size() && version <= today.version; ++version)
    if (const auto& expire = timeline[version].program->points.expire; expire.kind != ExpiryRule::Kind::none)
      suspended_ = expire;
}

/// A rule that is switched off and on again rules as if it had never been off; another one wipes nothing sooner than
/// one full period later.
void PointsAccount::take_over(const Program& program_before) {
  const auto& before = program_before.points.expire;
  const auto& expire = today_.program().points.expire;
  if (expire == before || expire.kind == ExpiryRule::Kind::none) return;
  const bool resumes = before.kind == ExpiryRule::Kind::none && suspended_ == expire;
  suspended_ = expire;
  if (expire.kind != ExpiryRule::Kind::inactivity)
    end_endless(expire, resumes);
  else if (!resumes && before.kind != ExpiryRule::Kind::inactivity)
    active_since_ = std::max(active_since_, today_.day);
}

void PointsAccount::end_endless(const ExpiryRule& expire, bool resumes) {
  const Day day = today_.day;
  // A fixed day alone could be tomorrow: one full year is the period it repeats in.
  const Day from = expire.kind == ExpiryRule::Kind::fixed_day ? day + Period{.months = 12} : day;
  const auto last_day_of = [&](const Lot& lot) {
    return last_usable_day(expire, resumes ? lot.earned_on : from, lot.available_on);
  };
  lots_.end_endless(last_day_of, [this](const Lot& lot) { redate(lot, {}); });
}

void PointsAccount::redate(const Lot& lot, const Cause& cause) {
  for (auto& spent : spent_)
    if (spent.lot.number == lot.number) spent.lot.last_day = lot.last_day;
  emit({.day = today_.day, .kind = EntryKind::redate, .lot = lot.number, .cause = cause, .last_day = lot.last_day});
}

std::int32_t PointsAccount::emit(const Entry& entry) {
  auto& entries = today_.conclusions.entries;
  entries.push_back(entry);
  return static_cast<std::int32_t>(entries.size());
}

Source PointsAccount::new_source() {
  ended_.push_back(0);
  return static_cast<Source>(ended_.size()) - 1;
}

void PointsAccount::open(Entry entry, Day available_on, Source source) {
  entry.available_on = available_on;
  entry.last_day = last_usable_day(today_.program().points.expire, entry.day, available_on);
  const auto number = emit(entry);
  lots_.add({number, entry.points, entry.day, available_on, entry.last_day, source});
}

void PointsAccount::open_through(Entry entry, Day last_day) {
  entry.available_on = entry.day;
  entry.last_day = last_day;
  const auto number = emit(entry);
  lots_.add({number, entry.points, entry.day, entry.day, last_day, no_source});
}

void PointsAccount::expire() {
  const Day day = today_.day;
  const bool silence = today_.program().points.expire.kind == ExpiryRule::Kind::inactivity;
  if (!silence && lots_.next_end() > day) return;
  lots_.take(
      std::numeric_limits<Points>::max(),
      [&](const Lot& lot) { return lot.last_day < day || (silence && silence_end(lot) <= day); },
      [&](const Lot& lot, Points points) {
        if (lot.source != no_source) ended_[static_cast<std::size_t>(lot.source)] += points;
        emit({.day = day, .kind = EntryKind::expire, .points = points, .lot = lot.number});
      });
}

Day PointsAccount::silence_end(const Lot& lot) const {
  const Day bought = orders_.last_day();
  const Day active = bought == never ? active_since_ : std::max(active_since_, bought);
  return std::max(std::max(active, lot.earned_on) + today_.program().points.expire.after, lot.available_on + 1);
}

void PointsAccount::owe(const Debt& debt) {
  debts_.push_back(debt);
  loyalty::add(debt_, debt.points);
}

void PointsAccount::repay_debts() {
  for (auto& debt : debts_) {
    const Points before = debt.points;
    debt.points = lots_.take(
        debt.points, [this](const Lot& lot) { return lot.available_on <= today_.day; },
        [&](const Lot& lot, Points points) { repay(debt, lot, points); });
    debt_ -= before - debt.points;
  }
  std::erase_if(debts_, [](const Debt& debt) { return debt.points == 0; });
}

/// What an order owed becomes points of a lot that paid for it.
void PointsAccount::repay(const Debt& debt, const Lot& lot, Points points) {
  const Day day = today_.day;
  if (!debt.spent) {
    emit({.day = day, .kind = EntryKind::repay, .points = points, .lot = lot.number});
    return;
  }
  emit({.day = day, .kind = EntryKind::give_back, .points = points, .cause = debt.cause});
  emit({.day = day, .kind = EntryKind::redeem, .points = points, .lot = lot.number, .cause = debt.cause});
  if (const auto order = order_of(debt.cause)) spent_.push_back({*order, day, lot, points});
}

void PointsAccount::redeem(Points points, const Cause& cause) {
  const Day day = today_.day;
  const Points missing = lots_.take(
      points, [this](const Lot& lot) { return can_be_spent(lot); },
      [&](const Lot& lot, Points part) {
        emit({.day = day, .kind = EntryKind::redeem, .points = part, .lot = lot.number, .cause = cause});
        if (const auto order = order_of(cause)) spent_.push_back({*order, day, lot, part});
      });
  if (missing == 0) return;
  emit({.day = day, .kind = EntryKind::redeem, .points = missing, .cause = cause});
  owe({.points = missing, .spent = true, .cause = cause});
}

void PointsAccount::take_by_hand(Points points, const Act& act, std::int32_t terms) {
  const Points missing = lots_.take(
      points, [this](const Lot& lot) { return can_be_spent(lot); },
      [&](const Lot& lot, Points part) {
        emit({.day = act.day,
              .kind = EntryKind::adjust,
              .points = -part,
              .lot = lot.number,
              .cause = act.id,
              .terms = terms});
      });
  if (missing == 0) return;
  owe({.points = missing});
  emit({.day = act.day, .kind = EntryKind::debt, .points = missing, .cause = act.id, .terms = terms});
}

void PointsAccount::forfeit(const Cause& cause, std::int32_t terms) {
  lots_.take(
      std::numeric_limits<Points>::max(), [](const Lot&) { return true; },
      [&](const Lot& lot, Points points) {
        if (lot.source != no_source) ended_[static_cast<std::size_t>(lot.source)] += points;
        emit({.day = today_.day,
              .kind = EntryKind::adjust,
              .points = -points,
              .lot = lot.number,
              .cause = cause,
              .terms = terms});
      });
}

void PointsAccount::give_back(std::size_t index, Points points, const Cause& refund) {
  const OrderId order = today_.history.orders[index].id;
  const auto own = [index](const Lot& lot) { return lot.source == static_cast<Source>(index); };
  points = end_debt(order, points, refund);
  points = return_to_lots(order, points, refund, own);
  return_to_lots(order, points, refund, [&](const Lot& lot) { return !own(lot); });
}

Points PointsAccount::end_debt(OrderId order, Points points, const Cause& refund) {
  for (auto& debt : debts_) {
    if (!debt.spent || order_of(debt.cause) != order || points == 0) continue;
    const Points part = std::min(points, debt.points);
    debt.points -= part;
    debt_ -= part;
    points -= part;
    emit({.day = today_.day, .kind = EntryKind::give_back, .points = part, .cause = refund});
  }
  std::erase_if(debts_, [](const Debt& debt) { return debt.points == 0; });
  return points;
}

template <class Fits>
Points PointsAccount::return_to_lots(OrderId order, Points points, const Cause& refund, const Fits& fits) {
  for (auto& spent : spent_) {
    if (spent.order != order || spent.points == 0 || points == 0 || !fits(spent.lot)) continue;
    const Points part = std::min(points, spent.points);
    points -= part;
    return_to_lot(spent, part, refund);
  }
  return points;
}

/// Points return to the lot they came from, with its last day or at least the program's grace.
void PointsAccount::return_to_lot(Spent& spent, Points points, const Cause& refund) {
  const Day day = today_.day;
  const Day grace_end = day + today_.program().points.return_grace_days - 1;
  spent.points -= points;
  Lot lot = lots_.remove(spent.lot.number);
  if (lot.number == 0) {
    lot = spent.lot;
    lot.remaining = 0;
  }
  lot.remaining += points;
  if (grace_end >= day && lot.last_day < grace_end) {
    lot.last_day = grace_end;
    redate(lot, refund);
  }
  emit({.day = day, .kind = EntryKind::give_back, .points = points, .lot = lot.number, .cause = refund});
  changes_.push_back({spent.on, points});
  lots_.add(lot);
}

void PointsAccount::claw_back(Points due, Source source, const ClawBack& why) {
  if (due <= 0) return;
  const auto line = [&](EntryKind kind, Points points, std::int32_t lot) {
    emit({.day = today_.day,
          .kind = kind,
          .points = points,
          .lot = lot,
          .cause = why.cause,
          .base = why.amount,
          .terms = why.terms});
  };
  const auto own = [source](const Lot& lot) { return source != no_source && lot.source == source; };
  const auto held = [this](const Lot& lot) { return lot.available_on > today_.day; };
  const auto any = [](const Lot&) { return true; };
  const auto use = [&](const Lot& lot, Points points) {
    line(EntryKind::claw_back, points, lot.number);
    if (own(lot)) changes_.push_back({lot.available_on, -points});
  };
  due = lots_.take(due, own, use);
  due = lots_.take(due, held, use);
  due = lots_.take(due, any, use);
  if (due == 0) return;
  const bool forgiven = today_.program().points.shortfall == Shortfall::forgive;
  if (!forgiven) owe({.points = due});
  line(forgiven ? EntryKind::forgive : EntryKind::debt, due, 0);
}

Points PointsAccount::balance(Day day) const {
  return lots_.sum([day](const Lot& lot) { return lot.available_on <= day && day <= lot.last_day; });
}

Day PointsAccount::next_day(Day day) const {
  Day next = lots_.next_end();
  if (today_.program().points.expire.kind == ExpiryRule::Kind::inactivity)
    next = std::min(next, lots_.first([this](const Lot& lot) { return silence_end(lot); }));
  if (debt_ > 0) next = std::min(next, lots_.next_available(day));
  return next;
}

Points PointsAccount::changed_since(std::size_t known, Day day) const {
  Points change = 0;
  for (auto at = known; at < changes_.size(); ++at)
    if (changes_[at].from <= day) change += changes_[at].points;
  return change;
}

} // namespace loyalty
