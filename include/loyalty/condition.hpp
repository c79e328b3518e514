// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"

namespace loyalty {

/// What a condition can look at. Each is one whole number about a member on a day, or unknown.
enum class Metric : std::uint8_t {
  // Sums of facts through a window.
  spend,         ///< money paid for orders, less what was given back, in minor units
  orders,        ///< orders that were not wholly refunded
  growth,        ///< growth earned, less growth taken back
  points_earned, ///< points earned, less points clawed back; spending them does not lower it
  activities,    ///< activities of the kind `subject`, those beyond the caps too
  referrals,     ///< invited members whose first order counts
  average_order, ///< spend divided by orders, in minor units; unknown without orders
  // The state at the end of the day.
  balance,            ///< points that can be spent
  days_since_order,   ///< unknown without orders
  days_since_joining, ///< unknown before the member joined
  birthday_within,    ///< days to the next birthday, 0 on the day itself; unknown if the birthday is
  field,              ///< the custom field `subject`: a number, or a day as its number; unknown if it is not set
  // Words: 1 if one of `words` fits, else 0.
  field_word, ///< the custom field `subject` is one of the words
  tier,       ///< a tier held
  tag,        ///< a tag that the member bears
  membership, ///< a paid plan that runs; without words: any
  platform,   ///< a shop or platform where the member has ordered
  host,       ///< somebody who has sold to the member, such as the host of a live room
  channel,    ///< a channel through which the member has ordered
  holdout,    ///< a hold-out in which the member is held out
};

/// "spend", "days_since_order": the name in programs and answers; a field that is compared with words is a "field" too.
std::string_view to_string(Metric metric);

/// The first four metrics, which every fact adds to.
inline constexpr std::size_t summed_metrics = 4;

/// Whether a window of days belongs to the metric.
constexpr bool looks_through_window(Metric metric) { return metric <= Metric::average_order; }
/// Whether the metric is amounts of money.
constexpr bool is_money(Metric metric) { return metric == Metric::spend || metric == Metric::average_order; }
/// Whether the metric asks where and by whom orders were sold.
constexpr bool is_of_sales(Metric metric) { return metric >= Metric::platform && metric <= Metric::channel; }
/// Whether the metric is compared with words instead of a number.
constexpr bool is_word(Metric metric) { return metric >= Metric::field_word; }

/// The days whose facts a metric counts.
struct Window {
  enum class Kind : std::uint8_t {
    lifetime,
    rolling,         ///< the `length` that ends on the day itself
    calendar_year,   ///< from 1 January
    membership_year, ///< from the last anniversary of the day the member joined
    since_reached,   ///< of what keeps a tier: after what reached or last renewed it; elsewhere as `lifetime`
  };
  Kind kind = Kind::lifetime;
  Period length = {};

  constexpr auto operator<=>(const Window&) const = default;
};

/// Whether what reached or last renewed a tier is left out where it is asked whether the tier is kept.
constexpr bool leaves_out_what_reached(const Window& window) {
  return window.kind == Window::Kind::rolling || window.kind == Window::Kind::since_reached;
}

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
  std::string subject = {};            ///< kind of activity or name of a custom field
  std::vector<std::string> words = {}; ///< of metrics that compare words; `value` is 1 then

  bool operator==(const Condition&) const = default;
};

/// Whether nothing is asked: everybody meets it.
inline bool is_everybody(const Condition& condition) {
  return condition.kind == Condition::Kind::all && condition.parts.empty();
}

/// Whoever holds one of these tiers.
Condition holders_of(std::vector<std::string> tiers);

/// Answers for one member on one day: `value_of(comparison)` gives the number to compare, or nothing where it is
/// unknown. What is unknown meets no comparison.
template <class ValueOf>
bool holds(const Condition& condition, const ValueOf& value_of) {
  switch (condition.kind) {
    case Condition::Kind::compare: {
      const std::optional<std::int64_t> value = value_of(condition);
      return value && holds(*value, condition.comparison, condition.value);
    }
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

/// Calls `use(comparison)` for every comparison within the condition, in the order in which they are written.
template <class Use>
void each_comparison(const Condition& condition, const Use& use) {
  if (condition.kind == Condition::Kind::compare) use(condition);
  for (const auto& part : condition.parts) each_comparison(part, use);
}

} // namespace loyalty
