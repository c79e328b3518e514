// SPDX-License-Identifier: MIT
#include <algorithm>

#include "walk.hpp"

namespace loyalty {
namespace {

const Day long_ago = Day::from_civil(1, 1, 1);

constexpr std::int64_t yes = 1;
constexpr std::int64_t no = 0;

bool among(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The first days on which a number that grows by one a day meets a comparison with `value` or no longer does.
Day next_crossing(Day zero, std::int64_t value, Day day) {
  constexpr std::int64_t most_days = 1'000'000;
  if (value < 0 || value > most_days) return never;
  const Day reached = zero + static_cast<std::int32_t>(value);
  if (reached > day) return reached;
  return reached + 1 > day ? reached + 1 : never;
}

} // namespace

std::optional<std::int64_t> Engine::Walk::measure(const Condition& comparison, Day day) {
  today_ = day;
  windows_.advance(day);
  return value_of(comparison);
}

bool Engine::Walk::meets(const Condition& condition, Day day) {
  today_ = day;
  windows_.advance(day);
  return meets(condition);
}

bool Engine::Walk::meets(const Condition& condition) const {
  return holds(condition, [this](const Condition& comparison) { return value_of(comparison); });
}

const Tier* Engine::Walk::tier() const {
  return timeline.empty() || shown_.tier < 0 ? nullptr : &program().tiers[static_cast<std::size_t>(shown_.tier)];
}

Points Engine::Walk::balance(Day day) const {
  return lots_.sum([day](const Lot& lot) { return lot.available_on <= day && day <= lot.last_day; });
}

std::int64_t Engine::Walk::sum_of(const Condition& comparison, Metric metric, Day after) const {
  const bool bounded = comparison.window.kind == Window::Kind::rolling && after > from_the_beginning;
  if (!bounded) return windows_.sum(metric, comparison.window);
  return windows_.sum(metric, std::max(first_day(comparison.window, today_, history_->joined_on), after + 1), today_);
}

std::optional<std::int64_t> Engine::Walk::value_of(const Condition& comparison, Day after) const {
  const auto first = [&] {
    const Day of_window = first_day(comparison.window, today_, history_->joined_on);
    const bool bounded = comparison.window.kind == Window::Kind::rolling && after > from_the_beginning;
    return bounded ? std::max(of_window, after + 1) : of_window;
  };
  switch (comparison.metric) {
    case Metric::spend:
    case Metric::orders:
    case Metric::growth:
    case Metric::points_earned: return sum_of(comparison, comparison.metric, after);
    case Metric::activities: return traits_.activities(comparison.subject, first(), today_);
    case Metric::referrals: return referrals(first(), today_);
    case Metric::average_order: {
      const auto orders = sum_of(comparison, Metric::orders, after);
      if (orders <= 0) return std::nullopt;
      return sum_of(comparison, Metric::spend, after) / orders;
    }
    case Metric::balance: return balance(today_);
    case Metric::days_since_order:
      if (last_bought_ == never) return std::nullopt;
      return today_ - last_bought_;
    case Metric::days_since_joining:
      if (history_->joined_on > today_) return std::nullopt;
      return today_ - history_->joined_on;
    case Metric::birthday_within: {
      const auto known = birthday();
      if (!known) return std::nullopt;
      const Day this_year = birthday_in_year_of(today_, *known);
      if (this_year >= today_) return this_year - today_;
      return birthday_in_year_of(end_of(Calendar::year, today_) + 1, *known) - today_;
    }
    case Metric::field: return field_value(comparison);
    case Metric::field_word: {
      const auto* text = traits_.field(comparison.subject);
      return text != nullptr && among(comparison.words, *text) ? yes : no;
    }
    case Metric::tier: return tier() != nullptr && among(comparison.words, tier()->id) ? yes : no;
    case Metric::tag: return traits_.bears(comparison.words) ? yes : no;
    case Metric::membership: return traits_.has_membership(comparison.words, today_) ? yes : no;
    case Metric::platform: return bought_at(comparison.words, today_) ? yes : no;
  }
  return std::nullopt;
}

std::optional<std::int64_t> Engine::Walk::field_value(const Condition& comparison) const {
  const auto* text = traits_.field(comparison.subject);
  if (text == nullptr) return std::nullopt;
  if (const auto day = Day::parse(*text)) return day->number;
  return parse_whole(*text);
}

std::optional<Day> Engine::Walk::birthday() const {
  std::optional<Day> known;
  for (const auto& note : history_->birthdays)
    if (note.known_on <= today_) known = note.birthday;
  return known;
}

Day Engine::Walk::birthday_known_on() const {
  Day on = never;
  for (const auto& note : history_->birthdays)
    if (note.known_on <= today_) on = note.known_on;
  return on;
}

bool Engine::Walk::bought_at(const std::vector<std::string>& platforms, Day through) const {
  for (std::size_t index = 0; index < next_order_ && index < history_->sales.size(); ++index)
    if (accounts_[index].counted && history_->orders[index].day() <= through &&
        among(platforms, history_->sales[index].shop))
      return true;
  return false;
}

Day Engine::Walk::last_order_through(Day day) const {
  for (auto index = next_order_; index-- > 0;)
    if (accounts_[index].counted && history_->orders[index].day() <= day) return history_->orders[index].day();
  return never;
}

std::int64_t Engine::Walk::referrals(Day first, Day last) const {
  return std::count_if(referrals_.begin(), referrals_.end(), [&](const auto& each) {
    const auto& [gained, lost] = each.second;
    return first <= gained && gained <= last && lost > last;
  });
}

Day Engine::Walk::next_change(const Condition& condition, Day day) const {
  Day next = never;
  each_comparison(condition,
                  [&](const Condition& comparison) { next = std::min(next, next_change_of(comparison, day)); });
  return next;
}

Day Engine::Walk::next_change_of(const Condition& comparison, Day day) const {
  switch (comparison.metric) {
    case Metric::spend:
    case Metric::orders:
    case Metric::growth:
    case Metric::points_earned:
    case Metric::average_order: return comparison.window.kind == Window::Kind::lifetime ? never : windows_.next_exit();
    case Metric::activities: {
      const Day inside =
          traits_.first_activity(comparison.subject, first_day(comparison.window, day, history_->joined_on));
      return inside == never ? never : exit_day(comparison.window, inside, history_->joined_on);
    }
    case Metric::referrals: {
      Day inside = never;
      for (const auto& [place, days] : referrals_)
        if (days.first >= first_day(comparison.window, day, history_->joined_on)) inside = std::min(inside, days.first);
      return inside == never ? never : exit_day(comparison.window, inside, history_->joined_on);
    }
    case Metric::balance: return std::min(next_points_day(day), lots_.next_available(day));
    case Metric::days_since_order:
      return last_bought_ == never ? never : next_crossing(last_bought_, comparison.value, day);
    case Metric::days_since_joining:
      return history_->joined_on == never ? never : next_crossing(history_->joined_on, comparison.value, day);
    case Metric::birthday_within: {
      Day next = never;
      for (const auto& note : history_->birthdays)
        if (note.known_on > day) next = std::min(next, note.known_on);
      const auto known = birthday();
      if (!known) return next;
      for (const Day year : {day, end_of(Calendar::year, day) + 1}) {
        const Day birthday = birthday_in_year_of(year, *known);
        for (const Day turn : {birthday - static_cast<std::int32_t>(comparison.value),
                               birthday - static_cast<std::int32_t>(comparison.value) + 1, birthday, birthday + 1})
          if (turn > day) next = std::min(next, turn);
      }
      return next;
    }
    case Metric::membership: return traits_.next_day(day);
    case Metric::field:
    case Metric::field_word:
    case Metric::tier:
    case Metric::tag:
    case Metric::platform: return never;
  }
  return never;
}

bool looks_at_sales(const Condition& condition) {
  bool looks = false;
  each_comparison(condition, [&](const Condition& comparison) { looks |= comparison.metric == Metric::platform; });
  return looks;
}

namespace {

bool program_looks_at_sales(const Program& program) {
  if (!program.plans.empty()) return true;
  for (const auto& campaign : program.campaigns)
    if (!campaign.scope.categories.empty() || looks_at_sales(campaign.scope.who)) return true;
  for (const auto& tier : program.tiers)
    if (looks_at_sales(tier.when) || (tier.retain && looks_at_sales(*tier.retain))) return true;
  for (const auto& coupon : program.coupons)
    if (looks_at_sales(coupon.audience)) return true;
  return std::any_of(program.groups.begin(), program.groups.end(),
                     [](const Group& group) { return looks_at_sales(group.who); });
}

} // namespace

bool looks_at_sales(const Timeline& timeline) {
  return std::any_of(timeline.begin(), timeline.end(),
                     [](const Reign& reign) { return program_looks_at_sales(*reign.program); });
}

} // namespace loyalty
