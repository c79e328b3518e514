// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "rulebook.hpp"

namespace loyalty {

/// What every part sees of the day that is lived: whose it is, the version of the program that rules, and the tier
/// held since the morning.
struct Today {
  const History& history;
  Rulebook& rulebook;
  Conclusions& conclusions;
  std::size_t version = 0;
  Day day = {};
  int tier = -1;           ///< place in the program; -1: none
  bool given_back = false; ///< something was, today
  bool closed = false;     ///< shut out since the morning, or, in the evening, by what was told today

  const Program& program() const { return *rulebook.timeline()[version].program; }
  const Rules& rules() const { return rulebook.rules(version); }
  ProgramId program_id() const { return rulebook.timeline()[version].id; }
  const Tier* held() const { return tier < 0 ? nullptr : &program().tiers[static_cast<std::size_t>(tier)]; }

  std::int32_t intern(const RuleName& rule) const { return rulebook.intern({.program = program_id(), .rule = rule}); }
  const Terms& terms(std::int32_t index) const { return rulebook.terms()[static_cast<std::size_t>(index)]; }

  /// Opening points and growth stand for what was before them.
  Points counted_points(Points points) const { return day < history.points_from ? 0 : points; }
  Points counted_growth(Points growth) const { return day < history.growth_from ? 0 : growth; }
  /// The same of a reward for what was due on `due`.
  Reward counted(Reward reward, Day due) const {
    if (due < history.points_from) reward.points = 0;
    if (due < history.growth_from) reward.growth = 0;
    return reward;
  }
};

/// The day from which the shop counts a member's years.
inline Day first_day_of(const History& history) { return history.joined_on == never ? Day{} : history.joined_on; }

} // namespace loyalty
