// SPDX-License-Identifier: MIT
#include "windows.hpp"

#include <algorithm>

namespace loyalty {
namespace {

void collect(const Condition& condition, std::vector<Window>& windows) {
  each_comparison(condition, [&](const Condition& comparison) {
    if (comparison.metric > Metric::points_earned && comparison.metric != Metric::average_order) return;
    if (comparison.window.kind == Window::Kind::since_reached) return; // begins on another day for each tier
    if (std::find(windows.begin(), windows.end(), comparison.window) == windows.end())
      windows.push_back(comparison.window);
  });
}

void add_to(Contribution& sums, const Contribution& change) {
  for (std::size_t metric = 0; metric < sums.size(); ++metric) add(sums[metric], change[metric]);
}

void take_from(Contribution& sums, const Contribution& change) {
  for (std::size_t metric = 0; metric < sums.size(); ++metric) take(sums[metric], change[metric]);
}

bool is_negative(const Contribution& contribution) {
  return std::any_of(contribution.begin(), contribution.end(), [](std::int64_t part) { return part < 0; });
}

} // namespace

Day exit_day(const Window& window, Day day, Day joined_on) {
  if (!has_exits(window)) return never;
  if (window.kind == Window::Kind::calendar_year) return end_of(Calendar::year, day) + 1;
  if (window.kind == Window::Kind::membership_year) {
    const auto years = civil(first_day(window, day, joined_on)).year - civil(joined_on).year;
    return joined_on + Period{.months = (years + 1) * 12};
  }
  // Months are clamped, so the guess can miss by some days.
  Day exit = day + window.length;
  while (exit - 1 > day && first_day(window, exit - 1, joined_on) > day) exit = exit - 1;
  while (first_day(window, exit, joined_on) <= day) exit = exit + 1;
  return exit;
}

std::vector<Window> windows_of(const Program& program) {
  std::vector<Window> windows;
  for (const auto& tier : program.tiers) {
    collect(tier.when, windows);
    if (tier.retain) collect(*tier.retain, windows);
    if (tier.free) collect(tier.free->who, windows);
  }
  for (const auto& campaign : program.campaigns) collect(campaign.scope.who, windows);
  for (const auto& reward : program.rewards) collect(reward.who, windows);
  for (const auto& group : program.groups) collect(group.who, windows);
  for (const auto& coupon : program.coupons)
    if (!coupon.issue.empty()) collect(coupon.audience, windows);
  return windows;
}

Windows::Windows(Day joined_on, const std::vector<Window>& windows) : joined_on_(joined_on) { look_through(windows); }

void Windows::look_through(const std::vector<Window>& windows) {
  views_.clear();
  views_.reserve(windows.size());
  for (const auto& window : windows) views_.push_back({window});
  for (const auto& fact : facts_)
    for (auto& view : views_) add_to(view.sums, fact.contribution);
}

std::size_t Windows::add(Day day, const Contribution& contribution) {
  facts_.push_back({day, contribution});
  any_negative_ = any_negative_ || is_negative(contribution);
  for (auto& view : views_) add_to(view.sums, contribution);
  return facts_.size() - 1;
}

void Windows::adjust(std::size_t place, const Contribution& change) {
  add_to(facts_[place].contribution, change);
  any_negative_ = any_negative_ || is_negative(facts_[place].contribution);
  for (auto& view : views_)
    if (view.first <= place) add_to(view.sums, change);
}

void Windows::advance(Day day) {
  day_ = day;
  for (auto& view : views_) {
    if (!has_exits(view.window)) continue;
    const Day first = first_day(view.window, day, joined_on_);
    for (; view.first < facts_.size() && facts_[view.first].day < first; ++view.first)
      take_from(view.sums, facts_[view.first].contribution);
  }
}

std::int64_t Windows::sum(Metric metric, const Window& window) const {
  for (const auto& view : views_)
    if (view.window == window) return view.sums[static_cast<std::size_t>(metric)];
  return sum(metric, first_day(window, day_, joined_on_), day_);
}

std::int64_t Windows::sum(Metric metric, Day first, Day last, std::size_t count) const {
  std::int64_t sum = 0;
  for (std::size_t place = 0; place < count; ++place)
    if (first <= facts_[place].day && facts_[place].day <= last)
      loyalty::add(sum, facts_[place].contribution[static_cast<std::size_t>(metric)]);
  return sum;
}

Day Windows::next_exit() const {
  Day next = never;
  for (const auto& view : views_)
    if (has_exits(view.window) && view.first < facts_.size())
      next = std::min(next, exit_day(view.window, facts_[view.first].day, joined_on_));
  return next;
}

} // namespace loyalty
