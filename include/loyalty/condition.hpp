// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"

namespace loyalty {

/// What a condition can look at. Each is one whole number about a member on a day.
enum class Metric : std::uint8_t {
  spend,         ///< money paid for orders, less what was given back, in minor units
  orders,        ///< orders that were not wholly refunded
  growth,        ///< growth earned, less growth taken back
  points_earned, ///< points earned, less points clawed back; spending them does not lower it
};

/// The days whose facts a metric counts.
struct Window {
  enum class Kind : std::uint8_t {
    lifetime,
    rolling,         ///< the `length` that ends on the day itself
    calendar_year,   ///< from 1 January
    membership_year, ///< from the last anniversary of the day the member joined
  };
  Kind kind = Kind::lifetime;
  Period length = {};

  constexpr auto operator<=>(const Window&) const = default;
};

/// The first day that counts on `day`. `joined_on` matters to the membership year only.
Day first_day(const Window& window, Day day, Day joined_on);

enum class Comparison : std::uint8_t { at_least, at_most, more_than, less_than, equal };

bool holds(std::int64_t left, Comparison comparison, std::int64_t right);

/// The one language of "who": a comparison, or all / any / none of further conditions. An empty `all` always holds.
struct Condition {
  enum class Kind : std::uint8_t { compare, all, any, none };
  Kind kind = Kind::all;
  std::vector<Condition> parts = {};
  Metric metric = Metric::spend;
  Comparison comparison = Comparison::at_least;
  std::int64_t value = 0;
  Window window = {};
};

/// Answers for one member on one day: `value_of(metric, window)` gives the number to compare.
template <class ValueOf>
bool holds(const Condition& condition, const ValueOf& value_of) {
  switch (condition.kind) {
    case Condition::Kind::compare:
      return holds(value_of(condition.metric, condition.window), condition.comparison, condition.value);
    case Condition::Kind::all:
      for (const auto& part : condition.parts)
        if (!holds(part, value_of)) return false;
      return true;
    case Condition::Kind::any:
      for (const auto& part : condition.parts)
        if (holds(part, value_of)) return true;
      return false;
    case Condition::Kind::none:
      for (const auto& part : condition.parts)
        if (holds(part, value_of)) return false;
      return true;
  }
  return false;
}

}  // namespace loyalty
