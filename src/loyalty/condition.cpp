// SPDX-License-Identifier: MIT
#include "loyalty/condition.hpp"

#include <utility>

namespace loyalty {
namespace {

Day last_anniversary(Day day, Day joined_on) {
  if (day < joined_on) return joined_on;
  const auto years = civil(day).year - civil(joined_on).year;
  const auto anniversary = joined_on + Period{0, years * 12};
  return anniversary <= day ? anniversary : joined_on + Period{0, (years - 1) * 12};
}

} // namespace

std::string_view to_string(Metric metric) {
  switch (metric) {
    case Metric::spend: return "spend";
    case Metric::orders: return "orders";
    case Metric::growth: return "growth";
    case Metric::points_earned: return "points_earned";
    case Metric::activities: return "activities";
    case Metric::referrals: return "referrals";
    case Metric::average_order: return "average_order";
    case Metric::balance: return "balance";
    case Metric::days_since_order: return "days_since_order";
    case Metric::days_since_joining: return "days_since_joining";
    case Metric::birthday_within: return "birthday_within";
    case Metric::field:
    case Metric::field_word: return "field";
    case Metric::tier: return "tier";
    case Metric::tag: return "tag";
    case Metric::membership: return "membership";
    case Metric::platform: return "platform";
    case Metric::host: return "host";
    case Metric::channel: return "channel";
    case Metric::holdout: return "holdout";
  }
  return {};
}

Day first_day(const Window& window, Day day, Day joined_on) {
  switch (window.kind) {
    case Window::Kind::lifetime:
    case Window::Kind::since_reached: break;
    case Window::Kind::rolling: return window_start(day, window.length);
    case Window::Kind::calendar_year: return start_of(Calendar::year, day);
    case Window::Kind::membership_year: return last_anniversary(day, joined_on);
  }
  return Day::from_civil(1, 1, 1);
}

Condition holders_of(std::vector<std::string> tiers) {
  return {.kind = Condition::Kind::compare, .metric = Metric::tier, .value = 1, .words = std::move(tiers)};
}

bool holds(std::int64_t left, Comparison comparison, std::int64_t right) {
  switch (comparison) {
    case Comparison::at_least: return left >= right;
    case Comparison::at_most: return left <= right;
    case Comparison::more_than: return left > right;
    case Comparison::less_than: return left < right;
    case Comparison::equal: return left == right;
  }
  return false;
}

} // namespace loyalty
