// SPDX-License-Identifier: MIT
#include "facts.hpp"

#include <algorithm>

namespace loyalty {

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
