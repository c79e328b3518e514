// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/engine.hpp"

namespace loyalty {

/// A member's tiers found the slow way: every metric is added up anew at the end of every single day. Written after the
/// design alone, to be compared with the engine.
class SlowLadder {
 public:
  SlowLadder(const Timeline& timeline, const History& history) : timeline_(timeline), history_(history) {}

  std::vector<TierChange> walk(Day from, Day through) {
    while (version_ + 1 < timeline_.size() && timeline_[version_ + 1].from <= from) ++version_;
    for (day_ = from; day_ <= through; day_ = day_ + 1) {
      take_over();
      seen_ = day_ - 1;
      morning();
      seen_ = day_;
      for (const auto& order : history_.orders)
        if (order.day() == day_) terms_.push_back(pinned());
      for (const auto& refund : history_.refunds)
        if (refund.day() == day_ && refund.order < 0) take_unnamed(refund.amount);
      withdraw();
      evening();
    }
    return changes_;
  }

 private:
  struct Pinned {
    std::optional<Terms> points;
    std::optional<Terms> growth;
  };
  struct Unnamed {
    Day day;
    Money amount;
    Points points;
    Points growth;
  };

  struct Holding {
    std::string tier = {};
    Day until = never;
    std::optional<Day> ended = {};
    Day seen = {};
    bool operator==(const Holding&) const = default;
  };
  /// What the member held and why, as long as the reason can be given back.
  struct Reason {
    std::string tier;
    Holding before;
    Condition condition;
    Day after; ///< 1 January of the year 1: everything counts
    Day seen;
    bool over = false;
    Holding landed = {};
  };

  static Day always() { return Day::from_civil(1, 1, 1); }

  const Program& program() const { return *timeline_[version_].program; }
  const Tier& tier(int index) const { return program().tiers[static_cast<std::size_t>(index)]; }
  int top() const { return static_cast<int>(program().tiers.size()) - 1; }

  void take_over() {
    for (; version_ + 1 < timeline_.size() && timeline_[version_ + 1].from <= day_; ++version_) {
      const auto& next = timeline_[version_ + 1];
      for (auto& reason : reasons_) {
        if (next.program->tier(reason.landed.tier) == nullptr) reason.landed = {};
        if (next.program->tier(reason.before.tier) == nullptr) reason.before = {};
      }
      if (held_ < 0) continue;
      const auto id = tier(held_).id;
      const Tier* same = next.program->tier(id);
      held_ = same == nullptr ? -1 : static_cast<int>(same - next.program->tiers.data());
      if (same != nullptr) continue;
      changes_.push_back({.day = day_, .reason = TierReason::program, .program = next.id});
      until_ = never;
      ended_.reset();
      reached_through_ = Day{};
    }
  }

  Pinned pinned() const {
    Pinned of;
    const auto& rules = program();
    if (rules.points.earn)
      of.points = Terms{.program = {},
                        .rule = {},
                        .earn = *rules.points.earn,
                        .multiplier = held_ < 0 ? Ratio{Ratio::one} : tier(held_).multiplier,
                        .cap = rules.points.caps.order};
    if (rules.growth.earn) of.growth = Terms{.program = {}, .rule = {}, .earn = *rules.growth.earn};
    return of;
  }

  void take_unnamed(Money amount) {
    Unnamed refund{day_, amount, 0, 0};
    Money all = amount;
    Points points = 0, growth = 0;
    for (const auto& before : unnamed_) {
      all += before.amount;
      points += before.points;
      growth += before.growth;
    }
    const auto missing = [&](const std::optional<EarnRule>& rule, Points taken) -> Points {
      if (!rule) return 0;
      return std::max<Points>(0, earned({.program = {}, .rule = {}, .earn = *rule}, all) - taken);
    };
    refund.points = missing(program().points.earn, points);
    refund.growth = missing(program().growth.earn, growth);
    unnamed_.push_back(refund);
  }

  /// What the facts through `seen` come to, with all that was given back until now.
  std::int64_t value(Metric metric, const Window& window, Day seen, Day after) const {
    Day from = first_day(window, seen, history_.joined_on);
    if (window.kind == Window::Kind::rolling || window.kind == Window::Kind::since_reached)
      from = std::max(from, after + 1);
    std::int64_t sum = 0;
    for (std::size_t index = 0; index < terms_.size(); ++index) {
      const auto& order = history_.orders[index];
      if (order.day() < from || order.day() > seen) continue;
      Money left = order.void_from_start ? Money{} : order.amount - order.refunded;
      bool gone = left <= Money{};
      for (const auto& refund : history_.refunds) {
        if (refund.order != static_cast<std::int32_t>(index) || refund.day() > std::max(seen_, seen)) continue;
        left = std::max(Money{}, left - refund.amount);
        gone = gone || refund.whole || left == Money{};
      }
      if (metric == Metric::spend) sum += left.minor;
      if (metric == Metric::orders) sum += gone ? 0 : 1;
      const auto& rates = metric == Metric::growth ? terms_[index].growth : terms_[index].points;
      if ((metric == Metric::growth || metric == Metric::points_earned) && rates) sum += earned(*rates, left);
    }
    for (const auto& refund : unnamed_) {
      if (refund.day < from || refund.day > seen) continue;
      if (metric == Metric::spend) sum -= refund.amount.minor;
      if (metric == Metric::growth) sum -= refund.growth;
      if (metric == Metric::points_earned) sum -= refund.points;
    }
    for (const auto& act : history_.acts)
      if (metric == Metric::points_earned && act.kind == ActKind::award && act.day >= from && act.day <= seen)
        sum += act.points;
    return sum;
  }

  bool met(const Condition& condition, Day seen, Day after = always()) const {
    return holds(condition, [&](const Condition& each) -> std::optional<std::int64_t> {
      return value(each.metric, each.window, seen, after);
    });
  }
  bool kept() const { return met(tier(held_).retain.value_or(tier(held_).when), seen_, reached_through_); }

  void hold(int index, Day until, TierReason reason) {
    held_ = index;
    until_ = until;
    const auto* qualifying = qualifying_metric(program());
    changes_.push_back({day_, index < 0 ? "" : tier(index).id, until, reason,
                        qualifying == nullptr ? 0 : value(qualifying->metric, qualifying->window, seen_, always()),
                        timeline_[version_].id});
  }

  /// The last day of the term that begins on `day`, in the morning or in the evening.
  Day term(int index, Day day, bool in_the_morning) const {
    if (index < 0 || tier(index).term.empty()) return never;
    const auto& part = tier(index).round_up;
    return part ? end_of(*part, day - (in_the_morning ? 1 : 0) + tier(index).term) : day + tier(index).term - 1;
  }

  void note(const Condition& condition, Day after, int index) {
    reasons_.push_back({tier(index).id, holding(), condition, after, seen_});
  }

  bool rise(bool on_first_day) {
    for (int higher = top(); higher > held_; --higher) {
      const auto& promote = tier(higher).promote;
      if (promote.has_value() != on_first_day || (promote && start_of(*promote, day_) != day_)) continue;
      if (!met(tier(higher).when, seen_)) continue;
      note(tier(higher).when, always(), higher);
      ended_.reset();
      reached_through_ = seen_;
      hold(higher, term(higher, day_, on_first_day), TierReason::promoted);
      return true;
    }
    return false;
  }

  void renew() {
    note(tier(held_).retain ? *tier(held_).retain : tier(held_).when, reached_through_, held_);
    Day until = term(held_, ended_.value_or(until_) + 1, true);
    while (until < day_) until = term(held_, until + 1, true);
    ended_.reset();
    reached_through_ = seen_;
    hold(held_, until, TierReason::renewed);
  }

  bool has_term() const { return held_ >= 0 && !tier(held_).term.empty() && until_ != never; }

  void morning() {
    if (!rise(true)) end_term();
  }

  bool end_term() {
    if (!has_term() || until_ >= day_) return false;
    const Tier& mine = tier(held_);
    if (kept()) {
      renew();
    } else if (ended_ || mine.grace_days == 0) {
      fall(true);
    } else {
      ended_ = until_;
      hold(held_, until_ + mine.grace_days, TierReason::grace);
    }
    return true;
  }

  void evening() {
    if (rise(false) || held_ < 0) return;
    if (!has_term()) {
      if (!met(tier(held_).when, seen_)) fall(false);
      return;
    }
    if (ended_ && kept()) renew();
  }

  int index_of(const std::string& id) const {
    const Tier* of = program().tier(id);
    return of == nullptr ? -1 : static_cast<int>(of - program().tiers.data());
  }
  Holding holding() const { return {held_ < 0 ? "" : tier(held_).id, until_, ended_, reached_through_}; }
  void fall_back_to(const Holding& before) {
    held_ = index_of(before.tier);
    until_ = before.until;
    ended_ = before.ended;
    reached_through_ = before.seen;
  }

  /// What rested on something that was given back since.
  void withdraw() {
    const bool today = std::any_of(history_.refunds.begin(), history_.refunds.end(),
                                   [this](const RefundFact& refund) { return refund.day() == day_; });
    if (!today) return;
    const int held = held_;
    const Day until = until_;
    const auto before = holding();
    Day first_gone = never;
    for (std::size_t at = 0; at < reasons_.size();) {
      const auto reason = reasons_[at];
      if (met(reason.condition, reason.seen, reason.after)) {
        ++at;
        continue;
      }
      reasons_.erase(reasons_.begin() + static_cast<std::ptrdiff_t>(at));
      // Where the member would have fallen without it is where they stay.
      const auto followed = at < reasons_.size() ? reasons_[at].before : holding();
      const bool anyway = index_of(reason.before.tier) > index_of(reason.landed.tier);
      if (reason.over && (anyway || followed != reason.landed)) continue;
      first_gone = std::min(first_gone, reason.seen);
      if (at < reasons_.size()) reasons_[at].before = reason.before;
      auto later = at;
      while (!reason.over && later < reasons_.size() && reasons_[later].over) ++later;
      if (later < reasons_.size())
        reasons_[later].before = reason.before;
      else
        fall_back_to(reason.before);
    }
    if (holding() == before) return;
    // Only what the day ends with is a line, and it is a fall if the member ends lower.
    const auto lines = changes_.size();
    while (until_ < day_ && end_term()) {}
    waited_for(first_gone);
    evening_after_withdrawal(lines, held, until, TierReason::demoted);
  }

  /// A tier that would have been reached on the first day of the calendar part.
  void waited_for(Day first_gone) {
    for (int higher = top(); higher > held_; --higher) {
      const auto& promote = tier(higher).promote;
      if (!promote) continue;
      const Day since = start_of(*promote, day_);
      const Day until = term(higher, since, true);
      if (since <= first_gone || until < day_ || !met(tier(higher).when, since - 1)) continue;
      const Day seen = seen_;
      seen_ = since - 1;
      note(tier(higher).when, always(), higher);
      seen_ = seen;
      ended_.reset();
      reached_through_ = since - 1;
      held_ = higher;
      until_ = until;
      break;
    }
    lines_after_waiting_ = changes_.size();
  }

  void evening_after_withdrawal(std::size_t lines, int held_before, Day until_before, TierReason why) {
    evening();
    const bool decided = changes_.size() > lines_after_waiting_;
    if (decided) why = changes_.back().reason;
    if (held_ < held_before) why = TierReason::demoted;
    changes_.resize(lines);
    if (held_ == held_before && until_ == until_before) return;
    hold(held_, until_, why);
  }

  void fall(bool in_the_morning) {
    int target = held_ - 1;
    const bool stays = tier(held_).demote == Demotion::one_step && target >= 0 && !tier(target).term.empty();
    const auto after = [&](int lower) { return has_term() && !tier(lower).term.empty() ? reached_through_ : always(); };
    while (!stays && target >= 0 && !met(tier(target).when, seen_, after(target))) --target;
    ended_.reset();
    reached_through_ = seen_;
    hold(target, term(target, day_, in_the_morning), TierReason::demoted);
    for (auto& reason : reasons_) {
      const Tier* of = program().tier(reason.tier);
      if (reason.over || (of != nullptr && of - program().tiers.data() <= held_)) continue;
      reason.over = true;
      reason.landed = holding();
    }
  }

  const Timeline& timeline_;
  const History& history_;
  std::size_t version_ = 0;
  Day day_ = {};
  std::vector<Pinned> terms_; ///< of the orders so far
  std::vector<Unnamed> unnamed_;
  int held_ = -1;
  Day until_ = never;
  std::optional<Day> ended_; ///< within the grace: last day of the term
  Day seen_ = {};            ///< last day of the facts that are known
  Day reached_through_ = {}; ///< what happened through this day reached or renewed the tier
  std::vector<Reason> reasons_;
  std::size_t lines_after_waiting_ = 0;
  std::vector<TierChange> changes_;
};

} // namespace loyalty
