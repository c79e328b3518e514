// SPDX-License-Identifier: MIT
#include "walk.hpp"

#include <algorithm>
#include <utility>

#include "reigns.hpp"

namespace loyalty {
namespace {

bool earns(const Campaign& campaign) {
  return std::holds_alternative<EarnMore>(campaign.effect) || std::holds_alternative<Multiply>(campaign.effect) ||
         std::holds_alternative<BonusPoints>(campaign.effect);
}

bool carries(const std::optional<EarnRule>& rule) { return rule && rule->rounding == EarnRounding::carry; }

bool rewards_bring_vouchers(const Program& program) {
  const auto brings = [](const Reward& reward) { return !reward.coupons.empty(); };
  return brings(program.joining) || brings(program.referral.inviter) || brings(program.referral.invited) ||
         std::any_of(program.referral.milestones.begin(), program.referral.milestones.end(),
                     [&](const Milestone& milestone) { return brings(milestone.reward); }) ||
         std::any_of(program.tiers.begin(), program.tiers.end(), [&](const Tier& tier) {
           return brings(tier.pack) || (tier.referral && brings(*tier.referral));
         });
}

}  // namespace

Engine::Walk::Walk(Timeline reigns)
    : timeline(std::move(reigns)), metric_of_([this](const Condition& comparison) { return value_of(comparison); }) {
  for (const auto& reign : timeline) rules_.push_back(rules_of(reign));
}

Engine::Walk::Rules Engine::Walk::rules_of(const Reign& reign) {
  const Program& program = *reign.program;
  Rules rules;
  rules.windows = windows_of(program);
  rules.only_lower_bounds = loyalty::only_lower_bounds(program);
  const auto& caps = program.points.caps;
  if (const auto& earn = program.points.earn) {
    Terms base{.program = reign.id, .rule = "points.earn", .earn = *earn, .cap = caps.order};
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
  for (const auto& campaign : program.campaigns)
    if (earns(campaign)) rules.campaigns.push_back(&campaign);
  rules.rated = !rules.campaigns.empty() || caps.day || caps.month || caps.term || caps.beyond.millionths > 0 ||
                carries(program.points.earn);
  rules.packs = std::any_of(program.tiers.begin(), program.tiers.end(), [](const Tier& tier) { return !tier.pack.empty(); });
  rules.issues = !program.groups.empty() || rewards_bring_vouchers(program) ||
                 std::any_of(program.coupons.begin(), program.coupons.end(),
                             [](const Coupon& coupon) { return !coupon.issue.empty(); }) ||
                 std::any_of(program.plans.begin(), program.plans.end(),
                             [](const Plan& plan) { return plan.reward.has_value(); });
  return rules;
}

std::int32_t Engine::Walk::intern(const Terms& wanted) {
  const auto found = std::find(terms.begin(), terms.end(), wanted);
  const auto index = static_cast<std::int32_t>(found - terms.begin());
  if (found == terms.end()) terms.push_back(wanted);
  return index;
}

const Program& Engine::Walk::program_on(Day day) const { return *loyalty::program_on(timeline, day); }

void Engine::Walk::begin(const History& history) {
  history_ = &history;
  out_.entries.clear();
  out_.tier_changes.clear();
  out_.occasions.clear();
  out_.roster_changes.clear();
  reign_ = next_order_ = next_refund_ = next_act_ = next_event_ = 0;
  joined_ = !history.registered;
  accounts_.assign(history.orders.size(), {});
  ratings_.clear();
  draws_.clear();
  lots_.clear();
  traits_.clear();
  tier_ = shown_ = {};
  debt_ = unnamed_taken_ = unnamed_growth_taken_ = 0;
  orders_ = orders_before_ = invited_before_ = 0;
  unnamed_ = {};
  carried_growth_ = {};
  last_bought_ = never;
  carried_.clear();
  day_cap_ = month_cap_ = term_cap_ = {};
  activity_counts_.clear();
  events_.clear();
  brought_.clear();
  was_brought_.reset();
  milestones_.clear();
  referrals_.clear();
  tiers_reached_.clear();
  called_off_.clear();
  issued_.clear();
  presents_.clear();
  rosters_.clear();
  const Day joined_on = history.joined_on == never ? Day{} : history.joined_on;
  last_order_day_ = joined_on;
  if (!history.acts.empty() || !history.invited.empty()) plan_referrals();
  const Day first = next_fact_day();
  while (reign_ + 1 < timeline.size() && timeline[reign_ + 1].from <= first) ++reign_;
  windows_.reset(joined_on, rules().windows);
}

const Conclusions& Engine::Walk::walk(const History& history, Day through) {
  if (timeline.empty()) return without_program(history);
  begin(history);
  Day points = never;
  Day tiers = never;
  Day issues = never;
  for (;;) {
    const Day next_reign = reign_ + 1 < timeline.size() ? timeline[reign_ + 1].from : never;
    const Day known = std::min(next_fact_day(), next_reign);
    out_.points_due_on = std::min(known, points);
    out_.tiers_due_on = std::min(known, tiers);
    out_.issues_due_on = std::min(known, issues);
    const Day day = std::min({known, points, tiers, issues});
    if (day > through) return out_;
    live(day);
    tiers = next_tier_day_after(day);
    points = next_points_day(day);
    if (rules().packs) points = std::min(points, tiers);
    issues = rules().issues ? std::min({next_issue_day(day), points, tiers}) : never;
  }
}

/// Nothing is concluded until a program rules.
const Conclusions& Engine::Walk::without_program(const History& history) {
  history_ = &history;
  next_order_ = next_refund_ = next_act_ = next_event_ = 0;
  joined_ = !history.registered;
  events_.clear();
  out_ = {};
  out_.points_due_on = out_.tiers_due_on = out_.issues_due_on = next_fact_day();
  return out_;
}

Day Engine::Walk::next_fact_day() const {
  Day next = never;
  if (next_order_ < history_->orders.size()) next = std::min(next, history_->orders[next_order_].day());
  if (next_refund_ < history_->refunds.size()) next = std::min(next, history_->refunds[next_refund_].day());
  if (next_act_ < history_->acts.size()) next = std::min(next, history_->acts[next_act_].day);
  if (next_event_ < events_.size()) next = std::min(next, events_[next_event_].day);
  if (!joined_) next = std::min(next, history_->joined_on);
  return next;
}

Day Engine::Walk::next_points_day(Day day) const {
  Day next = lots_.next_end();
  if (program().points.expire.kind == ExpiryRule::Kind::inactivity)
    next = std::min(next, lots_.first([this](const Lot& lot) { return silence_end(lot); }));
  if (debt_ > 0) next = std::min(next, lots_.next_available(day));
  return next;
}

void Engine::Walk::live(Day day) {
  today_ = day;
  reached_today_.clear();
  pack_moved_counters_ = false;
  orders_before_ = orders_;
  invited_before_ = referrals(Day::from_civil(1, 1, 1), day);
  take_over(day);
  show_grants(day);
  expire(day);
  repay(day);
  const auto& orders = history_->orders;
  const auto& refunds = history_->refunds;
  if (!rules().campaigns.empty() && next_order_ < orders.size() && orders[next_order_].day() <= day) judge_campaigns(day);
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
  count_joining(day);
  count_referrals(day);
  repay(day);
  decide(day);
  if (rules().issues || !rosters_.empty()) follow(day);
}

void Engine::Walk::take_over(Day day) {
  while (reign_ + 1 < timeline.size() && timeline[reign_ + 1].from <= day) {
    const Program& before = program();
    const auto id_of = [&before](int tier) {
      return tier >= 0 ? before.tiers[static_cast<std::size_t>(tier)].id : std::string();
    };
    const std::string qualified = id_of(tier_.tier);
    const std::string held = id_of(shown_.tier);
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

    const auto move = [this](TierState& state, const std::string& id) {
      const Tier* kept = id.empty() ? nullptr : program().tier(id);
      if (kept == nullptr)
        state = {};
      else
        state.tier = static_cast<int>(kept - program().tiers.data());
      return kept != nullptr;
    };
    move(tier_, qualified);
    if (!held.empty() && !move(shown_, held))
      out_.tier_changes.push_back({.day = day, .reason = TierReason::program, .program = timeline[reign_].id});
  }
}

}  // namespace loyalty
