// SPDX-License-Identifier: MIT
#include "loyalty/rfm.hpp"

#include <algorithm>

namespace loyalty {
namespace {

constexpr int class_count = 5;

using Values = std::vector<std::int64_t>;

/// By quintiles; larger values are better.
std::vector<int> by_quintiles(const Values& values) {
  auto row = values;
  std::sort(row.begin(), row.end());
  const auto count = static_cast<std::int64_t>(row.size());
  std::vector<int> classes;
  for (const auto value : values) {
    const auto [first, last] = std::equal_range(row.begin(), row.end(), value);
    const auto twice_middle = (first - row.begin()) + (last - row.begin());
    classes.push_back(static_cast<int>(1 + class_count * twice_middle / (2 * count)));
  }
  return classes;
}

/// By four ascending bounds: from a bound on, one class higher.
std::vector<int> by_bounds(const Values& values, const Values& bounds) {
  std::vector<int> classes;
  for (const auto value : values)
    classes.push_back(1 + static_cast<int>(std::upper_bound(bounds.begin(), bounds.end(), value) - bounds.begin()));
  return classes;
}

/// Bounds of days: up to a bound, one class higher. Values and bounds are turned over, so that larger is better.
Values turned_over(const Values& values) {
  Values turned(values.rbegin(), values.rend());
  for (auto& value : turned) value = -value;
  return turned;
}

std::vector<int> classes_of(const Values& values, const Values& bounds) {
  return bounds.empty() ? by_quintiles(values) : by_bounds(values, bounds);
}

} // namespace

std::string_view to_string(RfmSegment segment) {
  switch (segment) {
    case RfmSegment::champions: return "champions";
    case RfmSegment::loyal: return "loyal";
    case RfmSegment::potential_loyalists: return "potential_loyalists";
    case RfmSegment::new_customers: return "new_customers";
    case RfmSegment::promising: return "promising";
    case RfmSegment::need_attention: return "need_attention";
    case RfmSegment::about_to_sleep: return "about_to_sleep";
    case RfmSegment::at_risk: return "at_risk";
    case RfmSegment::cannot_lose: return "cannot_lose";
    case RfmSegment::hibernating: return "hibernating";
    case RfmSegment::lost: return "lost";
  }
  return {};
}

RfmSegment rfm_segment(const RfmClasses& classes) {
  using enum RfmSegment;
  static constexpr RfmSegment table[class_count][class_count] = {
      {lost, lost, at_risk, at_risk, cannot_lose},
      {hibernating, hibernating, at_risk, at_risk, cannot_lose},
      {about_to_sleep, about_to_sleep, need_attention, loyal, loyal},
      {promising, potential_loyalists, potential_loyalists, loyal, champions},
      {new_customers, potential_loyalists, potential_loyalists, loyal, champions},
  };
  const int value = (classes.frequency + classes.monetary + 1) / 2;
  return table[classes.recency - 1][value - 1];
}

std::vector<RfmClasses> rfm_classes(const RfmRules& rules, std::span<const RfmFigures> buyers) {
  Values recency;
  Values frequency;
  Values monetary;
  for (const auto& buyer : buyers) {
    recency.push_back(-buyer.recency_days);
    frequency.push_back(buyer.orders);
    monetary.push_back(buyer.net.minor);
  }
  Values amounts;
  for (const auto& bound : rules.monetary) amounts.push_back(bound.minor);
  const auto r = classes_of(recency, turned_over(rules.recency));
  const auto f = classes_of(frequency, rules.frequency);
  const auto m = classes_of(monetary, amounts);
  std::vector<RfmClasses> classes;
  for (std::size_t index = 0; index < buyers.size(); ++index) classes.push_back({r[index], f[index], m[index]});
  return classes;
}

} // namespace loyalty
