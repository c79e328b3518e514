// SPDX-License-Identifier: MIT
#include "measures.hpp"

#include <algorithm>

#include "loyalty/campaign.hpp"

namespace loyalty {
namespace {

constexpr std::int64_t yes = 1;
constexpr std::int64_t no = 0;

bool among(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What of a sale says where it was made, as the metric asks.
std::string Sale::*place_of(Metric metric) {
  if (metric == Metric::host) return &Sale::host;
  return metric == Metric::channel ? &Sale::channel : &Sale::shop;
}

/// The first days on which a number that grows by one a day meets a comparison with `value` or no longer does.
Day next_crossing(Day zero, std::int64_t value, Day day) {
  constexpr std::int64_t too_many = 1'000'000;
  if (zero == never || value < 0 || value > too_many) return never;
  const Day reached = zero + static_cast<std::int32_t>(value);
  if (reached > day) return reached;
  return reached + 1 > day ? reached + 1 : never;
}

} // namespace

Measures::Measures(const Today& today, const Orders& orders, const PointsAccount& points, const Referrals& referrals)
    : today_(today),
      orders_(orders),
      points_(points),
      referrals_(referrals),
      windows_(first_day_of(today.history), today.rules().windows) {
  windows_.reserve(today.history.orders.size());
}

bool Measures::meets(const Condition& condition) const {
  return holds(condition, [this](const Condition& comparison) { return value_of(comparison); });
}

Day Measures::first_seen(const Condition& comparison, Day last, Day after) const {
  const Day first = first_day(comparison.window, last, today_.history.joined_on);
  const bool bounded = leaves_out_what_reached(comparison.window) && after > from_the_beginning;
  return bounded ? std::max(first, after + 1) : first;
}

std::int64_t Measures::sum_of(const Condition& comparison, Metric metric, Day after) const {
  const bool bounded = leaves_out_what_reached(comparison.window) && after > from_the_beginning;
  if (!bounded) return windows_.sum(metric, comparison.window);
  return windows_.sum(metric, first_seen(comparison, seen_, after), seen_);
}

std::optional<std::int64_t> Measures::value_of(const Condition& comparison, Day after) const {
  const Day joined_on = today_.history.joined_on;
  switch (comparison.metric) {
    case Metric::spend:
    case Metric::orders:
    case Metric::growth:
    case Metric::points_earned: return sum_of(comparison, comparison.metric, after);
    case Metric::activities: return traits_.activities(comparison.subject, first_seen(comparison, seen_, after), seen_);
    case Metric::referrals: return referrals_.count(first_seen(comparison, seen_, after), seen_);
    case Metric::average_order: return average_order(comparison, after);
    case Metric::balance: return points_.balance(seen_);
    case Metric::days_since_order:
      return orders_.last_day() == never ? std::nullopt : std::optional<std::int64_t>(seen_ - orders_.last_day());
    case Metric::days_since_joining:
      return joined_on > seen_ ? std::nullopt : std::optional<std::int64_t>(seen_ - joined_on);
    case Metric::birthday_within: return days_to_birthday();
    case Metric::field: return field_value(comparison);
    case Metric::field_word:
    case Metric::tier:
    case Metric::tag:
    case Metric::membership:
    case Metric::platform:
    case Metric::host:
    case Metric::channel:
    case Metric::holdout: return word_value(comparison);
  }
  return std::nullopt;
}

std::optional<std::int64_t> Measures::word_value(const Condition& comparison) const {
  const auto& words = comparison.words;
  const auto fits = [&] {
    switch (comparison.metric) {
      case Metric::field_word: {
        const auto* text = traits_.field(comparison.subject);
        return text != nullptr && among(words, *text);
      }
      case Metric::tier: return today_.held() != nullptr && among(words, today_.held()->id);
      case Metric::tag: return traits_.bears(words);
      case Metric::membership: return traits_.has_membership(words, seen_);
      case Metric::platform:
      case Metric::host:
      case Metric::channel: return orders_.bought_at(words, place_of(comparison.metric), seen_);
      case Metric::holdout: return is_held_out(today_.history, words, seen_);
      default: return false;
    }
  };
  return fits() ? yes : no;
}

std::optional<std::int64_t> Measures::average_order(const Condition& comparison, Day after) const {
  const auto orders = sum_of(comparison, Metric::orders, after);
  if (orders <= 0) return std::nullopt;
  return sum_of(comparison, Metric::spend, after) / orders;
}

std::optional<std::int64_t> Measures::days_to_birthday() const {
  const auto known = birthday();
  if (!known) return std::nullopt;
  const Day this_year = birthday_in_year_of(seen_, *known);
  if (this_year >= seen_) return this_year - seen_;
  return birthday_in_year_of(end_of(Calendar::year, seen_) + 1, *known) - seen_;
}

std::optional<std::int64_t> Measures::field_value(const Condition& comparison) const {
  const auto* text = traits_.field(comparison.subject);
  if (text == nullptr) return std::nullopt;
  if (const auto day = Day::parse(*text)) return day->number;
  return parse_whole(*text);
}

std::optional<std::int64_t> Measures::value_recalled(const Condition& comparison, const Recalled& recalled) const {
  const Day last = recalled.through;
  if (is_of_sales(comparison.metric))
    return orders_.bought_at(comparison.words, place_of(comparison.metric), last) ? yes : no;
  if (comparison.metric == Metric::days_since_order) {
    const Day bought = orders_.last_day_through(last);
    return bought == never ? std::nullopt : std::optional<std::int64_t>(last - bought);
  }
  const Day first = first_seen(comparison, last, recalled.after);
  if (comparison.metric == Metric::referrals) return referrals_.standing(first, last);
  const auto sum = [&](Metric metric) { return windows_.sum(metric, first, last, recalled.contributions); };
  if (comparison.metric != Metric::average_order) return sum(comparison.metric);
  const auto orders = sum(Metric::orders);
  return orders <= 0 ? std::nullopt : std::optional(sum(Metric::spend) / orders);
}

std::optional<Day> Measures::birthday() const {
  std::optional<Day> known;
  for (const auto& note : today_.history.birthdays)
    if (note.known_on <= seen_) known = note.birthday;
  return known;
}

Day Measures::birthday_known_on() const {
  Day on = never;
  for (const auto& note : today_.history.birthdays)
    if (note.known_on <= seen_) on = note.known_on;
  return on;
}

Day Measures::next_change(const Condition& condition, Day day) const {
  Day next = never;
  each_comparison(condition,
                  [&](const Condition& comparison) { next = std::min(next, next_change_of(comparison, day)); });
  return next;
}

Day Measures::next_change_of(const Condition& comparison, Day day) const {
  const auto first = [&] { return first_day(comparison.window, day, today_.history.joined_on); };
  switch (comparison.metric) {
    case Metric::spend:
    case Metric::orders:
    case Metric::growth:
    case Metric::points_earned:
    case Metric::average_order: return has_exits(comparison.window) ? windows_.next_exit() : never;
    case Metric::activities: return next_exit_of(comparison, traits_.first_activity(comparison.subject, first()));
    case Metric::referrals: return next_exit_of(comparison, referrals_.first_gained(first()));
    case Metric::balance: return points_.next_balance_day(day);
    case Metric::days_since_order: return next_crossing(orders_.last_day(), comparison.value, day);
    case Metric::days_since_joining: return next_crossing(today_.history.joined_on, comparison.value, day);
    case Metric::birthday_within: return next_birthday_change(comparison.value, day);
    case Metric::membership: return traits_.next_day(day);
    case Metric::holdout: return next_turn_of_holdouts(today_.history, comparison.words, day);
    case Metric::field:
    case Metric::field_word:
    case Metric::tier:
    case Metric::tag:
    case Metric::platform:
    case Metric::host:
    case Metric::channel: return never;
  }
  return never;
}

/// The day on which what happened on `inside` leaves the window.
Day Measures::next_exit_of(const Condition& comparison, Day inside) const {
  return inside == never ? never : exit_day(comparison.window, inside, today_.history.joined_on);
}

Day Measures::next_birthday_change(std::int64_t days, Day day) const {
  Day next = never;
  const auto at = [&](Day turn) {
    if (turn > day) next = std::min(next, turn);
  };
  for (const auto& note : today_.history.birthdays) at(note.known_on);
  const auto known = birthday();
  if (!known) return next;
  for (const Day year : {day, end_of(Calendar::year, day) + 1}) {
    const Day birthday = birthday_in_year_of(year, *known);
    const Day first = birthday - static_cast<std::int32_t>(days);
    for (const Day turn : {first, first + 1, birthday, birthday + 1}) at(turn);
  }
  return next;
}

} // namespace loyalty
