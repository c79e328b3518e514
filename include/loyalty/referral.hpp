// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/history.hpp"
#include "loyalty/number.hpp"

namespace loyalty {

/// A stretch of days on which an invited member counts for the one who brought them, and the order that makes them
/// count.
struct ReferralSpan {
  Day from = {};
  Day until = never; ///< first day on which they no longer count
  OrderId order = {};
  std::optional<OrderId> lost_by = {}; ///< the order row that ended it
};

/// Whoever was brought counts from the day on which their first order that was paid for has left the hold, as long as
/// at least the program's `min_order` is left of it. One that comes back leaves the case open for the next. Judged by
/// the programs that ruled on the days of the orders; in the order of their days, and they do not overlap.
std::vector<ReferralSpan> referral_spans(const Invited& invited, const Timeline& timeline);

/// How far somebody has come whom a member brought.
enum class ReferralState : std::uint8_t {
  waiting, ///< has no order yet, or none that has left the hold
  counted, ///< an order has left the hold and stays
  lost,    ///< what they ordered was given back
};

struct ReferralStanding {
  ReferralState state = ReferralState::waiting;
  std::optional<OrderId> order = {}; ///< for which they count
};

/// The state at the end of a day.
ReferralStanding referral_standing(const Invited& invited, const Timeline& timeline, Day as_of);

} // namespace loyalty
