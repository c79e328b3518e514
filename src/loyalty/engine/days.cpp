// SPDX-License-Identifier: MIT
#include "days.hpp"

#include <algorithm>

#include "loyalty/closed.hpp"
#include "loyalty/figures.hpp"

namespace loyalty {

Days::Days(const History& history, Rulebook& rulebook, Conclusions& conclusions)
    : facts_(history),
      referrals_(history, rulebook.timeline()),
      today_{history, rulebook, conclusions,
             rulebook.timeline().place_on(std::min(facts_.next_day(), referrals_.next_day()))},
      member_from_(std::min(history.joined_on, first_known(history))),
      orders_(history),
      order_lines_(today_, orders_),
      points_(today_, orders_),
      measures_(today_, orders_, points_, referrals_),
      spending_(today_, orders_, points_),
      earnings_(today_, orders_, order_lines_, points_, measures_),
      due_keys_(today_, orders_, referrals_, measures_),
      occasions_(today_, due_keys_, measures_),
      rosters_(today_, measures_),
      rewards_(today_, points_, measures_, occasions_),
      reward_rules_({today_, orders_, order_lines_, due_keys_, measures_, rewards_}),
      ladder_(today_, points_, measures_, rewards_),
      returns_({today_, orders_, measures_, points_, spending_, earnings_, occasions_}) {}

void Days::live_through(Day last) {
  // Nothing is concluded until a program rules.
  if (today_.rulebook.timeline().empty()) last = beginning;
  auto& conclusions = today_.conclusions;
  for (Due due;; due = due_after(today_.day)) {
    const Day known = next_known_day();
    conclusions.points_due_on = std::min(known, due.points);
    conclusions.tiers_due_on = std::min(known, due.tiers);
    conclusions.issues_due_on = std::min(known, due.issues);
    const Day day = std::min({known, due.points, due.tiers, due.issues});
    if (day > last) return;
    live(day);
  }
}

Day Days::next_known_day() const {
  return std::min({facts_.next_day(), referrals_.next_day(), today_.rulebook.timeline().end_of(today_.version)});
}

/// Until somebody is a member, only facts can change anything but points.
Days::Due Days::due_after(Day day) const {
  Due due{.points = points_.next_day(day)};
  if (is_member()) {
    const Day reward = reward_rules_.next_day(day);
    due.points = std::min(due.points, reward);
    due.tiers = ladder_.next_day(day);
    if (!today_.program().tiers.empty()) due.tiers = std::min(due.tiers, reward);
  }
  if (today_.rules().packs) due.points = std::min(due.points, due.tiers);
  if (is_member() && (today_.rules().issues || reward_rules_.any_promised()))
    due.issues = std::min({occasions_.next_day(day), rosters_.next_day(day), due.points, due.tiers});
  return due;
}

void Days::live(Day day) {
  today_.day = day;
  today_.given_back = false;
  due_keys_.begin_day();
  ladder_.begin_day();
  take_over();
  measures_.see(day - 1);
  if (is_member()) ladder_.decide_in_the_morning();
  today_.tier = ladder_.held();
  measures_.see(day);
  points_.expire();
  points_.repay();
  if (facts_.order_due(day)) earnings_.judge_campaigns();
  count_gifts();
  count_moments();
  count_spending();
  count_returns();
  count_news();
  if (is_member()) reward_rules_.follow();
  points_.repay();
  // Points came back to lots that had ended, or the last order is an earlier one now.
  if (today_.given_back) points_.expire();
  if (is_member()) ladder_.decide_in_the_evening();
  today_.tier = ladder_.held();
  if (is_member()) follow();
}

void Days::take_over() {
  while (today_.rulebook.timeline().end_of(today_.version) <= today_.day) {
    const Program& before = today_.program();
    ++today_.version;
    measures_.windows().look_through(today_.rules().windows);
    points_.take_over(before);
    ladder_.take_over(before);
  }
  today_.tier = ladder_.held();
}

void Days::count_gifts() {
  const Day day = today_.day;
  if (facts_.joins(day)) rewards_.join();
  referrals_.each_gain(
      day, [this](const ReferralEvent& event) { rewards_.count_referral(event, referrals_.count_on(event.day)); });
  facts_.each_act(day, Turn::gives, [this](const Act& act) { rewards_.count_act(act); });
  points_.repay();
}

void Days::count_moments() {
  const auto earn = [this](std::size_t order) {
    orders_.place(order);
    earnings_.count_order(order);
  };
  const auto spend = [this](std::size_t order) { spending_.count_order(order); };
  facts_.each_moment(today_.day, earn, spend, [this](const RefundFact& refund) { returns_.count(refund); });
}

/// What is known to spend on this day, and no more.
void Days::count_spending() {
  spending_.count_late_orders();
  facts_.each_act(today_.day, Turn::spends, [this](const Act& act) { spending_.count_act(act); });
}

void Days::count_returns() {
  facts_.each_late_refund(today_.day, [this](const RefundFact& refund) { returns_.count(refund); });
  referrals_.each_rest(today_.day, [this](const ReferralEvent& event) {
    rewards_.count_referral(event, referrals_.count_on(event.day));
  });
}

void Days::count_news() {
  const bool closed_before = today_.closed;
  Cause closing;
  facts_.each_news(today_.day, [&](const Act& act) {
    measures_.traits().learn(act);
    today_.closed = is_closed_after(act, today_.closed);
    if (act.kind == ActKind::close) closing = act.id;
  });
  if (today_.closed && !closed_before && today_.program().closed.forfeits_points)
    points_.forfeit(closing, today_.intern({RuleKind::closed}));
}

void Days::follow() {
  if (!today_.rules().issues && !rosters_.any() && !occasions_.any()) return;
  measures_.advance();
  occasions_.follow();
  rosters_.follow();
}

std::optional<std::int64_t> Days::measure(const Condition& comparison, Day day, Day after) {
  measures_.see(day);
  measures_.advance();
  return measures_.value_of(comparison, after);
}

bool Days::meets(const Condition& condition, Day day) {
  measures_.see(day);
  measures_.advance();
  return measures_.meets(condition);
}

} // namespace loyalty
