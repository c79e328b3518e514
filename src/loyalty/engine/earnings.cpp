// SPDX-License-Identifier: MIT
#include "earnings.hpp"

#include <algorithm>
#include <utility>

namespace loyalty {
namespace {

/// Gives more to the so-many-th order. What a campaign gives less to it stays so: no refund brings more.
bool gives_to_numbered(const Campaign* campaign) {
  const auto* multiply = std::get_if<Multiply>(&campaign->effect);
  return (campaign->scope.order || campaign->scope.every) && (!multiply || multiply->factor.millionths > Ratio::one);
}

} // namespace

Earnings::Earnings(const Today& today, const Orders& orders, PointsAccount& points, Measures& measures)
    : today_(today),
      orders_(orders),
      points_(points),
      measures_(measures),
      rates_(today, orders, measures),
      accounts_(today.history.orders.size()) {}

void Earnings::count_order(std::size_t index) {
  if (orders_[index].fee) return pay_fee(index);
  const OrderFact& order = today_.history.orders[index];
  Account& account = accounts_[index];
  const bool earns = !today_.closed;
  const Points points = earns && order.day() >= today_.history.points_from ? earn(index) : 0;
  if (points > 0) points_.repay();
  const Points growth = earns && order.day() >= today_.history.growth_from ? growth_of(index) : 0;
  if (growth > 0)
    points_.emit({.day = order.day(),
                  .kind = EntryKind::growth,
                  .points = growth,
                  .cause = order.id,
                  .base = account.growth_base.amount,
                  .terms = account.growth});
  const PlacedOrder& placed = orders_[index];
  account.place =
      measures_.windows().add(order.day(), {placed.remaining.minor, placed.counted ? 1 : 0, growth, points});
}

/// The fee of a membership earns nothing.
void Earnings::pay_fee(std::size_t index) {
  const auto& sales = today_.history.sales;
  if (orders_[index].void_ || sales.empty()) return;
  if (const auto* plan = today_.program().plan(sales[index].fee_for))
    measures_.traits().pay(*plan, today_.history.orders[index]);
}

Points Earnings::earn(std::size_t index) {
  const auto& rules = today_.rules();
  if (rules.rated) {
    const Points points = rate(index);
    if (points > 0) open_rated(index, points);
    return points;
  }
  if (rules.earn.empty()) return 0;
  Account& account = accounts_[index];
  account.earn = rules.earn[static_cast<std::size_t>(today_.tier + 1)];
  account.given = worth(index);
  open(index, account.given, orders_[index].base, account.earn);
  return account.given;
}

/// Fits the campaigns to the order and counts what it earns.
Points Earnings::rate(std::size_t index) {
  Account& account = accounts_[index];
  const Money base = orders_[index].base;
  const auto fitting = rates_.fitting(index);
  Rating rating = rates_.rating(index, fitting);
  rating.room = room(index);
  account.rating = static_cast<std::int32_t>(ratings_.size());
  account.earn = rating.parts.empty() ? rating.bonus_terms : rating.parts.front().terms;
  Points so_far = rated(rating, base, base);
  for (auto& part : rating.parts) {
    if (part.carries.empty()) continue;
    auto& sum = carried_[part.carries];
    account.carried += sum.add(index, part.rule, rating.multiplier, part.base.amount, rating, so_far);
    part.place = sum.last();
  }
  ratings_.push_back(std::move(rating));
  rate_unnumbered(index, fitting);
  account.given = worth(index);
  fill_caps(index);
  return account.given + account.carried;
}

void Earnings::rate_unnumbered(std::size_t index, const Rates::Campaigns& fitting) {
  auto any_time = fitting;
  std::erase_if(any_time, gives_to_numbered);
  if (any_time.size() == fitting.size()) return;
  Rating unnumbered = rates_.rating(index, any_time);
  const Rating& met = ratings_.back();
  unnumbered.room = met.room;
  for (auto& part : unnumbered.parts)
    for (const auto& each : met.parts)
      if (each.carries == part.carries) part.place = each.place;
  accounts_[index].unnumbered = static_cast<std::int32_t>(ratings_.size());
  ratings_.push_back(std::move(unnumbered));
}

Points Earnings::worth(std::size_t index) const {
  const Account& account = accounts_[index];
  const PlacedOrder& order = orders_[index];
  if (account.earn < 0) return 0;
  if (account.rating < 0) return earned(today_.terms(account.earn), order.remaining);
  const Rating& rating = ratings_[static_cast<std::size_t>(account.rating)];
  const bool stays = !order.void_ && order.remaining > Money{};
  return capped(rating, rated(rating, order.base, order.remaining)) + (stays ? rating.bonus : 0);
}

void Earnings::open(std::size_t index, Points points, Money base, std::int32_t terms) {
  if (points <= 0) return;
  const OrderFact& order = today_.history.orders[index];
  points_.open({.day = order.day(), .points = points, .cause = order.id, .base = base, .terms = terms},
               order.day() + today_.program().points.hold_days, static_cast<Source>(index));
}

/// One line for each rule, so that every point names the rule it came by; the last takes what rounding and caps leave.
void Earnings::open_rated(std::size_t index, Points points) {
  const Rating& rating = rating_of(accounts_[index]);
  Points left = points - rating.bonus;
  for (std::size_t at = 0; at < rating.parts.size(); ++at) {
    const auto& part = rating.parts[at];
    const bool last = at + 1 == rating.parts.size();
    const Points share = last || !part.carries.empty() ? left : std::min(left, rated_part(rating, part));
    open(index, share, part.base.amount, part.terms);
    left -= share;
  }
  open(index, rating.bonus, orders_[index].base, rating.bonus_terms);
}

Points Earnings::growth_of(std::size_t index) {
  Account& account = accounts_[index];
  account.growth = today_.rules().growth;
  if (account.growth < 0) return 0;
  const auto& terms = today_.terms(account.growth);
  const auto& rules = today_.program().growth.base;
  account.growth_base = rates_.base_of(index, terms.earn, rules.lines, rules.shipping);
  const Money base = account.growth_base.amount;
  if (terms.earn.rounding != EarnRounding::carry) return earned(terms, base);
  Points before = 0;
  const Points growth = carried_growth_.add(index, terms.earn, terms.multiplier, base, {}, before);
  account.growth_place = carried_growth_.last();
  return growth;
}

void Earnings::give_back(const RefundFact& refund, const Orders::Returned& returned) {
  const auto index = *refund.order;
  Account& account = accounts_[index];
  std::vector<std::size_t> losers{index};
  const Points lost = reckon(index);
  take_carried(index, returned.amount, losers);
  const Points growth_due = growth_due_back(index, returned.amount);
  measures_.windows().adjust(account.place, {-returned.amount.minor, returned.dropped ? -1 : 0, -growth_due, -lost});
  if (growth_due > 0)
    points_.emit({.day = refund.day(),
                  .kind = EntryKind::growth,
                  .points = -growth_due,
                  .cause = refund.id,
                  .base = returned.amount,
                  .terms = account.growth});
  if (returned.dropped) take_numbered(losers);
  std::vector<Due> dues;
  for (const auto order : losers) dues.push_back({due_back(order), order, order == index ? refund.amount : Money{}});
  // What freed room brings is there to be taken now, as it would be for the next of many small refunds.
  for (const auto& each : dues) give_room(each.order, refund.day());
  for (const auto& [points, order, amount] : dues)
    points_.claw_back(points, static_cast<Source>(order), {refund.id, amount, accounts_[order].earn});
}

Points Earnings::reckon(std::size_t index) {
  Account& account = accounts_[index];
  const Points before = account.lost;
  account.lost = std::max(account.lost, account.given - worth(index));
  return account.lost - before;
}

/// What ended unused is gone already.
Points Earnings::due_back(std::size_t index) {
  Account& account = accounts_[index];
  const Points lost = account.lost + account.carried_lost;
  const Points due = std::max<Points>(0, lost - points_.ended(static_cast<Source>(index)) - account.taken);
  account.taken += due;
  return due;
}

void Earnings::take_carried(std::size_t index, Money amount, std::vector<std::size_t>& losers) {
  if (accounts_[index].rating < 0) return;
  const PlacedOrder& order = orders_[index];
  for (const auto& part : rating_of(accounts_[index]).parts)
    take_carried(
        index, part,
        part_of(part.base, order.base, order.remaining + amount) - part_of(part.base, order.base, order.remaining),
        order.void_, losers);
}

/// The order's own points first, then those of orders that it had helped to complete an amount.
void Earnings::take_carried(std::size_t index, const RatedPart& part, Money amount, bool whole,
                            std::vector<std::size_t>& losers) {
  if (part.carries.empty()) return;
  auto [left, others] = carried_[part.carries].take(part.place, amount, whole);
  const auto lose = [&](std::size_t order, Points most) {
    const Points points = std::clamp<Points>(most, 0, left);
    left -= points;
    if (points > 0) lose_carried(order, points);
    if (points > 0 && std::find(losers.begin(), losers.end(), order) == losers.end()) losers.push_back(order);
  };
  lose(index, accounts_[index].carried);
  for (const auto& [order, points] : others) lose(order, points);
  lose(index, left);
}

void Earnings::lose_carried(std::size_t index, Points points) {
  Account& account = accounts_[index];
  account.carried -= points;
  account.carried_lost += points;
  measures_.windows().adjust(account.place, {0, 0, 0, -points});
}

Points Earnings::growth_due_back(std::size_t index, Money amount) {
  Account& account = accounts_[index];
  const PlacedOrder& order = orders_[index];
  if (account.growth < 0) return 0;
  const auto& terms = today_.terms(account.growth);
  const auto left = [&](Money remaining) { return part_of(account.growth_base, order.base, remaining); };
  if (terms.earn.rounding == EarnRounding::carry)
    return carried_growth_
        .take(account.growth_place, left(order.remaining + amount) - left(order.remaining), order.void_)
        .points;
  const Points due = earned(terms, left(order.base)) - earned(terms, left(order.remaining)) - account.growth_taken;
  account.growth_taken += due;
  return due;
}

/// What an order was given for being the so-many-th goes when there are fewer.
void Earnings::take_numbered(std::vector<std::size_t>& losers) {
  for (std::size_t index = 0; index < orders_.reached(); ++index)
    if (accounts_[index].unnumbered >= 0 && orders_[index].counted && orders_[index].number > orders_.count())
      take_numbered(index, losers);
}

void Earnings::take_numbered(std::size_t index, std::vector<std::size_t>& losers) {
  Account& account = accounts_[index];
  const auto& met = rating_of(account);
  auto& unnumbered = ratings_[static_cast<std::size_t>(account.unnumbered)];
  unnumbered.room = met.room;
  const Points carried_before = account.carried;
  losers.push_back(index);
  for (const auto& part : met.parts)
    if (std::none_of(unnumbered.parts.begin(), unnumbered.parts.end(),
                     [&](const RatedPart& each) { return each.carries == part.carries; }))
      take_carried(index, part, {}, true, losers);
  account.rating = std::exchange(account.unnumbered, -1);
  const Points lost = reckon(index);
  measures_.windows().adjust(account.place, {0, 0, 0, -lost});
  carry_anew(index, lost + carried_before - account.carried);
}

void Earnings::carry_anew(std::size_t index, Points most) {
  const Rating& rating = rating_of(accounts_[index]);
  const Money base = orders_[index].base;
  Points so_far = rated(rating, base, base);
  for (const auto& part : rating.parts) {
    if (part.carries.empty()) continue;
    const Points filled = carried_[part.carries].rate_anew(part.place, rating.multiplier, so_far, most);
    most -= filled;
    lose_carried(index, -filled);
  }
}

std::optional<Points> Earnings::room(std::size_t index) const {
  const auto& orders = today_.history.orders;
  const Day day = orders[index].day();
  const Caps& caps = today_.rulebook.timeline().program_on(day)->points.caps;
  std::optional<Points> room = caps.order;
  const auto look = [&](const std::optional<Points>& cap, Day from) {
    if (!cap) return;
    Points left = *cap;
    for (auto before = index; before-- > 0 && orders[before].day() >= from;) take(left, accounts_[before].filled);
    room = std::min(room.value_or(*cap), std::max<Points>(0, left));
  };
  look(caps.day, day);
  look(caps.month, start_of(Calendar::month, day));
  look(caps.term, first_day({Window::Kind::membership_year, {}}, day, today_.history.joined_on));
  return room;
}

void Earnings::fill_caps(std::size_t index) {
  Account& account = accounts_[index];
  const Rating& rating = rating_of(account);
  account.filled = rated(rating, orders_[index].base, orders_[index].remaining) + std::max<Points>(0, account.carried);
  if (rating.room) account.filled = std::min(account.filled, *rating.room);
}

/// Room that the order fills no longer goes to the later ones that had found too little.
void Earnings::give_room(std::size_t from, Day day) {
  if (accounts_[from].rating < 0) return;
  fill_caps(from);
  for (auto index = from + 1; index < orders_.reached(); ++index) {
    const Account& account = accounts_[index];
    if (account.rating >= 0 && !orders_[index].void_ && account.carried <= 0) refill(index, day);
  }
}

void Earnings::refill(std::size_t index, Day day) {
  Account& account = accounts_[index];
  Rating& rating = rating_of(account);
  if (!rating.room) return;
  const auto wider = room(index);
  if (!wider || *wider <= *rating.room) return;
  const Points before = worth(index);
  rating.room = wider;
  const Points gained = worth(index) - before;
  fill_caps(index);
  if (gained <= 0) return;
  account.given += gained;
  measures_.windows().adjust(account.place, {0, 0, 0, gained});
  const OrderFact& order = today_.history.orders[index];
  points_.open({.day = day, .points = gained, .cause = order.id, .base = orders_[index].base, .terms = account.earn},
               std::max(day, order.day() + today_.program().points.hold_days), static_cast<Source>(index));
}

} // namespace loyalty
