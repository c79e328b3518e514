// SPDX-License-Identifier: MIT
#include <algorithm>

#include "walk.hpp"

namespace loyalty {
namespace {

using On = IssueRule::On;

/// The birthday that is next on `day` or after.
Day birthday_from(Day day, Day birthday) {
  const Day this_year = birthday_in_year_of(day, birthday);
  return this_year >= day ? this_year : birthday_in_year_of(end_of(Calendar::year, day) + 1, birthday);
}

std::string numbered(const std::string& key, std::int64_t number) { return key + ' ' + std::to_string(number); }
std::string year_of(Day day) { return std::to_string(civil(day).year); }

std::string begin_of(const PlanTerm& term) { return "membership " + term.plan + " from " + to_string(term.from); }
std::string end_of(const PlanTerm& term) { return "membership " + term.plan + " through " + to_string(term.until); }

} // namespace

void Engine::Walk::issue(const std::string& coupon, const std::string& key, Day day, std::optional<Money> amount) {
  const Coupon* known = program().coupon(coupon);
  if (known == nullptr || issued_.contains({coupon, key}) || !meets(known->audience)) return;
  issued_.insert({coupon, key});
  const int again = called_off_[{coupon, key}];
  out_.occasions.push_back({day, coupon, again == 0 ? key : key + ", again " + std::to_string(again), amount});
}

void Engine::Walk::call_off(const std::string& coupon, const std::string& key, Day day) {
  std::erase(presents_, std::pair(coupon, key)); // given and taken back on one day
  if (issued_.erase({coupon, key}) == 0) return;
  const int before = called_off_[{coupon, key}]++;
  out_.occasions.push_back({.day = day,
                            .coupon = coupon,
                            .key = before == 0 ? key : key + ", again " + std::to_string(before),
                            .undone = true});
}

/// Whatever was issued on the occasion, by whichever program.
void Engine::Walk::call_off(const std::string& key, Day day) {
  std::vector<std::string> coupons;
  for (const auto& [coupon, occasion] : issued_)
    if (occasion == key) coupons.push_back(coupon);
  for (const auto& coupon : coupons) call_off(coupon, key, day);
}

void Engine::Walk::follow(Day day) {
  windows_.advance(day);
  for (const auto& [coupon, key] : presents_) issue(coupon, key, day);
  presents_.clear();
  for (auto number = orders_before_; number > orders_; --number) call_off(numbered("order", number), day);
  const auto invited = referrals(Day::from_civil(1, 1, 1), day);
  for (auto number = invited_before_; number > invited; --number) call_off(numbered("invited", number), day);
  for (const auto& coupon : program().coupons)
    for (const auto& rule : coupon.issue) follow_rule(coupon, rule, day);
  follow_terms(day);
  call_off_terms(day);
  follow_groups(day);
}

void Engine::Walk::follow_rule(const Coupon& coupon, const IssueRule& rule, Day day) {
  switch (rule.on) {
    case On::birthday: {
      if (next_birthday_issue(rule, day - 1) != day) break;
      issue(coupon.id, "birthday " + year_of(birthday_from(day, *birthday())), day);
      break;
    }
    case On::joining:
      if (day == history_->joined_on) issue(coupon.id, "joining", day);
      break;
    case On::upgrade:
      for (const auto& reached : reached_today_)
        if (rule.subject.empty() || rule.subject == reached) issue(coupon.id, "tier " + reached, day);
      break;
    case On::order: follow_count(coupon, "order", rule.number, orders_before_, orders_, day); break;
    case On::invited:
      follow_count(coupon, "invited", rule.number, invited_before_, referrals(Day::from_civil(1, 1, 1), day), day);
      break;
    case On::dormant:
      if (last_bought_ != never && last_bought_ + static_cast<std::int32_t>(rule.number) == day)
        issue(coupon.id, dormant_since(last_bought_), day);
      break;
    case On::campaign:
      if (const auto* campaign = program().campaign(rule.subject); campaign != nullptr && campaign->scope.from == day)
        issue(coupon.id, "campaign " + campaign->id, day);
      break;
    case On::membership:
      for (const auto& term : traits_.memberships())
        if (term.plan == rule.subject && term.from == day && term.until >= day) issue(coupon.id, begin_of(term), day);
      break;
  }
}

void Engine::Walk::follow_count(const Coupon& coupon, const std::string& key, std::int64_t number, std::int64_t before,
                                std::int64_t now, Day day) {
  if (before < number && number <= now) issue(coupon.id, numbered(key, number), day);
}

/// The voucher of a birthday comes so many days before it, or as soon as the birthday is known.
Day Engine::Walk::next_birthday_issue(const IssueRule& rule, Day day) const {
  const auto known = birthday();
  if (!known) return never;
  const auto ahead = static_cast<std::int32_t>(rule.number);
  const auto issue_day = [&](Day birthday) {
    return std::max(birthday - ahead, std::min(birthday_known_on(), birthday));
  };
  Day birthday = birthday_from(day, *known);
  // Learnt too late for this year's is early enough for the next.
  while (issue_day(birthday) <= day || issue_day(birthday) < birthday_known_on())
    birthday = birthday_from(birthday + 1, *known);
  return issue_day(birthday);
}

/// What a paid term brings back on what was spent in it. It goes when nothing of that remains.
void Engine::Walk::follow_terms(Day day) {
  for (const auto& term : traits_.memberships()) {
    if (term.until == never || term.cut || term.undone || term.until > day) continue;
    const auto spent = windows_.sum(Metric::spend, term.from, term.until);
    if (given_back_ && spent <= 0) call_off(end_of(term), day);
    const auto* plan = program().plan(term.plan);
    if (plan == nullptr || !plan->reward || term.until + plan->reward->after_days != day) continue;
    Money amount{scale(std::max<std::int64_t>(spent, 0), plan->reward->share.millionths, Ratio::one, Rounding::floor)};
    if (plan->reward->most) amount = std::min(amount, *plan->reward->most);
    if (amount > Money{}) issue(plan->reward->coupon, end_of(term), day, amount);
  }
}

/// What came with a term goes with its fee.
void Engine::Walk::call_off_terms(Day day) {
  const auto& terms_of_plans = traits_.memberships();
  for (const auto& term : terms_of_plans) {
    const bool begun_again = std::any_of(terms_of_plans.begin(), terms_of_plans.end(), [&](const PlanTerm& other) {
      return !other.undone && other.plan == term.plan && other.from == term.from;
    });
    if (!term.undone || begun_again) continue;
    for (const auto& key : {begin_of(term), end_of(term)}) call_off(key, day);
  }
}

void Engine::Walk::follow_groups(Day day) {
  const auto& groups = program().groups;
  for (const auto& group : groups) {
    const auto place = std::find(rosters_.begin(), rosters_.end(), group.id);
    const bool inside = place != rosters_.end();
    if (meets(group.who) == inside) continue;
    out_.roster_changes.push_back({day, group.id, !inside});
    if (inside)
      rosters_.erase(place);
    else
      rosters_.push_back(group.id);
  }
  std::erase_if(rosters_, [&](const std::string& id) {
    if (program().group(id) != nullptr) return false;
    out_.roster_changes.push_back({day, id, false});
    return true;
  });
}

Day Engine::Walk::next_issue_day(Day day) const {
  Day next = traits_.next_day(day);
  const auto at = [&](Day turn) {
    if (turn > day) next = std::min(next, turn);
  };
  for (const auto& coupon : program().coupons)
    for (const auto& rule : coupon.issue) {
      if (rule.on == On::birthday) at(next_birthday_issue(rule, day));
      if (rule.on == On::dormant && last_bought_ != never) at(last_bought_ + static_cast<std::int32_t>(rule.number));
      if (rule.on == On::campaign)
        if (const auto* campaign = program().campaign(rule.subject); campaign != nullptr && campaign->scope.from)
          at(*campaign->scope.from);
    }
  for (const auto& term : traits_.memberships())
    if (const auto* plan = program().plan(term.plan); plan != nullptr && plan->reward && term.until != never)
      at(term.until + plan->reward->after_days);
  for (const auto& note : history_->birthdays) at(note.known_on);
  for (const auto& group : program().groups) at(next_change(group.who, day));
  return next;
}

} // namespace loyalty
