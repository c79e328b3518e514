// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "loyalty/day.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/history.hpp"

namespace loyalty {

/// How far somebody has come whom a member brought.
enum class ReferralState : std::uint8_t {
  waiting, ///< has no order yet, or none that has left the hold
  counted, ///< a first order has left the hold and stays
  lost,    ///< what he ordered was given back
};

struct ReferralStanding {
  ReferralState state = ReferralState::waiting;
  FactId order = 0; ///< for which he counts; 0: none
};

/// The state at the end of a day, by the hold of the programs that ruled on the days of the orders.
ReferralStanding referral_standing(const Invited& invited, const Timeline& timeline, Day as_of);

}  // namespace loyalty
