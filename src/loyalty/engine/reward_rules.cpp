// SPDX-License-Identifier: MIT
#include "reward_rules.hpp"

#include <algorithm>
#include <utility>

#include "loyalty/coupon.hpp"

namespace loyalty {
namespace {

/// What was paid for comes all the same.
bool is_paid_for(const RewardRule& rule) { return rule.when.on == IssueRule::On::membership; }

} // namespace

void RewardRules::follow() {
  const Today& today = of_.today;
  if (today.given_back) drop_what_went();
  if (!given_.empty())
    for (const auto& key : of_.due.gone()) take_back(key);
  keep_promises();
  for (const auto& rule : today.program().rewards) {
    if (rule.is_of_orders())
      for (auto order = orders_seen_; order < of_.orders.reached(); ++order) follow_order(rule, order);
    else
      for (const auto& key : of_.due.due(rule.when)) give(rule, key);
  }
  orders_seen_ = of_.orders.reached();
}

void RewardRules::take_back(const std::string& key) {
  std::erase_if(given_, [&](const auto& each) {
    if (each.first.second != key) return false;
    of_.rewards.take_back(each.second.given, {});
    return true;
  });
}

void RewardRules::give(const RewardRule& rule, const std::string& key) {
  if (given_.contains({rule.id, key}) || !may_have(rule)) return;
  const RuleName name{.kind = RuleKind::reward, .subject = rule.id};
  const auto given = of_.rewards.give(rule.gives, name, to_string(name) + ' ' + key, {}, is_paid_for(rule));
  given_.emplace(Reason(rule.id, key), Standing{of_.today.day, given});
}

bool RewardRules::may_have(const RewardRule& rule) const {
  const Day day = of_.today.day;
  if ((rule.from && day < *rule.from) || (rule.until && day > *rule.until)) return false;
  if (!is_paid_for(rule) && is_passed_over(of_.today.history, day)) return false;
  if (rule.limit && counted(rule) >= rule.limit->times) return false;
  of_.measures.advance();
  return of_.measures.meets(rule.who);
}

/// So many of what came, or will come, count towards the limit today.
std::int64_t RewardRules::counted(const RewardRule& rule) const {
  const Day day = of_.today.day;
  const auto of_order = [&](const Brought& each) {
    return each.rule->id == rule.id && counts_towards(*rule.limit, of_.today.history.orders[each.order].day(), day);
  };
  return std::ranges::count_if(given_,
                               [&](const auto& each) {
                                 return each.first.first == rule.id && counts_towards(*rule.limit, each.second.on, day);
                               }) +
         std::ranges::count_if(promised_, of_order) + std::ranges::count_if(brought_, of_order);
}

void RewardRules::follow_order(const RewardRule& rule, std::size_t order) {
  // Nor is anything promised to who is shut out, to come when they are let in again.
  if (of_.today.closed || !is_for(rule, order) || !may_have(rule)) return;
  Brought brought{.rule = &rule,
                  .order = order,
                  .base = of_.lines.base_of(order, {}, rule.orders.lines, true),
                  .due = of_.today.day + rule.hold_days};
  if (!stands(brought)) return;
  if (brought.due > of_.today.day)
    promised_.push_back(std::move(brought));
  else
    give(std::move(brought));
}

bool RewardRules::is_for(const RewardRule& rule, std::size_t order) const {
  const auto& placed = of_.orders[order];
  if (!placed.counted || (rule.when.number > 0 && placed.number != rule.when.number)) return false;
  return of_.lines.is_in(order, rule.orders, {}) && of_.lines.has(order, rule.orders.lines, true);
}

bool RewardRules::stands(const Brought& brought) const {
  const auto& placed = of_.orders[brought.order];
  const bool numbered = brought.rule->when.number > 0 || brought.rule->orders.every;
  if (!placed.counted || (numbered && placed.number > of_.orders.count())) return false;
  return brought.base.least == Money{} || part_of(brought.base, placed.base, placed.remaining) > Money{};
}

void RewardRules::drop_what_went() {
  std::erase_if(promised_, [&](const Brought& each) { return !stands(each); });
  std::erase_if(brought_, [&](Brought& each) {
    const bool stays = stands(each);
    if (each.cash > Money{}) pay(each, stays ? std::min(each.cash, cash_of(each)) : Money{});
    if (!stays) of_.rewards.take_back(each.given, of_.orders[each.order].refunded_by);
    return !stays;
  });
}

/// What was promised before the closing waits until the member is let in again, or is lost, as what they have.
void RewardRules::shut_out_promises() {
  const auto& closed = of_.today.program().closed;
  for (auto& each : promised_) {
    if (std::exchange(each.waits, true)) continue;
    each.without_points |= closed.forfeits_points;
    each.without_coupons |= closed.voids_vouchers;
  }
}

void RewardRules::keep_promises() {
  if (of_.today.closed) return shut_out_promises();
  for (auto& each : promised_) each.waits = false;
  std::vector<Brought> due;
  std::erase_if(promised_, [&](Brought& each) {
    if (each.due > of_.today.day) return false;
    due.push_back(std::move(each));
    return true;
  });
  for (auto& each : due)
    if (!is_passed_over(of_.today.history, of_.today.day)) give(std::move(each));
}

void RewardRules::give(Brought brought) {
  const auto& order = of_.today.history.orders[brought.order];
  const RuleName name{.kind = RuleKind::reward, .subject = brought.rule->id};
  auto reward = of_.today.counted(brought.rule->gives, order.day());
  if (brought.without_points) reward.points = 0;
  if (brought.without_coupons) reward.coupons.clear();
  const auto key = to_string(name) + " order row " + std::to_string(order.id.value);
  brought.given = of_.rewards.give(reward, name, key, order.id);
  if (brought.rule->cash && !of_.today.closed) {
    brought.in_money = paid_in_money(brought);
    pay(brought, cash_of(brought));
  }
  brought_.push_back(std::move(brought));
}

/// From what stood before to this.
void RewardRules::pay(Brought& brought, Money cash) {
  if (cash == brought.cash) return;
  const auto& today = of_.today;
  today.conclusions.cash.push_back({.day = today.day,
                                    .reward = brought.rule->id,
                                    .order = today.history.orders[brought.order].id,
                                    .amount = cash - brought.cash,
                                    .limit = today.program().wallet.limit});
  brought.cash = cash;
}

Money RewardRules::cash_of(const Brought& brought) const {
  const auto& cash = *brought.rule->cash;
  if (const auto* amount = std::get_if<Money>(&cash.what)) return *amount;
  const auto& placed = of_.orders[brought.order];
  const Money left = part_of(brought.in_money, placed.base, placed.remaining);
  const Money share{scale(left.minor, std::get<Ratio>(cash.what).millionths, Ratio::one, Rounding::floor)};
  return std::min(share, cash.most.value_or(share));
}

/// What the wallet paid brings nothing back, nor does the shipping fee.
RuleBase RewardRules::paid_in_money(const Brought& brought) const {
  const auto& history = of_.today.history;
  // What they had to come to was asked of what was paid with shipping.
  auto lines = brought.rule->orders.lines;
  lines.min_spend = {};
  auto base = of_.lines.base_of(brought.order, {}, lines, false);
  const Money paid = history.orders[brought.order].amount;
  if (brought.order >= history.sales.size() || paid <= Money{}) return base;
  const Money by_wallet = std::clamp(history.sales[brought.order].wallet, Money{}, paid);
  base.amount = {scale(base.amount.minor, (paid - by_wallet).minor, paid.minor, Rounding::floor)};
  return base;
}

Day RewardRules::next_day(Day day) const {
  Day next = never;
  for (const auto& rule : of_.today.program().rewards) {
    const Day turn = of_.due.next_day(rule.when, day);
    if (turn > day && (!rule.until || turn <= *rule.until)) next = std::min(next, turn);
  }
  for (const auto& each : promised_)
    if (each.due > day) next = std::min(next, each.due);
  return next;
}

} // namespace loyalty
