// SPDX-License-Identifier: MIT
#include "occasions.hpp"

#include <algorithm>

#include "loyalty/campaign.hpp"

namespace loyalty {
namespace {

using On = IssueRule::On;

/// The birthday that is next on `day` or after.
Day birthday_from(Day day, Day birthday) {
  const Day this_year = birthday_in_year_of(day, birthday);
  return this_year >= day ? this_year : birthday_in_year_of(end_of(Calendar::year, day) + 1, birthday);
}

std::string numbered(const std::string& key, std::int64_t number) { return key + ' ' + std::to_string(number); }
std::string again(const std::string& key, int times) {
  return times == 0 ? key : key + std::string(again_mark) + std::to_string(times);
}
std::string year_of(Day day) { return std::to_string(civil(day).year); }
std::string dormant_since(Day day) { return "dormant since " + to_string(day); }
std::string end_key(const PlanTerm& term) { return "membership " + term.plan + " through " + to_string(term.until); }

} // namespace

Occasions::Occasions(const Today& today, const Orders& orders, const Referrals& referrals, const Measures& measures)
    : today_(today), orders_(orders), referrals_(referrals), measures_(measures) {}

void Occasions::begin_day() {
  reached_today_.clear();
  orders_before_ = orders_.count();
  invited_before_ = referrals_.count_on(today_.day);
}

void Occasions::leave(const std::string& tier) {
  std::erase(reached_today_, tier);
  call_off("tier " + tier);
}

void Occasions::drop_order(Day bought) {
  if (orders_.last_day_through(bought) != bought) call_off(dormant_since(bought));
}

void Occasions::issue(const std::string& coupon, const std::string& key) {
  if (!is_passed_over(today_.history, today_.day)) issue_as_owed(coupon, key);
}

void Occasions::issue_as_owed(const std::string& coupon, const std::string& key, std::optional<Money> amount) {
  const Coupon* known = today_.program().coupon(coupon);
  if (today_.closed || known == nullptr || issued_.contains({coupon, key}) || !measures_.meets(known->audience)) return;
  issued_.insert({coupon, key});
  today_.conclusions.occasions.push_back({today_.day, coupon, again(key, called_off_[{coupon, key}]), amount});
}

void Occasions::call_off(const std::string& coupon, const std::string& key) {
  std::erase(presents_, Issued(coupon, key)); // given and taken back on one day
  if (issued_.erase({coupon, key}) == 0) return;
  const int before = called_off_[{coupon, key}]++;
  today_.conclusions.occasions.push_back(
      {.day = today_.day, .coupon = coupon, .key = again(key, before), .undone = true});
}

void Occasions::call_off(const std::string& key) {
  std::vector<std::string> coupons;
  for (const auto& [coupon, occasion] : issued_)
    if (occasion == key) coupons.push_back(coupon);
  for (const auto& coupon : coupons) call_off(coupon, key);
}

void Occasions::follow() {
  for (const auto& [coupon, key] : presents_) issue(coupon, key);
  presents_.clear();
  call_off_counts();
  for (const auto& coupon : today_.program().coupons)
    for (const auto& rule : coupon.issue) follow_rule(coupon, rule);
  follow_terms();
  call_off_terms();
}

void Occasions::call_off_counts() {
  for (auto number = orders_before_; number > orders_.count(); --number) call_off(numbered("order", number));
  const auto invited = referrals_.count_on(today_.day);
  for (auto number = invited_before_; number > invited; --number) call_off(numbered("invited", number));
}

void Occasions::follow_rule(const Coupon& coupon, const IssueRule& rule) {
  const Day day = today_.day;
  const Day bought = orders_.last_day();
  switch (rule.on) {
    case On::birthday:
      if (next_birthday_issue(rule, day - 1) == day)
        issue(coupon.id, "birthday " + year_of(birthday_from(day, *measures_.birthday())));
      break;
    case On::joining:
      if (day == today_.history.joined_on) issue(coupon.id, "joining");
      break;
    case On::upgrade:
      for (const auto& reached : reached_today_)
        if (rule.subject.empty() || rule.subject == reached) issue(coupon.id, "tier " + reached);
      break;
    case On::order:
      if (orders_before_ < rule.number && rule.number <= orders_.count())
        issue(coupon.id, numbered("order", rule.number));
      break;
    case On::invited:
      if (invited_before_ < rule.number && rule.number <= referrals_.count_on(day))
        issue(coupon.id, numbered("invited", rule.number));
      break;
    case On::dormant:
      if (bought != never && bought + static_cast<std::int32_t>(rule.number) == day)
        issue(coupon.id, dormant_since(bought));
      break;
    case On::campaign:
      if (const auto* campaign = today_.program().campaign(rule.subject);
          campaign != nullptr && campaign->scope.from == day)
        issue(coupon.id, "campaign " + campaign->id);
      break;
    case On::membership:
      for (const auto& term : measures_.traits().memberships())
        if (term.plan == rule.subject && term.from == day && term.until >= day)
          issue_as_owed(coupon.id, begin_key(term));
      break;
  }
}

/// The voucher of a birthday comes so many days before it, or as soon as the birthday is known.
Day Occasions::next_birthday_issue(const IssueRule& rule, Day day) const {
  const auto known = measures_.birthday();
  if (!known) return never;
  const Day known_on = measures_.birthday_known_on();
  const auto ahead = static_cast<std::int32_t>(rule.number);
  const auto issue_day = [&](Day birthday) { return std::max(birthday - ahead, std::min(known_on, birthday)); };
  Day birthday = birthday_from(day, *known);
  // Learnt too late for this year's is early enough for the next.
  while (issue_day(birthday) <= day || issue_day(birthday) < known_on) birthday = birthday_from(birthday + 1, *known);
  return issue_day(birthday);
}

void Occasions::follow_terms() {
  for (const auto& term : measures_.traits().memberships())
    if (term.until != never && !term.cut && !term.undone && term.until <= today_.day) follow_end(term);
}

/// What a paid term brings back on what was spent in it. It goes when nothing of that remains.
void Occasions::follow_end(const PlanTerm& term) {
  const auto spent = measures_.windows().sum(Metric::spend, term.from, term.until);
  if (today_.given_back && spent <= 0) call_off(end_key(term));
  const auto* plan = today_.program().plan(term.plan);
  if (plan == nullptr || !plan->reward || term.until + plan->reward->after_days != today_.day) return;
  Money amount{scale(std::max<std::int64_t>(spent, 0), plan->reward->share.millionths, Ratio::one, Rounding::floor)};
  if (plan->reward->most) amount = std::min(amount, *plan->reward->most);
  if (amount > Money{}) issue_as_owed(plan->reward->coupon, end_key(term), amount);
}

/// What came with a term goes with its fee.
void Occasions::call_off_terms() {
  const auto& terms = measures_.traits().memberships();
  for (const auto& term : terms) {
    const bool begun_again = std::any_of(terms.begin(), terms.end(), [&](const PlanTerm& other) {
      return !other.undone && other.plan == term.plan && other.from == term.from;
    });
    if (!term.undone || begun_again) continue;
    for (const auto& key : {begin_key(term), end_key(term)}) call_off(key);
  }
}

Day Occasions::next_day_of(const IssueRule& rule, Day day) const {
  if (rule.on == On::birthday) return next_birthday_issue(rule, day);
  if (rule.on == On::dormant && orders_.last_day() != never)
    return orders_.last_day() + static_cast<std::int32_t>(rule.number);
  if (rule.on == On::campaign)
    if (const auto* campaign = today_.program().campaign(rule.subject)) return campaign->scope.from.value_or(never);
  return never;
}

Day Occasions::next_day(Day day) const {
  Day next = measures_.traits().next_day(day);
  const auto at = [&](Day turn) {
    if (turn > day) next = std::min(next, turn);
  };
  for (const auto& coupon : today_.program().coupons)
    for (const auto& rule : coupon.issue) at(next_day_of(rule, day));
  for (const auto& term : measures_.traits().memberships())
    if (const auto* plan = today_.program().plan(term.plan); plan != nullptr && plan->reward && term.until != never)
      at(term.until + plan->reward->after_days);
  for (const auto& note : today_.history.birthdays) at(note.known_on);
  return next;
}

} // namespace loyalty
