// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
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
  int tier = -1; ///< index into `Program::tiers`; -1: none
  Day until = never; ///< last day of the term or of the grace
  std::optional<Day> grace_after = {}; ///< within the grace: last day of the term that ended
};

struct TierDecision {
  TierState state;
  TierReason reason;
};

/// The metrics of one member on the day of a decision.
using MetricOf = std::function<std::optional<std::int64_t>(const Condition& comparison)>;

/// The decision at the end of `day`; nullopt if everything stays as it is. In this order: the highest higher tier whose
/// `when` holds is reached (with `promote`, only on the last day of the calendar part); a tier held from day to day
/// falls when its `when` fails; a term that ends is renewed if `retain` or still `when` holds, else turns into grace,
/// else the member falls, one step or to what is qualified; within the grace, the same renews the tier.
std::optional<TierDecision> decide_tier(const Program& program, const TierState& state, Day day,
                                        const MetricOf& value_of);

/// Whether the tier lasts exactly as long as its `when` holds: it has no term.
bool held_from_day_to_day(const Program& program, const TierState& state);

/// The next day after `day` on which the calendar alone can bring a decision: the end of a term or grace, or the day of
/// a promotion that waits. `never` if none. Windows are the caller's business.
Day next_tier_day(const Program& program, const TierState& state, Day day, const MetricOf& value_of);

/// Whether more spend, orders, growth or points can only help: no upper bounds and no `none` in any tier.
bool only_lower_bounds(const Program& program);

/// One line of a member's tier history: from the end of `day` the member holds `tier`.
struct TierChange {
  Day day = {};
  std::string tier = {}; ///< id; empty: none
  Day until = never;
  TierReason reason = TierReason::promoted;
  std::int64_t qualifying = 0; ///< the qualifying metric on that day
  ProgramId program = 0;
  bool reversal = false; ///< this line cancels an equal earlier one

  bool operator==(const TierChange&) const = default;
};

}  // namespace loyalty
