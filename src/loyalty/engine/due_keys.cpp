// SPDX-License-Identifier: MIT
#include "due_keys.hpp"

#include <algorithm>

#include "loyalty/birthday.hpp"
#include "loyalty/campaign.hpp"
#include "loyalty/money.hpp"

namespace loyalty {
namespace {

using On = IssueRule::On;

/// The day of each year, such as a birthday, that is next on `day` or after.
Day yearly_from(Day day, Day of_year) {
  const Day this_year = birthday_in_year_of(day, of_year);
  return this_year >= day ? this_year : birthday_in_year_of(end_of(Calendar::year, day) + 1, of_year);
}

/// The day of each month that is next on `day` or after; the last one of a month that is too short for it.
Day monthly_from(Day day, std::int32_t of_month) {
  const auto in_month_of = [&](Day any) {
    return std::min(start_of(Calendar::month, any) + (of_month - 1), end_of(Calendar::month, any));
  };
  const Day this_month = in_month_of(day);
  return this_month >= day ? this_month : in_month_of(end_of(Calendar::month, day) + 1);
}

/// "15" comes each month, "06-01" each year, "2026-06-19" once.
Day next_date(const std::string& date, Day day) {
  if (const auto once = Day::parse(date)) return *once;
  if (const auto of_month = parse_whole(date)) return monthly_from(day + 1, static_cast<std::int32_t>(*of_month));
  const auto of_year = parse_birthday(date);
  return of_year ? yearly_from(day + 1, *of_year) : never;
}

std::string numbered(const std::string& key, std::int64_t number) { return key + ' ' + std::to_string(number); }
std::string year_of(Day day) { return std::to_string(civil(day).year); }
std::string dormant_since(Day day) { return "dormant since " + to_string(day); }

} // namespace

std::string end_key(const PlanTerm& term) { return "membership " + term.plan + " through " + to_string(term.until); }

bool is_taken_away(const PlanTerm& term, const std::vector<PlanTerm>& terms) {
  return term.undone && std::none_of(terms.begin(), terms.end(), [&](const PlanTerm& other) {
           return !other.undone && other.plan == term.plan && other.from == term.from;
         });
}

DueKeys::DueKeys(const Today& today, const Orders& orders, const Referrals& referrals, const Measures& measures)
    : today_(today), orders_(orders), referrals_(referrals), measures_(measures) {}

void DueKeys::begin_day() {
  reached_today_.clear();
  ended_today_.clear();
  orders_before_ = orders_.count();
  invited_before_ = referrals_.count_on(today_.day);
}

std::optional<std::string> DueKeys::drop_order(Day bought) {
  if (orders_.last_day_through(bought) == bought) return std::nullopt;
  ended_today_.push_back(dormant_since(bought));
  return ended_today_.back();
}

std::vector<std::string> DueKeys::due(const IssueRule& rule) const {
  const Day day = today_.day;
  const auto only_if = [](bool is_due, const auto& key) {
    return is_due ? std::vector<std::string>{key()} : std::vector<std::string>();
  };
  const auto ahead = static_cast<std::int32_t>(rule.number);
  switch (rule.on) {
    case On::birthday:
      return only_if(next_birthday(rule.number, day - 1) == day,
                     [&] { return "birthday " + year_of(yearly_from(day, *measures_.birthday())); });
    case On::joining: return only_if(day == today_.history.joined_on, [] { return "joining"; });
    case On::upgrade: {
      std::vector<std::string> keys;
      for (const auto& reached : reached_today_)
        if (rule.subject.empty() || rule.subject == reached) keys.push_back("tier " + reached);
      return keys;
    }
    case On::order:
      return only_if(orders_before_ < rule.number && rule.number <= orders_.count(),
                     [&] { return numbered("order", rule.number); });
    case On::invited:
      return only_if(invited_before_ < rule.number && rule.number <= referrals_.count_on(day),
                     [&] { return numbered("invited", rule.number); });
    case On::dormant:
      return only_if(orders_.last_day() != never && orders_.last_day() + ahead == day,
                     [&] { return dormant_since(orders_.last_day()); });
    case On::campaign: return only_if(next_day(rule, day - 1) == day, [&] { return "campaign " + rule.subject; });
    case On::membership: return due_terms(rule.subject);
    case On::anniversary:
      return only_if(next_anniversary(rule.number, day - 1) == day,
                     [&] { return "anniversary " + year_of(day + ahead); });
    case On::date: return only_if(next_date(rule.subject, day - 1) == day, [&] { return "date " + to_string(day); });
    case On::registering:
      return only_if(today_.history.registered && day == today_.history.joined_on, [] { return "registering"; });
    case On::brought: return only_if(brought_on(rule.number) == day, [&] { return numbered("brought", rule.number); });
    case On::streak: {
      const auto streak = measures_.traits().streak(rule.subject, day);
      return only_if(streak > 0 && rule.number > 0 && streak % rule.number == 0,
                     [&] { return "streak " + rule.subject + " through " + to_string(day); });
    }
  }
  return {};
}

std::vector<std::string> DueKeys::due_terms(const std::string& plan) const {
  std::vector<std::string> keys;
  for (const auto& term : measures_.traits().memberships())
    if (term.plan == plan && term.from == today_.day && term.until >= today_.day) keys.push_back(begin_key(term));
  return keys;
}

std::vector<std::string> DueKeys::gone_counts() const {
  std::vector<std::string> keys;
  for (auto number = orders_before_; number > orders_.count(); --number) keys.push_back(numbered("order", number));
  const auto invited = referrals_.count_on(today_.day);
  for (auto number = invited_before_; number > invited; --number) keys.push_back(numbered("invited", number));
  return keys;
}

std::vector<std::string> DueKeys::gone() const {
  auto keys = gone_counts();
  keys.insert(keys.end(), ended_today_.begin(), ended_today_.end());
  const auto& terms = measures_.traits().memberships();
  for (const auto& term : terms)
    if (is_taken_away(term, terms)) keys.push_back(begin_key(term));
  return keys;
}

/// What a birthday brings comes so many days before it, or as soon as the birthday is known.
Day DueKeys::next_birthday(std::int64_t ahead, Day day) const {
  const auto known = measures_.birthday();
  if (!known) return never;
  const Day known_on = measures_.birthday_known_on();
  const auto due_on = [&](Day birthday) {
    return std::max(birthday - static_cast<std::int32_t>(ahead), std::min(known_on, birthday));
  };
  Day birthday = yearly_from(day, *known);
  // Learnt too late for this year's is early enough for the next.
  while (due_on(birthday) <= day || due_on(birthday) < known_on) birthday = yearly_from(birthday + 1, *known);
  return due_on(birthday);
}

Day DueKeys::next_anniversary(std::int64_t ahead, Day day) const {
  const Day joined_on = today_.history.joined_on;
  if (joined_on == never) return never;
  Day anniversary = yearly_from(std::max(day, joined_on + 1), joined_on);
  while (anniversary - static_cast<std::int32_t>(ahead) <= day) anniversary = yearly_from(anniversary + 1, joined_on);
  return anniversary - static_cast<std::int32_t>(ahead);
}

Day DueKeys::brought_on(std::int64_t number) const {
  const auto& invited = today_.history.invited;
  if (number <= 0 || std::ssize(invited) < number) return never;
  std::vector<Day> days;
  for (const auto& each : invited) days.push_back(each.on);
  const auto place = days.begin() + static_cast<std::ptrdiff_t>(number - 1);
  std::nth_element(days.begin(), place, days.end());
  return *place;
}

Day DueKeys::next_day(const IssueRule& rule, Day day) const {
  switch (rule.on) {
    case On::birthday: {
      Day next = next_birthday(rule.number, day);
      for (const auto& note : today_.history.birthdays)
        if (note.known_on > day) next = std::min(next, note.known_on);
      return next;
    }
    case On::dormant:
      return orders_.last_day() == never ? never : orders_.last_day() + static_cast<std::int32_t>(rule.number);
    case On::campaign: {
      const auto* campaign = today_.program().campaign(rule.subject);
      return campaign == nullptr ? never : campaign->scope.from.value_or(never);
    }
    case On::membership: return measures_.traits().next_day(day);
    case On::anniversary: return next_anniversary(rule.number, day);
    case On::date: return next_date(rule.subject, day);
    case On::brought: return brought_on(rule.number);
    case On::joining:
    case On::upgrade:
    case On::order:
    case On::invited:
    case On::registering:
    case On::streak: return never;
  }
  return never;
}

} // namespace loyalty
