// SPDX-License-Identifier: MIT
#include "shop/buyers.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace loyalty::shop {
namespace {

std::optional<Day> birthday_of(const History& history, Day day) {
  std::optional<Day> birthday;
  for (const auto& note : history.birthdays)
    if (note.known_on <= day) birthday = note.birthday;
  return birthday;
}

/// The place of the tier that the member walked last holds; -1: none.
std::ptrdiff_t place_of_tier(const Program& program, const Engine& engine) {
  const auto* held = engine.tier();
  const auto* tier = held == nullptr ? nullptr : program.tier(held->id);
  return tier == nullptr ? -1 : tier - program.tiers.data();
}

} // namespace

/// The tier is the one that every report shows for the day: held from the moment it is reached through its last day.
Buyer buyer_of(const Program& program, const History& history, Engine& engine, Day day) {
  const Condition orders{.kind = Condition::Kind::compare, .metric = Metric::orders};
  const Points balance = engine.balance(day);
  const auto order = engine.measure(orders, day).value_or(0) + 1;
  const auto place = place_of_tier(program, engine);
  std::vector<std::string> used_up;
  for (const auto& campaign : program.campaigns)
    if (engine.is_used_up(campaign, day)) used_up.push_back(campaign.id);
  return {.day = day,
          .tier = place < 0 ? nullptr : &program.tiers[static_cast<std::size_t>(place)],
          .meets = [&engine, day](const Condition& condition) { return engine.meets(condition, day); },
          .balance = balance,
          .order = order,
          .birthday = birthday_of(history, day),
          .passed_over = is_passed_over(history, day),
          .used_up = std::move(used_up)};
}

OrderBuyers::OrderBuyers(store::Ledger& ledger, const Timeline& timeline) : ledger_(ledger), engine_(timeline) {}

Buyer OrderBuyers::before(const store::CodedOrder& order, const Program& program) {
  if (!order.member) return {.day = order.day()};
  walk_to(order);
  return buyer_of(program, history_, engine_, order.day());
}

Buyer OrderBuyers::by_conditions(const store::CodedOrder& order) {
  if (!order.member) return {.day = order.day()};
  return {.day = order.day(), .meets = [this, &order](const Condition& condition) {
            walk_to(order);
            return engine_.meets(condition, order.day());
          }};
}

void OrderBuyers::walk_to(const store::CodedOrder& order) {
  if (walked_to_ == order.place.id) return;
  history_ = history_before(order);
  engine_.walk(history_, order.day());
  walked_to_ = order.place.id;
}

History OrderBuyers::history_before(const store::CodedOrder& order) {
  if (!histories_) {
    ledger_.build_member_index();
    histories_.emplace(ledger_, *order.member, *order.member, store::HistoryReader::Wanted{.sales = true});
    orders_.emplace(ledger_);
  } else {
    histories_->seek(*order.member, *order.member);
  }
  History history;
  history.member = *order.member;
  history.joined_on = never;
  if (const auto* found = histories_->next()) history = *found;
  // Nothing is left unread, so that there may be writing.
  while (histories_->next() != nullptr) {}
  std::vector<std::optional<std::size_t>> places(history.orders.size());
  std::vector<OrderFact> orders;
  std::vector<Sale> sales;
  for (std::size_t index = 0; index < history.orders.size(); ++index) {
    if (!is_earlier(history.orders[index], order.place)) continue;
    places[index] = orders.size();
    orders.push_back(history.orders[index]);
    if (index < history.sales.size()) sales.push_back(std::move(history.sales[index]));
  }
  std::erase_if(history.refunds, [&](const RefundFact& refund) {
    return refund.at > order.place.at || (refund.order && !places[*refund.order]);
  });
  for (auto& refund : history.refunds)
    if (refund.order) refund.order = places[*refund.order];
  history.orders = std::move(orders);
  history.sales = std::move(sales);
  return history;
}

bool OrderBuyers::is_earlier(const OrderFact& order, const store::OrderPlace& place) {
  if (order.id == place.id || order.placed_at != place.at) return order.id != place.id && order.placed_at < place.at;
  const auto there = orders_->place_of(order.id);
  return there && *there < place;
}

} // namespace loyalty::shop
