// SPDX-License-Identifier: MIT
#include "occasions.hpp"

#include <algorithm>

namespace loyalty {
namespace {

std::string again(const std::string& key, int times) {
  return times == 0 ? key : key + std::string(again_mark) + std::to_string(times);
}

} // namespace

Occasions::Occasions(const Today& today, DueKeys& due, const Measures& measures)
    : today_(today), due_(due), measures_(measures) {}

void Occasions::leave(const std::string& tier) {
  due_.leave(tier);
  call_off("tier " + tier);
}

void Occasions::drop_order(Day bought) {
  if (const auto silence = due_.drop_order(bought)) call_off(*silence);
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
  // Given and taken back on one day.
  std::erase_if(presents_, [&](const Present& present) { return present.what == Issued(coupon, key); });
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
  for (const auto& [what, paid_for] : presents_)
    paid_for ? issue_as_owed(what.first, what.second) : issue(what.first, what.second);
  presents_.clear();
  for (const auto& key : due_.gone_counts()) call_off(key);
  for (const auto& coupon : today_.program().coupons)
    for (const auto& rule : coupon.issue) follow_rule(coupon, rule);
  follow_terms();
  call_off_terms();
}

void Occasions::follow_rule(const Coupon& coupon, const IssueRule& rule) {
  const bool paid_for = rule.on == IssueRule::On::membership;
  for (const auto& key : due_.due(rule)) paid_for ? issue_as_owed(coupon.id, key) : issue(coupon.id, key);
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
  for (const auto& term : terms)
    if (is_taken_away(term, terms))
      for (const auto& key : {begin_key(term), end_key(term)}) call_off(key);
}

Day Occasions::next_day(Day day) const {
  Day next = measures_.traits().next_day(day);
  const auto at = [&](Day turn) {
    if (turn > day) next = std::min(next, turn);
  };
  for (const auto& coupon : today_.program().coupons)
    for (const auto& rule : coupon.issue) at(due_.next_day(rule, day));
  for (const auto& term : measures_.traits().memberships())
    if (const auto* plan = today_.program().plan(term.plan); plan != nullptr && plan->reward && term.until != never)
      at(term.until + plan->reward->after_days);
  for (const auto& note : today_.history.birthdays) at(note.known_on);
  return next;
}

} // namespace loyalty
