// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "measures.hpp"
#include "points.hpp"
#include "rewards.hpp"

namespace loyalty {

/// The member's tiers: what they are qualified for, what is held, and why each was reached.
class Ladder {
 public:
  Ladder(const Today& today, const PointsAccount& points, Measures& measures, Rewards& rewards);

  /// A tier keeps its place in the new version of the program, or the program no longer has it.
  void take_over(const Program& before);
  /// Before anything of the day counts.
  void begin_day() { pack_moved_counters_ = false; }
  /// What the calendar brings holds from this morning on, judged by what was known last night.
  void decide_in_the_morning();
  void decide_in_the_evening();

  /// The place of the tier that is held: at least what is granted; -1: none.
  int held() const { return shown_.tier; }
  /// The last day of what reached or last renewed that tier, if it is held by its conditions.
  std::optional<Day> reached_through(std::string_view tier) const;
  /// The next day after `day` on which the calendar alone can bring a decision.
  Day next_day(Day day) const;

 private:
  /// A tier that was reached or renewed, and why: when what it rested on is given back, so is the tier.
  struct Reached {
    TierState before;
    std::string tier;
    const Condition* condition = nullptr;
    Recalled seen = {};
    std::size_t balance_changes = 0;                                                    ///< that were known
    std::vector<std::pair<const Condition*, std::optional<std::int64_t>>> answers = {}; ///< that refunds do not change
    std::optional<Given> pack = {}; ///< of a tier that was reached for the first time
    bool over = false;              ///< the member fell since
    TierState landed = {}; ///< then; while it is held it goes with the tier, unless they would have fallen there anyway
  };
  /// A tier that waits for a calendar part, as the last one that began found it.
  struct Waited {
    TierState state;
    Reached reached;
  };

  const Tier& tier_at(int place) const { return today_.program().tiers[static_cast<std::size_t>(place)]; }
  void apply(const TierDecision& decision);
  void fall();
  void remember(const TierState& before, bool promoted);
  void remember(Reached reached, const TierState& before, bool promoted);
  /// A reason as it stands now, on what happened through `seen_through`.
  Reached reason_of(const Condition& condition, Day after, Day seen_through) const;
  bool stands(const Reached& reached) const;
  std::optional<std::int64_t> amended(const Condition& comparison, const Reached& reached) const;

  /// Tiers, packs and upgrades whose reason was given back go. Returns what was seen last when the first of them was
  /// reached.
  Day withdraw();
  Day withdraw(std::size_t place);
  /// Notes what was known of the tiers that wait when their calendar parts began.
  void note_waiting();
  /// Reaches the highest tier that would have been reached with the last part without what was given back.
  bool reach_waited_for(Day first_gone);

  Traits::Floor floor() const;
  Day next_day_of_free(const FreeDays& free, Day day) const;
  void show(std::optional<TierReason> reason);
  void write(TierReason reason);

  const Today& today_;
  const PointsAccount& points_;
  Measures& measures_;
  Rewards& rewards_;
  MetricOf metric_of_;
  TierState qualified_;
  TierState shown_;
  std::vector<Reached> reached_;
  std::vector<Waited> waited_;       ///< one for each tier that waits
  bool shown_closed_ = false;        ///< what was shown last was of somebody shut out
  bool pack_moved_counters_ = false; ///< today's pack came after today's decision
};

} // namespace loyalty
