// SPDX-License-Identifier: MIT
#include "loyalty/referral.hpp"

#include "reigns.hpp"

namespace loyalty {

ReferralStanding referral_standing(const Invited& invited, const Timeline& timeline, Day as_of) {
  bool lost = false;
  for (const auto& order : invited.orders) {
    if (order.day < invited.on || order.day > as_of) continue;
    const auto* program = program_on(timeline, order.day);
    const Day stays_on = order.day + (program == nullptr ? 0 : program->referral.hold_days);
    const bool gone = order.lost_on <= as_of;
    // Only the first order that outlives the hold counts, even if it is lost later.
    if (order.lost_on > stays_on) {
      if (gone) return {ReferralState::lost};
      if (stays_on > as_of) return {};
      return {ReferralState::counted, order.id};
    }
    if (!gone) return {};
    lost = true;
  }
  return {lost ? ReferralState::lost : ReferralState::waiting};
}

}  // namespace loyalty
