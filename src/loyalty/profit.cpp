// SPDX-License-Identifier: MIT
#include "loyalty/profit.hpp"

#include <algorithm>

#include "loyalty/figures.hpp"

namespace loyalty {

Money gain_of(Money margin, Ratio uplift) {
  return {scale(margin.minor, uplift.millionths, Ratio::one + uplift.millionths, Rounding::nearest)};
}

std::optional<Ratio> must_be_extra(Money net_cost, Money margin) { return rate(net_cost.minor, margin.minor); }

std::optional<Ratio> break_even_uplift(Money net_cost, Money margin) {
  if (net_cost <= Money{}) return Ratio{};
  return rate(net_cost.minor, (margin - net_cost).minor);
}

Payback payback(std::span<const MonthOfScheme> months, Day as_of) {
  constexpr std::size_t most = 3;
  Payback payback;
  Money so_far;
  for (const auto& month : months) {
    so_far += month.gain - month.net_cost;
    if (so_far < Money{})
      payback.month.reset();
    else if (!payback.month)
      payback.month = month.first;
  }
  if (payback.month || months.empty()) return payback;
  const auto is_over = [&](const MonthOfScheme& month) { return end_of(Calendar::month, month.first) <= as_of; };
  const auto complete = months.first(static_cast<std::size_t>(std::ranges::count_if(months, is_over)));
  const auto last = complete.last(std::min(most, complete.size()));
  Money pace;
  for (const auto& month : last) pace += month.gain - month.net_cost;
  if (pace <= Money{}) return payback;
  // ⌈missing / (pace / months)⌉
  const auto times = scale(-so_far.minor, static_cast<std::int64_t>(last.size()), pace.minor, Rounding::floor);
  const bool exact = scale(pace.minor, times, static_cast<std::int64_t>(last.size()), Rounding::floor) >= -so_far.minor;
  payback.months = exact ? times : times + 1;
  return payback;
}

} // namespace loyalty
