// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/membership.hpp"
#include "loyalty/random_scheme.hpp"

namespace loyalty {

inline constexpr OrderId order_id(5'000);

/// The order and its return as rows of files say it.
struct Returned {
  OrderFact order;
  Sale sale;
  std::vector<RefundFact> refunds = {};
  std::optional<Act> redeemed = {}; ///< the points that paid for it were taken by hand
  Day returned_on = {};
};

/// Rows that tell of the return, in one of the ways in which a file can.
inline std::vector<OrderRecord> random_return(Chance& chance, const OrderRecord& first) {
  std::vector<OrderRecord> records;
  OrderId latest = first.id;
  const auto next = [&latest] { return latest = latest.next(); };
  const Day on = first.placed_at.day() + chance.of({0, 0, 1, 5, 30, 90, 400});
  const auto statement = [&](OrderStatus status, Money refunded, Day stated_on) {
    OrderRecord later = first;
    later.id = next();
    later.revises = first.id;
    later.status = status;
    later.refunded = refunded;
    later.stated_on = stated_on;
    records.push_back(later);
  };
  const auto refund_row = [&](Money amount, Day day) {
    const auto at = std::max(first.placed_at, Moment::at(day, chance.between(0, 3) * 21'600));
    records.push_back(
        {.id = next(), .refund_of = first.id, .placed_at = at, .amount = -amount, .status = OrderStatus::refund});
  };
  const auto in_parts = [&] {
    Day day = on;
    for (auto left = first.amount; left > Money{}; day = day + chance.between(0, 3)) {
      const Money part = std::min(left, Money{chance.between(1, 30'000)});
      left -= part;
      refund_row(part, day);
    }
  };
  switch (chance.between(1, 7)) {
    case 1: statement(OrderStatus::cancelled, {}, on); break;
    case 2: statement(OrderStatus::refunded, {}, on); break;
    case 3: statement(OrderStatus::paid, first.amount, on); break;
    case 4: refund_row(first.amount, on); break;
    case 5: in_parts(); break;
    case 6:
      statement(OrderStatus::paid, Money{first.amount.minor / 2}, on);
      statement(OrderStatus::refunded, {}, on + chance.between(0, 9));
      break;
    default:
      statement(OrderStatus::paid, first.amount, on);
      in_parts();
      break;
  }
  return records;
}

inline Returned random_bought(Chance& chance, const History& history) {
  OrderRecord first{.id = order_id};
  const int latest = std::max(0, first_random_day + random_days - history.joined_on);
  const Day day = history.joined_on + chance.between(0, latest);
  first.placed_at = Moment::at(day, chance.between(0, 3) * 21'600);
  first.amount = Money{chance.one_in(3) ? chance.between(1, 5) * 10'000 : chance.between(1, 50'000)};
  if (chance.one_in(4)) first.points_redeemed = chance.between(1, 60);
  std::vector<OrderRecord> records{first};
  if (chance.one_in(10)) {
    records.front().refunded = first.amount;
  } else {
    const auto later = random_return(chance, first);
    records.insert(records.end(), later.begin(), later.end());
  }
  History alone;
  assemble(records, alone);
  Returned bought{
      .order = alone.orders.front(), .sale = random_sale(chance, alone.orders.front()), .refunds = alone.refunds};
  bought.sale.fee_for.clear();
  bought.returned_on = bought.refunds.empty() ? day : bought.refunds.back().day();
  return bought;
}

/// With the order and so many of the refunds that return it.
inline History with(const History& history, const Returned& bought, std::size_t refunds) {
  auto more = history;
  const auto place = insert_order(more, bought.order);
  if (!more.sales.empty() || more.orders.size() == 1)
    more.sales.insert(more.sales.begin() + static_cast<std::ptrdiff_t>(place), bought.sale);
  for (std::size_t index = 0; index < refunds; ++index) {
    more.refunds.push_back(bought.refunds[index]);
    more.refunds.back().order = place;
  }
  std::sort(more.refunds.begin(), more.refunds.end(),
            [](const auto& left, const auto& right) { return counts_before(left, right); });
  if (bought.redeemed) more.acts.push_back(*bought.redeemed);
  sort_acts(more);
  return more;
}

/// Whether the order lies in the term at whose end the occasion is, or began it. The reward of a term that ended before
/// the order is for others, and the order could only let the member be counted for it.
inline bool is_of_term(const Returned& bought, const History& without, const Timeline& timeline,
                       const std::string& occasion) {
  for (const auto& term : plan_terms(without, timeline, bought.returned_on))
    if (occasion == "membership " + term.plan + " through " + to_string(term.until))
      return term.runs_on(bought.order.day());
  return true;
}

} // namespace loyalty
