// SPDX-License-Identifier: MIT
#include "earnings.hpp"

#include <algorithm>
#include <utility>

namespace loyalty {
namespace {

/// Gives more to the so-many-th order. What a campaign gives less to it stays so: no refund brings more.
bool gives_to_numbered(const Campaign* campaign) {
  const auto* multiply = std::get_if<Multiply>(&campaign->effect);
  return is_numbered(campaign->scope) && (!multiply || multiply->factor.millionths > Ratio::one);
}

/// What of the part comes back with so much of the order.
Money share_of(const RuleBase& part, const PlacedOrder& order, Money amount) {
  return part_of(part, order.base, order.remaining + amount) - part_of(part, order.base, order.remaining);
}

} // namespace

Earnings::Earnings(const Today& today, const Orders& orders, const OrderLines& lines, PointsAccount& points,
                   Measures& measures)
    : today_(today),
      orders_(orders),
      lines_(lines),
      points_(points),
      measures_(measures),
      rates_(today, orders, lines, measures),
      accounts_(today.history.orders.size()) {}

void Earnings::count_order(std::size_t index) {
  if (orders_[index].fee) return pay_fee(index);
  const OrderFact& order = today_.history.orders[index];
  Account& account = accounts_[index];
  const bool earns = !today_.closed;
  const auto fitting = earns ? rates_.fitting(index) : Rates::Campaigns{};
  const Points points = earns && order.day() >= today_.history.points_from ? earn(index, fitting) : 0;
  if (points > 0) points_.repay();
  const Points growth = earns && order.day() >= today_.history.growth_from ? grow(index, fitting) : 0;
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

Points Earnings::earn(std::size_t index, const Rates::Campaigns& fitting) {
  const auto& rules = today_.rules();
  if (rules.rated) {
    const Points points = rate(index, fitting);
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

/// Counts what the order earns with these campaigns.
Points Earnings::rate(std::size_t index, const Rates::Campaigns& fitting) {
  Account& account = accounts_[index];
  const Money base = orders_[index].base;
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

Points Earnings::grow(std::size_t index, const Rates::Campaigns& fitting) {
  const OrderFact& order = today_.history.orders[index];
  const Money base = orders_[index].base;
  Points growth = 0;
  for (auto& each : rates_.growth(index, fitting)) {
    auto& part = each.part;
    Points points = 0;
    if (part.carries.empty()) {
      points = grown(part, base, base);
    } else {
      auto& sum = carried_growth_[part.carries];
      Points before = 0;
      points = sum.add(index, part.rule, {Ratio::one}, part.base.amount, {}, before);
      part.place = sum.last();
    }
    emit_growth({.day = order.day(), .points = points, .cause = order.id, .base = part.base.amount}, part);
    add(growth, points);
    accounts_[index].growth.push_back({std::move(each), points});
  }
  return growth;
}

Points Earnings::grown(const RatedPart& part, Money base, Money remaining) const {
  if (part.rule.rounding == EarnRounding::pieces) return rated({.parts = {part}}, base, remaining);
  return earned(today_.terms(part.terms), part_of(part.base, base, remaining));
}

void Earnings::give_back(const RefundFact& refund, const Orders::Returned& returned) {
  const auto index = *refund.order;
  std::vector<std::size_t> losers{index};
  const Points lost = reckon(index);
  measures_.windows().adjust(accounts_[index].place, {-returned.amount.minor, returned.dropped ? -1 : 0, 0, -lost});
  take_carried(index, returned.amount, losers);
  for (auto& each : accounts_[index].growth) take_growth(refund, index, each, returned.amount, false);
  if (returned.dropped) {
    rates_.drop_numbered();
    take_numbered(refund, losers);
  }
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
    take_carried(index, part, share_of(part.base, order, amount), order.void_, losers);
}

void Earnings::take_carried(std::size_t index, const RatedPart& part, Money amount, bool whole,
                            std::vector<std::size_t>& losers) {
  if (part.carries.empty()) return;
  for (const auto& [order, points] : carried_[part.carries].take(part.place, amount, whole, accounts_[index].carried)) {
    lose_carried(order, points);
    if (std::ranges::find(losers, order) == losers.end()) losers.push_back(order);
  }
}

void Earnings::lose_carried(std::size_t index, Points points) {
  Account& account = accounts_[index];
  account.carried -= points;
  account.carried_lost += points;
  measures_.windows().adjust(account.place, {0, 0, 0, -points});
}

void Earnings::take_growth(const RefundFact& refund, std::size_t index, Growth& growth, Money amount, bool gone) {
  const auto& part = growth.part;
  const PlacedOrder& order = orders_[index];
  const Points brought = growth.given - growth.taken;
  std::vector<CarriedSum::Loss> losses;
  if (part.carries.empty()) {
    losses = {{index, brought - (gone ? 0 : grown(part, order.base, order.remaining))}};
  } else {
    losses = carried_growth_[part.carries].take(part.place, share_of(part.base, order, amount), gone || order.void_,
                                                brought);
  }
  Points taken = 0;
  for (const auto& [loser, points] : losses) {
    lose_growth(loser, loser == index ? growth : growth_of(loser, part.carries), points);
    add(taken, points);
  }
  emit_growth({.day = refund.day(), .points = -taken, .cause = refund.id, .base = amount}, part);
}

void Earnings::emit_growth(Entry entry, const RatedPart& part) {
  if (entry.points == 0) return;
  entry.kind = EntryKind::growth;
  entry.terms = part.terms;
  points_.emit(entry);
}

Earnings::Growth& Earnings::growth_of(std::size_t index, const std::string& sum) {
  return *std::ranges::find(accounts_[index].growth, sum, [](const Growth& each) { return each.part.carries; });
}

void Earnings::lose_growth(std::size_t index, Growth& growth, Points points) {
  growth.taken += points;
  measures_.windows().adjust(accounts_[index].place, {0, 0, -points, 0});
}
/// What an order was given for being the so-many-th goes when there are fewer.
void Earnings::take_numbered(const RefundFact& refund, std::vector<std::size_t>& losers) {
  for (std::size_t index = 0; index < orders_.reached(); ++index) {
    if (!orders_[index].counted || orders_[index].number <= orders_.count()) continue;
    if (accounts_[index].unnumbered >= 0) take_numbered(index, losers);
    auto& growth = accounts_[index].growth;
    for (auto& each : growth)
      if (each.numbered) take_growth(refund, index, each, {}, true);
    std::erase_if(growth, [](const Growth& each) { return each.numbered; });
  }
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
