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
    while (reign_ + 1 < timeline_.size() && timeline_[reign_ + 1].from <= from) ++reign_;
    for (day_ = from; day_ <= through; day_ = day_ + 1) {
      take_over();
      for (const auto& order : history_.orders)
        if (order.day() == day_) terms_.push_back(pinned());
      for (const auto& refund : history_.refunds)
        if (refund.day() == day_ && refund.order < 0) take_unnamed(refund.amount);
      decide();
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

  const Program& program() const { return *timeline_[reign_].program; }
  const Tier& tier(int index) const { return program().tiers[static_cast<std::size_t>(index)]; }
  int top() const { return static_cast<int>(program().tiers.size()) - 1; }

  void take_over() {
    for (; reign_ + 1 < timeline_.size() && timeline_[reign_ + 1].from <= day_; ++reign_) {
      if (held_ < 0) continue;
      const auto id = tier(held_).id;
      const auto& next = timeline_[reign_ + 1];
      const Tier* same = next.program->tier(id);
      held_ = same == nullptr ? -1 : static_cast<int>(same - next.program->tiers.data());
      if (same != nullptr) continue;
      changes_.push_back({.day = day_, .reason = TierReason::program, .program = next.id});
      until_ = never;
      ended_.reset();
    }
  }

  Pinned pinned() const {
    Pinned of;
    const auto& rules = program();
    if (rules.points.earn)
      of.points = Terms{.program = 0,
                        .rule = "",
                        .earn = *rules.points.earn,
                        .multiplier = held_ < 0 ? Ratio{Ratio::one} : tier(held_).multiplier,
                        .cap = rules.points.caps.order};
    if (rules.growth.earn) of.growth = Terms{.program = 0, .rule = "", .earn = *rules.growth.earn};
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
      return std::max<Points>(0, earned({.program = 0, .rule = "", .earn = *rule}, all) - taken);
    };
    refund.points = missing(program().points.earn, points);
    refund.growth = missing(program().growth.earn, growth);
    unnamed_.push_back(refund);
  }

  std::int64_t value(Metric metric, const Window& window) const {
    const Day from = first_day(window, day_, history_.joined_on);
    std::int64_t sum = 0;
    for (std::size_t index = 0; index < terms_.size(); ++index) {
      const auto& order = history_.orders[index];
      if (order.day() < from) continue;
      Money left = order.void_from_start ? Money{} : order.amount - order.refunded;
      bool gone = left <= Money{};
      for (const auto& refund : history_.refunds) {
        if (refund.order != static_cast<std::int32_t>(index) || refund.day() > day_) continue;
        left = std::max(Money{}, left - refund.amount);
        gone = gone || refund.whole || left == Money{};
      }
      if (metric == Metric::spend) sum += left.minor;
      if (metric == Metric::orders) sum += gone ? 0 : 1;
      const auto& rates = metric == Metric::growth ? terms_[index].growth : terms_[index].points;
      if ((metric == Metric::growth || metric == Metric::points_earned) && rates) sum += earned(*rates, left);
    }
    for (const auto& refund : unnamed_) {
      if (refund.day < from) continue;
      if (metric == Metric::spend) sum -= refund.amount.minor;
      if (metric == Metric::growth) sum -= refund.growth;
      if (metric == Metric::points_earned) sum -= refund.points;
    }
    for (const auto& act : history_.acts)
      if (metric == Metric::points_earned && act.kind == ActKind::award && act.day >= from && act.day <= day_)
        sum += act.points;
    return sum;
  }

  bool met(const Condition& condition) const {
    return holds(condition, [this](const Condition& each) -> std::optional<std::int64_t> { return value(each.metric, each.window); });
  }

  void hold(int index, Day until, TierReason reason) {
    held_ = index;
    until_ = until;
    const auto* qualifying = qualifying_metric(program());
    changes_.push_back({day_, index < 0 ? "" : tier(index).id, until, reason,
                        qualifying == nullptr ? 0 : value(qualifying->metric, qualifying->window),
                        timeline_[reign_].id});
  }

  /// The last day of the term that begins on `day`.
  Day term(int index, Day day) const {
    return index < 0 || tier(index).term.empty() ? never : day + tier(index).term - 1;
  }

  void decide() {
    for (int higher = top(); higher > held_; --higher) {
      const auto& promote = tier(higher).promote;
      if ((promote && end_of(*promote, day_) != day_) || !met(tier(higher).when)) continue;
      ended_.reset();
      return hold(higher, term(higher, day_), TierReason::promoted);
    }
    if (held_ < 0) return;
    const Tier& mine = tier(held_);
    if (mine.term.empty() || until_ == never) {
      if (!met(mine.when)) fall();
      return;
    }
    if (!ended_ && day_ < until_) return;
    if (met(mine.when) || (mine.retain && met(*mine.retain))) {
      Day until = term(held_, ended_.value_or(until_) + 1);
      while (until <= day_) until = term(held_, until + 1);
      ended_.reset();
      return hold(held_, until, TierReason::renewed);
    }
    if (day_ < until_) return;
    if (ended_ || mine.grace_days == 0) return fall();
    ended_ = until_;
    hold(held_, until_ + mine.grace_days, TierReason::grace);
  }

  void fall() {
    int target = held_ - 1;
    const bool stays = tier(held_).demote == Demotion::one_step && target >= 0 && !tier(target).term.empty();
    while (!stays && target >= 0 && !met(tier(target).when)) --target;
    ended_.reset();
    hold(target, term(target, day_), TierReason::demoted);
  }

  const Timeline& timeline_;
  const History& history_;
  std::size_t reign_ = 0;
  Day day_ = {};
  std::vector<Pinned> terms_;  ///< of the orders so far
  std::vector<Unnamed> unnamed_;
  int held_ = -1;
  Day until_ = never;
  std::optional<Day> ended_;  ///< within the grace: last day of the term
  std::vector<TierChange> changes_;
};

}  // namespace loyalty
