// SPDX-License-Identifier: MIT
#include "loyalty/costs.hpp"

#include <algorithm>

namespace loyalty {
namespace {

constexpr std::int64_t months_of_year = 12;

/// What the months 1 … `month` of a year bear of what is paid for it.
Money borne_through(Money yearly, std::int64_t month) {
  return {scale(yearly.minor, month, months_of_year, Rounding::nearest)};
}

bool has_day_in(const OtherCost& other, Day month) {
  return other.from.value_or(month) <= end_of(Calendar::month, month) && other.until.value_or(never) >= month;
}

} // namespace

Ratio Costs::margin_of(std::string_view category) const {
  const auto own = category_margin.find(std::string(category));
  return own == category_margin.end() ? margin.value_or(Ratio{}) : own->second;
}

Money goods_cost(Money list, Ratio margin) { return share_of(list, Ratio{Ratio::one - margin.millionths}); }

Money borne_in_month(const RunningCost& cost, Day day) {
  if (cost.per != Calendar::year) return cost.amount;
  const std::int64_t month = civil(day).month;
  return borne_through(cost.amount, month) - borne_through(cost.amount, month - 1);
}

FixedCosts& FixedCosts::operator+=(const FixedCosts& more) {
  tool += more.tool;
  setup += more.setup;
  other += more.other;
  return *this;
}

FixedCosts fixed_costs(const Costs& costs, Day opened, Day day) {
  const Day month = start_of(Calendar::month, day);
  const Day first = start_of(Calendar::month, opened);
  if (month < first) return {};
  FixedCosts fixed{.tool = borne_in_month(costs.tool, month)};
  if (month == first) fixed.setup = costs.setup;
  for (const auto& other : costs.other)
    if (has_day_in(other, month)) fixed.other += borne_in_month(other.cost, month);
  return fixed;
}

} // namespace loyalty
