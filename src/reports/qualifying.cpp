// SPDX-License-Identifier: MIT
#include "reports/qualifying.hpp"

#include "loyalty/figures.hpp"

namespace loyalty::reports {

bool asks_engine(const Condition* comparison) {
  return comparison != nullptr && comparison->metric != Metric::spend && comparison->metric != Metric::orders;
}

Qualifying::Qualifying(const Condition* comparison, const Timeline& timeline, Day as_of)
    : comparison_(comparison), as_of_(as_of) {
  if (asks_engine(comparison)) engine_.emplace(timeline);
}

std::int64_t Qualifying::of(const History& history) {
  if (comparison_ == nullptr) return 0;
  if (engine_) {
    engine_->walk(history, as_of_);
    return engine_->measure(*comparison_, as_of_).value_or(0);
  }
  const auto bought = bought_in(comparison_->window, history, as_of_);
  return comparison_->metric == Metric::spend ? bought.spend.minor : bought.orders;
}

} // namespace loyalty::reports
