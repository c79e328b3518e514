// SPDX-License-Identifier: MIT
#include "walk.hpp"

#include <algorithm>
#include <utility>

#include "loyalty/figures.hpp"
#include "loyalty/reigns.hpp"

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
         std::any_of(program.tiers.begin(), program.tiers.end(),
                     [&](const Tier& tier) { return brings(tier.pack) || (tier.referral && brings(*tier.referral)); });
}

} // namespace

Engine::Walk::Walk(Timeline reigns)
    : timeline(std::move(reigns)),
      metric_of_([this](const Condition& comparison, Day after) { return value_of(comparison, after); }) {
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
  rules.packs =
      std::any_of(program.tiers.begin(), program.tiers.end(), [](const Tier& tier) { return !tier.pack.empty(); });
  rules.waiting = std::any_of(program.tiers.begin(), program.tiers.end(),
                              [](const Tier& tier) { return tier.promote.has_value(); });
  rules.issues =
      !program.groups.empty() || rewards_bring_vouchers(program) ||
      std::any_of(program.coupons.begin(), program.coupons.end(),
                  [](const Coupon& coupon) { return !coupon.issue.empty(); }) ||
      std::any_of(program.plans.begin(), program.plans.end(), [](const Plan& plan) { return plan.reward.has_value(); });
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
  member_from_ = std::min(history.joined_on, first_known(history));
  out_.entries.clear();
  out_.tier_changes.clear();
  out_.occasions.clear();
  out_.roster_changes.clear();
  reign_ = next_order_ = next_refund_ = next_act_ = next_event_ = 0;
  joined_ = !history.registered;
  accounts_.assign(history.orders.size(), {});
  late_spenders_.clear();
  ended_.assign(history.orders.size(), 0);
  ratings_.clear();
  draws_.clear();
  debts_.clear();
  lots_.clear();
  traits_.clear();
  tier_ = shown_ = {};
  reached_.clear();
  balance_changes_.clear();
  debt_ = unnamed_taken_ = unnamed_growth_taken_ = 0;
  suspended_.reset();
  orders_ = orders_before_ = invited_before_ = 0;
  unnamed_ = {};
  carried_growth_ = {};
  last_bought_ = never;
  carried_.clear();
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
  active_since_ = joined_on;
  if (!history.acts.empty() || !history.invited.empty()) plan_referrals();
  const Day first = next_fact_day();
  while (reign_ + 1 < timeline.size() && timeline[reign_ + 1].from <= first) ++reign_;
  for (std::size_t earlier = 0; earlier <= reign_; ++earlier)
    if (const auto& expire = timeline[earlier].program->points.expire; expire.kind != ExpiryRule::Kind::none)
      suspended_ = expire;
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
    // Until somebody is a member, only facts can change anything but points.
    const bool is_member = member_from_ <= day;
    tiers = is_member ? next_tier_day_after(day) : never;
    points = next_points_day(day);
    if (rules().packs) points = std::min(points, tiers);
    issues = is_member && rules().issues ? std::min({next_issue_day(day), points, tiers}) : never;
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
  reached_today_.clear();
  pack_moved_counters_ = given_back_ = false;
  orders_before_ = orders_;
  invited_before_ = referrals(Day::from_civil(1, 1, 1), day);
  take_over(day);
  const bool is_member = member_from_ <= day;
  if (is_member) morning(day);
  today_ = day;
  expire(day);
  repay(day);
  const auto& orders = history_->orders;
  if (!rules().campaigns.empty() && next_order_ < orders.size() && orders[next_order_].day() <= day)
    judge_campaigns(day);
  count_gifts(day);
  count_moments(day);
  count_spending(day);
  count_returns(day);
  count_news(day);
  repay(day);
  // Points came back to lots that had ended, or the last order is an earlier one now.
  if (given_back_) expire(day);
  if (!is_member) return;
  decide(day);
  if (rules().issues || !rosters_.empty() || !issued_.empty()) follow(day);
}

void Engine::Walk::take_over(Day day) {
  while (reign_ + 1 < timeline.size() && timeline[reign_ + 1].from <= day) {
    const Program& before = program();
    const auto id_of = [&before](int tier) {
      return tier >= 0 ? before.tiers[static_cast<std::size_t>(tier)].id : std::string();
    };
    const std::string qualified = id_of(tier_.tier);
    const std::string held = id_of(shown_.tier);
    std::vector<std::pair<std::string, std::string>> reached_from;
    for (const auto& reached : reached_)
      reached_from.emplace_back(id_of(reached.before.tier), id_of(reached.landed.tier));
    ++reign_;
    windows_.look_through(rules().windows);
    take_over_expiry(before.points.expire, day);

    const auto move = [this](TierState& state, const std::string& id) {
      const Tier* kept = id.empty() ? nullptr : program().tier(id);
      if (kept == nullptr)
        state = {};
      else
        state.tier = static_cast<int>(kept - program().tiers.data());
      return kept != nullptr;
    };
    move(tier_, qualified);
    for (std::size_t at = 0; at < reached_.size(); ++at) {
      move(reached_[at].before, reached_from[at].first);
      move(reached_[at].landed, reached_from[at].second);
    }
    if (!held.empty() && !move(shown_, held))
      out_.tier_changes.push_back({.day = day, .reason = TierReason::program, .program = timeline[reign_].id});
  }
}

/// A rule that is switched off and on again rules as if it had never been off; another one wipes nothing sooner than
/// one full period later.
void Engine::Walk::take_over_expiry(const ExpiryRule& before, Day day) {
  const auto& expire = program().points.expire;
  if (expire == before || expire.kind == ExpiryRule::Kind::none) return;
  const bool resumes = before.kind == ExpiryRule::Kind::none && suspended_ == expire;
  suspended_ = expire;
  if (expire.kind == ExpiryRule::Kind::inactivity) {
    if (!resumes && before.kind != ExpiryRule::Kind::inactivity) active_since_ = std::max(active_since_, day);
    return;
  }
  // A fixed day alone could be tomorrow: one full year is the period it repeats in.
  const Day from = expire.kind == ExpiryRule::Kind::fixed_day ? day + Period{.months = 12} : day;
  const auto last_day_of = [&](const Lot& lot) {
    return resumes ? last_usable_day(expire, lot.earned_on, lot.available_on)
                   : last_usable_day(expire, from, lot.available_on);
  };
  lots_.end_endless(last_day_of, [&](const Lot& lot) {
    emit({.day = day, .kind = EntryKind::redate, .lot = lot.number, .last_day = lot.last_day});
  });
}

namespace {

/// Calls `use` for the acts from `begin` on that count on the day in that turn.
template <class Use>
void each_act(const std::vector<Act>& acts, std::size_t begin, Day day, Turn turn, const Use& use) {
  for (auto at = begin; at < acts.size() && acts[at].day <= day; ++at)
    if (turn_of(acts[at]) == turn) use(acts[at]);
}

} // namespace

void Engine::Walk::count_gifts(Day day) {
  count_joining(day);
  count_referrals(day, true);
  each_act(history_->acts, next_act_, day, Turn::gives, [this](const Act& act) {
    if (act.kind != ActKind::activity) return give_points(act);
    traits_.learn(act);
    count_activity(act);
  });
  repay(day);
}

/// What has its moment: orders earn, then spend, then refunds count.
void Engine::Walk::count_moments(Day day) {
  const auto& orders = history_->orders;
  const auto& refunds = history_->refunds;
  const auto order_due = [&] { return next_order_ < orders.size() && orders[next_order_].day() <= day; };
  const auto refund_due = [&] {
    return next_refund_ < refunds.size() && refunds[next_refund_].day() <= day && !refunds[next_refund_].by_day;
  };
  while (order_due() || refund_due()) {
    const auto first = next_order_;
    if (!refund_due() || (order_due() && orders[first].placed_at <= refunds[next_refund_].at)) {
      const auto moment = orders[first].placed_at;
      while (order_due() && orders[next_order_].placed_at == moment) count_order(next_order_++);
      for (auto index = first; index < next_order_; ++index) {
        if (orders[index].points_redeemed == 0 || orders[index].fee) continue;
        if (moment.is_day_only())
          late_spenders_.push_back(index);
        else
          spend(index, day);
      }
    } else {
      count_refund(refunds[next_refund_++]);
    }
  }
}

/// What is known to spend on this day, and no more.
void Engine::Walk::count_spending(Day day) {
  for (const auto index : late_spenders_) spend(index, day);
  late_spenders_.clear();
  each_act(history_->acts, next_act_, day, Turn::spends,
           [this](const Act& act) { act.kind == ActKind::redeem ? redeem(act) : take_by_hand(act); });
}

void Engine::Walk::count_returns(Day day) {
  const auto& refunds = history_->refunds;
  while (next_refund_ < refunds.size() && refunds[next_refund_].day() <= day) count_refund(refunds[next_refund_++]);
  count_referrals(day, false);
}

/// What the shop notes of the member, in the order in which it was told.
void Engine::Walk::count_news(Day day) {
  const auto& acts = history_->acts;
  for (; next_act_ < acts.size() && acts[next_act_].day <= day; ++next_act_)
    if (turn_of(acts[next_act_]) == Turn::news) traits_.learn(acts[next_act_]);
}

} // namespace loyalty
