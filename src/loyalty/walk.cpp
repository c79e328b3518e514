// SPDX-License-Identifier: MIT
#include "walk.hpp"

#include <algorithm>
#include <utility>

namespace loyalty {

Engine::Walk::Walk(Timeline reigns)
    : timeline(std::move(reigns)),
      metric_of_([this](Metric metric, const Window& window) { return windows_.sum(metric, window); }) {
  for (const auto& reign : timeline) rules_.push_back(rules_of(reign));
}

Engine::Walk::Rules Engine::Walk::rules_of(const Reign& reign) {
  const Program& program = *reign.program;
  Rules rules;
  rules.windows = windows_of(program);
  rules.only_lower_bounds = loyalty::only_lower_bounds(program);
  if (const auto& earn = program.points.earn) {
    Terms base{.program = reign.id, .rule = "points.earn", .earn = *earn, .cap = program.points.max_per_order};
    rules.earn.push_back(intern(base));
    for (const auto& tier : program.tiers) {
      Terms of_tier = base;
      of_tier.rule = "points.earn, tier " + tier.id;
      of_tier.multiplier = tier.multiplier;
      rules.earn.push_back(intern(of_tier));
    }
    rules.refund = intern({.program = reign.id, .rule = "points.earn, refunds without an order", .earn = *earn});
  }
  if (const auto& earn = program.growth.earn)
    rules.growth = intern({.program = reign.id, .rule = "growth.earn", .earn = *earn});
  return rules;
}

std::int32_t Engine::Walk::intern(const Terms& wanted) {
  const auto found = std::find(terms.begin(), terms.end(), wanted);
  const auto index = static_cast<std::int32_t>(found - terms.begin());
  if (found == terms.end()) terms.push_back(wanted);
  return index;
}

void Engine::Walk::begin(const History& history) {
  history_ = &history;
  out_.entries.clear();
  out_.tier_changes.clear();
  reign_ = next_order_ = next_refund_ = next_act_ = 0;
  accounts_.assign(history.orders.size(), {});
  draws_.clear();
  lots_.clear();
  tier_ = {};
  debt_ = unnamed_taken_ = unnamed_growth_taken_ = 0;
  unnamed_ = {};
  const Day joined_on = history.joined_on == never ? Day{} : history.joined_on;
  last_order_day_ = joined_on;
  const Day first = next_fact_day();
  while (reign_ + 1 < timeline.size() && timeline[reign_ + 1].from <= first) ++reign_;
  windows_.reset(joined_on, rules().windows);
}

const Conclusions& Engine::Walk::walk(const History& history, Day through) {
  if (timeline.empty()) return without_program(history);
  begin(history);
  Day points = never;
  Day tiers = never;
  for (;;) {
    const Day next_reign = reign_ + 1 < timeline.size() ? timeline[reign_ + 1].from : never;
    const Day known = std::min(next_fact_day(), next_reign);
    out_.points_due_on = std::min(known, points);
    out_.tiers_due_on = std::min(known, tiers);
    const Day day = std::min(out_.points_due_on, out_.tiers_due_on);
    if (day > through) return out_;
    live(day);
    points = next_points_day(day);
    tiers = next_tier_day_after(day);
  }
}

/// Nothing is concluded until a program rules.
const Conclusions& Engine::Walk::without_program(const History& history) {
  history_ = &history;
  next_order_ = next_refund_ = next_act_ = 0;
  out_.entries.clear();
  out_.tier_changes.clear();
  out_.points_due_on = out_.tiers_due_on = next_fact_day();
  return out_;
}

Day Engine::Walk::next_fact_day() const {
  Day next = never;
  if (next_order_ < history_->orders.size()) next = std::min(next, history_->orders[next_order_].day());
  if (next_refund_ < history_->refunds.size()) next = std::min(next, history_->refunds[next_refund_].day());
  if (next_act_ < history_->acts.size()) next = std::min(next, history_->acts[next_act_].day);
  return next;
}

Day Engine::Walk::next_points_day(Day day) const {
  Day next = lots_.next_end();
  if (program().points.expire.kind == ExpiryRule::Kind::inactivity)
    next = std::min(next, lots_.first([this](const Lot& lot) { return silence_end(lot); }));
  if (debt_ > 0) next = std::min(next, lots_.next_available(day));
  return next;
}

Day Engine::Walk::next_tier_day_after(Day day) const {
  if (program().tiers.empty()) return never;
  Day next = next_tier_day(program(), tier_, day, metric_of_);
  // What leaves a window can lower only a tier that is held from day to day, unless less is more.
  if (held_from_day_to_day(program(), tier_) || !rules().only_lower_bounds || unnamed_ > Money{})
    next = std::min(next, windows_.next_exit());
  return next;
}

void Engine::Walk::live(Day day) {
  take_over(day);
  expire(day);
  repay(day);
  const auto& orders = history_->orders;
  const auto& refunds = history_->refunds;
  for (;;) {
    const bool order = next_order_ < orders.size() && orders[next_order_].day() <= day;
    const bool refund = next_refund_ < refunds.size() && refunds[next_refund_].day() <= day;
    if (order && (!refund || orders[next_order_].placed_at <= refunds[next_refund_].at))
      count_order(next_order_++);
    else if (refund)
      count_refund(refunds[next_refund_++]);
    else
      break;
  }
  while (next_act_ < history_->acts.size() && history_->acts[next_act_].day <= day)
    count_act(history_->acts[next_act_++]);
  repay(day);
  decide(day);
}

void Engine::Walk::take_over(Day day) {
  while (reign_ + 1 < timeline.size() && timeline[reign_ + 1].from <= day) {
    const Program& before = program();
    const std::string held = tier_.tier >= 0 ? before.tiers[static_cast<std::size_t>(tier_.tier)].id : "";
    const auto expired_before = before.points.expire.kind;
    ++reign_;
    windows_.look_through(rules().windows);
    windows_.advance(day);

    const auto& expire = program().points.expire;
    const bool can_end = expire.kind == ExpiryRule::Kind::after || expire.kind == ExpiryRule::Kind::fixed_day;
    if (can_end) {
      // A fixed day alone could be tomorrow: one full year is the period it repeats in.
      const Day from = expire.kind == ExpiryRule::Kind::fixed_day ? day + Period{.months = 12} : day;
      lots_.end_endless(last_usable_day(expire, from), [&](const Lot& lot) {
        emit({.day = day, .kind = EntryKind::redate, .lot = lot.number, .last_day = lot.last_day});
      });
    }
    if (expire.kind == ExpiryRule::Kind::inactivity && expired_before != ExpiryRule::Kind::inactivity)
      last_order_day_ = std::max(last_order_day_, day);

    if (held.empty()) continue;
    const Tier* kept = program().tier(held);
    if (kept != nullptr) {
      tier_.tier = static_cast<int>(kept - program().tiers.data());
      continue;
    }
    tier_ = {};
    out_.tier_changes.push_back({.day = day, .reason = TierReason::program, .program = timeline[reign_].id});
  }
}

void Engine::Walk::decide(Day day) {
  if (program().tiers.empty()) return;
  windows_.advance(day);
  const auto decision = decide_tier(program(), tier_, day, metric_of_);
  if (!decision) return;
  tier_ = decision->state;
  const Condition* qualifying = qualifying_metric(program());
  out_.tier_changes.push_back(
      {.day = day,
       .tier = tier_.tier < 0 ? "" : program().tiers[static_cast<std::size_t>(tier_.tier)].id,
       .until = tier_.until,
       .reason = decision->reason,
       .qualifying = qualifying == nullptr ? 0 : metric_of_(qualifying->metric, qualifying->window),
       .program = timeline[reign_].id});
}

}  // namespace loyalty
