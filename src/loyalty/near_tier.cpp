// SPDX-License-Identifier: MIT
#include "loyalty/near_tier.hpp"

#include <algorithm>

#include "loyalty/int128.hpp"

namespace loyalty {
namespace {

/// The sums of facts stand before their averages and all else.
bool grows_bit_by_bit(Metric metric) { return metric <= Metric::referrals; }

bool asks_for_at_least(Comparison comparison) {
  return comparison == Comparison::at_least || comparison == Comparison::more_than;
}

} // namespace

const Condition* sum_asked_for(const Condition& when) {
  switch (when.kind) {
    case Condition::Kind::compare:
      return grows_bit_by_bit(when.metric) && asks_for_at_least(when.comparison) ? &when : nullptr;
    case Condition::Kind::all:
    case Condition::Kind::any: return when.parts.size() == 1 ? sum_asked_for(when.parts.front()) : nullptr;
    case Condition::Kind::none: return nullptr;
  }
  return nullptr;
}

std::optional<FarTier> far_because(const Condition& when) {
  if (is_everybody(when) || sum_asked_for(when) != nullptr) return std::nullopt;
  int comparisons = 0;
  each_comparison(when, [&](const Condition&) { ++comparisons; });
  return comparisons > 1 ? FarTier::several : FarTier::no_sum;
}

std::optional<TierDistance> near_tier(const Condition& asked, std::int64_t value, Ratio within) {
  const TierDistance distance{value, asked.value + (asked.comparison == Comparison::more_than ? 1 : 0)};
  const Wide missing = Wide{distance.needed} - value;
  if (missing <= 0 || missing * Ratio::one > Wide{within.millionths} * distance.needed) return std::nullopt;
  return distance;
}

bool is_nearer(const TierDistance& left, const TierDistance& right) {
  return Wide{left.missing()} * right.needed < Wide{right.missing()} * left.needed;
}

std::optional<std::int64_t> orders_for(std::int64_t missing, Money average_order) {
  if (average_order <= Money{}) return std::nullopt;
  return missing / average_order.minor + (missing % average_order.minor > 0 ? 1 : 0);
}

const Tier* next_tier(const Program& program, std::string_view held) {
  const auto found = std::ranges::find(program.tiers, held, &Tier::id);
  const auto next = found == program.tiers.end() ? program.tiers.begin() : found + 1;
  return next == program.tiers.end() ? nullptr : &*next;
}

} // namespace loyalty
