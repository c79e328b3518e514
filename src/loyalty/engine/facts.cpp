// SPDX-License-Identifier: MIT
#include "facts.hpp"

#include <algorithm>

namespace loyalty {

Day FactsAhead::next_day() const {
  Day next = joined_ ? never : history_.joined_on;
  if (next_order_ < history_.orders.size()) next = std::min(next, history_.orders[next_order_].day());
  if (next_refund_ < history_.refunds.size()) next = std::min(next, history_.refunds[next_refund_].day());
  if (next_act_ < history_.acts.size()) next = std::min(next, history_.acts[next_act_].day);
  return next;
}

bool FactsAhead::joins(Day day) {
  const bool first_day = !history_.registered && day == history_.joined_on;
  if (!first_day && (joined_ || day < history_.joined_on)) return false;
  joined_ = true;
  return true;
}

bool FactsAhead::orders_come_first(Day day) const {
  if (!refund_due(day)) return true;
  return order_due(day) && history_.orders[next_order_].placed_at <= history_.refunds[next_refund_].at;
}

} // namespace loyalty
