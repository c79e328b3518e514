// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "orders.hpp"
#include "points.hpp"
#include "referrals.hpp"
#include "today.hpp"
#include "traits.hpp"
#include "windows.hpp"

namespace loyalty {

/// What is asked of an earlier day with what is known now.
struct Recalled {
  Day after = {}; ///< only what happened after this day counts through windows that roll
  Day through = {};
  std::size_t contributions = 0; ///< that were known
};

/// What conditions see of the member: the only place that answers a metric.
class Measures {
 public:
  Measures(const Today& today, const Orders& orders, const PointsAccount& points, const Referrals& referrals);

  Windows& windows() { return windows_; }
  const Windows& windows() const { return windows_; }
  Traits& traits() { return traits_; }
  const Traits& traits() const { return traits_; }

  /// Conditions see what was known at the end of `day`; its windows when they are advanced to it.
  void see(Day day) { seen_ = day; }
  void advance() { windows_.advance(seen_); }

  bool meets(const Condition& condition) const;
  /// Through a window that rolls or begins with the tier, only what happened after `after` counts.
  std::optional<std::int64_t> value_of(const Condition& comparison, Day after = from_the_beginning) const;
  /// Of metrics that refunds change, but not of the balance.
  std::optional<std::int64_t> value_recalled(const Condition& comparison, const Recalled& recalled) const;

  std::optional<Day> birthday() const;
  Day birthday_known_on() const;

  /// The first day after `day` on which time alone can change the answer.
  Day next_change(const Condition& condition, Day day) const;
  Day next_change_of(const Condition& comparison, Day day) const;

 private:
  /// The first day that the comparison looks at through `last`.
  Day first_seen(const Condition& comparison, Day last, Day after) const;
  std::int64_t sum_of(const Condition& comparison, Metric metric, Day after) const;
  std::optional<std::int64_t> average_order(const Condition& comparison, Day after) const;
  std::optional<std::int64_t> days_to_birthday() const;
  std::optional<std::int64_t> field_value(const Condition& comparison) const;
  std::optional<std::int64_t> word_value(const Condition& comparison) const;
  Day next_exit_of(const Condition& comparison, Day inside) const;
  Day next_birthday_change(std::int64_t days, Day day) const;

  const Today& today_;
  const Orders& orders_;
  const PointsAccount& points_;
  const Referrals& referrals_;
  Windows windows_;
  Traits traits_;
  Day seen_ = {};
};

} // namespace loyalty
