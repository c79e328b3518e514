// SPDX-License-Identifier: MIT
#include "loyalty/watch.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>
#include <variant>

#include "loyalty/condition.hpp"
#include "loyalty/figures.hpp"

namespace loyalty {
namespace {

constexpr std::int32_t cycle_days = 90;
constexpr std::int64_t fewest_returned = 3;
constexpr std::int64_t many_orders_a_day = 3;
constexpr std::ptrdiff_t fewest_in_burst = 10;
constexpr std::int64_t an_hour = 3'600;

/// An order as it stands, whether or not anything of it remains.
struct Placed {
  Day day = {};
  Money amount = {};
  bool returned = false;
};

std::vector<Placed> placed_orders(const History& history, Day as_of) {
  std::vector<Placed> placed;
  const auto standings = order_standings(history, as_of);
  for (std::size_t index = 0; index < history.orders.size(); ++index) {
    const auto& order = history.orders[index];
    if (order.fee || order.day() > as_of || order.amount <= Money{}) continue;
    placed.push_back({order.day(), order.amount, order.void_from_start || standings[index].whole});
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const Placed& left, const Placed& right) { return left.day < right.day; });
  return placed;
}

/// What some orders come to, those that were given back and all of them.
struct Cycle {
  Seen returned;
  Money ordered = {};

  bool is_one() const { return returned.orders >= fewest_returned && returned.amount.minor * 2 >= ordered.minor; }
};

Cycle cycle_of(std::span<const Placed> orders) {
  Cycle cycle{.returned = {.from = orders.front().day, .to = orders.back().day}};
  for (const auto& order : orders) {
    cycle.ordered += order.amount;
    if (!order.returned) continue;
    ++cycle.returned.orders;
    cycle.returned.amount += order.amount;
  }
  return cycle;
}

bool counts_orders(const Condition& condition) {
  bool counts = false;
  each_comparison(condition,
                  [&](const Condition& comparison) { counts = counts || comparison.metric == Metric::orders; });
  return counts;
}

} // namespace

std::optional<Seen> refund_cycle(const History& history, Day as_of) {
  const auto placed = placed_orders(history, as_of);
  std::optional<Seen> found;
  std::size_t first = 0;
  for (std::size_t last = 0; last < placed.size(); ++last) {
    while (placed[last].day - placed[first].day >= cycle_days) ++first;
    if (!placed[last].returned) continue;
    const auto cycle = cycle_of(std::span(placed).subspan(first, last - first + 1));
    if (cycle.is_one() && (!found || cycle.returned.orders >= found->orders)) found = cycle.returned;
  }
  return found;
}

std::vector<Seen> days_of_many_orders(const History& history, Day as_of) {
  std::map<Day, Seen> days;
  const auto standings = order_standings(history, as_of);
  for (std::size_t index = 0; index < history.orders.size(); ++index) {
    const auto& order = history.orders[index];
    if (!standings[index].purchase || order.day() > as_of) continue;
    auto& day = days[order.day()];
    ++day.orders;
    day.amount += order.amount - standings[index].refunded;
    day.from = day.to = order.day();
  }
  std::vector<Seen> many;
  for (const auto& [day, seen] : days)
    if (seen.orders >= many_orders_a_day) many.push_back(seen);
  return many;
}

bool rewards_many_orders(const Program& program) {
  const auto by_order = [](const Campaign& campaign) {
    return std::holds_alternative<BonusPoints>(campaign.effect) || campaign.scope.order || campaign.scope.every;
  };
  const auto by_count = [](const Coupon& coupon) {
    return std::ranges::any_of(coupon.issue, [](const IssueRule& rule) { return rule.on == IssueRule::On::order; });
  };
  const auto by_reward = [](const RewardRule& rule) { return rule.when.on == IssueRule::On::order; };
  const auto& tiers = program.tiers;
  return program.points.caps.order || std::ranges::any_of(program.rewards, by_reward) ||
         std::ranges::any_of(program.campaigns, by_order) || std::ranges::any_of(program.coupons, by_count) ||
         std::any_of(tiers.begin() + (tiers.empty() ? 0 : 1), tiers.end(),
                     [](const Tier& tier) { return counts_orders(tier.when); });
}

std::vector<Seen> bursts(std::span<const FirstOrder> first) {
  std::vector<FirstOrder> alone;
  for (const auto& order : first)
    if (!order.repeated && !order.at.is_day_only()) alone.push_back(order);
  const auto key = [](const FirstOrder& order) { return std::tuple(order.amount, order.at, order.member); };
  std::ranges::sort(alone, {}, key);
  std::vector<Seen> found;
  for (auto begin = alone.begin(); begin != alone.end();) {
    const auto end = std::find_if(begin, alone.end(), [&](const FirstOrder& order) {
      return order.amount != begin->amount || order.at.seconds - begin->at.seconds >= an_hour;
    });
    const auto count = end - begin;
    if (count >= fewest_in_burst)
      found.push_back({count, {count * begin->amount.minor}, begin->at.day(), std::prev(end)->at.day()});
    begin = count >= fewest_in_burst ? end : std::next(begin);
  }
  std::ranges::stable_sort(found, {}, &Seen::from);
  return found;
}

} // namespace loyalty
