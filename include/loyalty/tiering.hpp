// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "loyalty/condition.hpp"
#include "loyalty/day.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// Why a member's tier, or the day until which it is held, changed. The numbers are those stored in the ledger.
enum class TierReason : std::uint8_t {
  promoted = 1, ///< the condition of a higher tier held
  renewed = 2,  ///< the term ended and the member kept the tier
  grace = 3,    ///< the term ended; the member may still keep the tier until the grace ends
  demoted = 4,  ///< the tier was not kept
  program = 5,  ///< the program no longer has the tier
  granted = 6,  ///< given by hand, by a plan or for a time: a floor while it lasts
  ended = 7,    ///< what was granted ended
};

std::string_view to_string(TierReason reason);

/// The tier that a member holds.
struct TierState {
  int tier = -1;                       ///< index into `Program::tiers`; -1: none
  Day until = never;                   ///< last day of the term or of the grace
  std::optional<Day> grace_after = {}; ///< within the grace: last day of the term that ended
  Day seen_through = {}; ///< last day of the facts that reached or last renewed the tier: they do not also keep it

  bool operator==(const TierState&) const = default;
};

struct TierDecision {
  TierState state;
  TierReason reason;
};

/// The metrics of one member on the day of a decision. Through a window that rolls, only what happened after `after`
/// counts.
using MetricOf = std::function<std::optional<std::int64_t>(const Condition& comparison, Day after)>;

/// As `after`: everything in the window counts.
inline constexpr Day from_the_beginning{std::numeric_limits<std::int32_t>::min()};

/// What the calendar decides in the morning of `day`, on what was known at the end of the day before; nullopt if
/// everything stays as it is. On the first day of the calendar part, the highest higher tier that waited for it is
/// reached. A term or grace whose last day was yesterday is renewed if the tier is kept (by `retain`, or by `when`
/// where there is none, on what happened after the tier was reached or last renewed), else turns into grace, else the
/// member falls, one step or to what is qualified; a lower term is qualified for on the same facts as would keep the
/// tier.
std::optional<TierDecision> decide_in_the_morning(const Program& program, const TierState& state, Day day,
                                                  const MetricOf& value_of);

/// What the facts of `day` decide at its end. The highest higher tier whose `when` holds is reached, unless it waits
/// for a calendar part; a tier held from day to day falls when its `when` fails; within the grace, what keeps the tier
/// renews it.
std::optional<TierDecision> decide_in_the_evening(const Program& program, const TierState& state, Day day,
                                                  const MetricOf& value_of);

/// The tier reached on `day` by what happened through `seen_through`, with its term.
TierState reached_on(const Program& program, int tier, Day day, Day seen_through);

/// Whether the tier is kept at the end of a term, on what happened after it was reached or last renewed.
bool keeps_tier(const Program& program, const TierState& state, const MetricOf& value_of);
/// The condition that keeps the tier at the end of a term.
const Condition& keeping(const Tier& tier);

/// Whether the tier lasts exactly as long as its `when` holds: it has no term.
bool held_from_day_to_day(const Program& program, const TierState& state);

/// The next day after `day` on which the calendar alone can bring a decision: the day after a term or grace, or the day
/// of a promotion that waits. `never` if none. Windows are the caller's business.
Day next_tier_day(const Program& program, const TierState& state, Day day, const MetricOf& value_of);

/// Whether more spend, orders, growth or points can only help: no upper bounds and no `none` in any tier.
bool only_lower_bounds(const Program& program);

/// One line of a member's tier history: at the end of `day` the member holds `tier`.
struct TierChange {
  Day day = {};
  std::string tier = {}; ///< id; empty: none
  Day until = never;
  TierReason reason = TierReason::promoted;
  std::int64_t qualifying = 0; ///< the qualifying metric on that day
  ProgramId program = {};
  bool reversal = false; ///< this line cancels an equal earlier one

  bool operator==(const TierChange&) const = default;
};

} // namespace loyalty
