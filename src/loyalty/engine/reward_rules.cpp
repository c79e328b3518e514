// SPDX-License-Identifier: MIT
#include "reward_rules.hpp"

#include <algorithm>

#include "loyalty/coupon.hpp"

namespace loyalty {
namespace {

/// What was paid for comes all the same.
bool is_paid_for(const RewardRule& rule) { return rule.when.on == IssueRule::On::membership; }

} // namespace

void RewardRules::follow() {
  if (!given_.empty())
    for (const auto& key : due_.gone()) take_back(key);
  for (const auto& rule : today_.program().rewards)
    for (const auto& key : due_.due(rule.when)) give(rule, key);
}

void RewardRules::take_back(const std::string& key) {
  std::erase_if(given_, [&](const auto& each) {
    if (each.first.second != key) return false;
    rewards_.take_back(each.second.given, {});
    return true;
  });
}

void RewardRules::give(const RewardRule& rule, const std::string& key) {
  if (given_.contains({rule.id, key}) || !may_have(rule)) return;
  const RuleName name{.kind = RuleKind::reward, .subject = rule.id};
  const auto given = rewards_.give(rule.gives, name, to_string(name) + ' ' + key, {}, is_paid_for(rule));
  given_.emplace(Reason(rule.id, key), Standing{today_.day, given});
}

bool RewardRules::may_have(const RewardRule& rule) const {
  const Day day = today_.day;
  if ((rule.from && day < *rule.from) || (rule.until && day > *rule.until)) return false;
  if (!is_paid_for(rule) && is_passed_over(today_.history, day)) return false;
  if (rule.limit) {
    const auto counted = std::count_if(given_.begin(), given_.end(), [&](const auto& each) {
      return each.first.first == rule.id && counts_towards(*rule.limit, each.second.on, day);
    });
    if (counted >= rule.limit->times) return false;
  }
  measures_.advance();
  return measures_.meets(rule.who);
}

Day RewardRules::next_day(Day day) const {
  Day next = never;
  for (const auto& rule : today_.program().rewards) {
    const Day turn = due_.next_day(rule.when, day);
    if (turn > day && (!rule.until || turn <= *rule.until)) next = std::min(next, turn);
  }
  return next;
}

} // namespace loyalty
