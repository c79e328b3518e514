// SPDX-License-Identifier: MIT
#include "returns.hpp"

#include <algorithm>

namespace loyalty {

void Returns::count(const RefundFact& refund) {
  if (!refund.order) return count_unnamed(refund);
  const auto index = *refund.order;
  const OrderFact& order = of_.today.history.orders[index];
  const auto returned = of_.orders.give_back(refund);
  if (order.fee) return of_.measures.traits().give_back(order, refund);
  of_.today.given_back = true;
  if (returned.dropped) of_.occasions.drop_order(order.day());
  of_.spending.give_back(index, refund.id);
  of_.earnings.give_back(refund, returned);
}

void Returns::count_unnamed(const RefundFact& refund) {
  const auto& rules = of_.today.rules();
  of_.today.given_back = true;
  unnamed_ += refund.amount;
  const Points points_due = of_.today.counted_points(due(rules.refund, points_taken_));
  const Points growth_due = of_.today.counted_growth(due(rules.growth, growth_taken_));
  of_.measures.windows().add(refund.day(), {-refund.amount.minor, 0, -growth_due, -points_due});
  if (growth_due > 0)
    of_.points.emit({.day = refund.day(),
                     .kind = EntryKind::growth,
                     .points = -growth_due,
                     .cause = refund.id,
                     .base = refund.amount,
                     .terms = rules.growth});
  of_.points.claw_back(points_due, no_source, {refund.id, refund.amount, rules.refund});
}

Points Returns::due(std::int32_t terms, Points& taken) const {
  if (terms < 0) return 0;
  const Points due = std::max<Points>(0, earned(of_.today.terms(terms), unnamed_) - taken);
  taken += due;
  return due;
}

} // namespace loyalty
