// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace loyalty {

/// What makes a voucher or a reward come by itself, each time for one occasion.
struct IssueRule {
  enum class On : std::uint8_t {
    birthday,    ///< each year, `number` days before the birthday
    joining,     ///< the day the member joined
    upgrade,     ///< a tier, or the tier `subject`, is first reached; of vouchers only
    order,       ///< the `number`-th order that counts; 0, of rewards only: every order
    invited,     ///< the `number`-th invited member's first order has left the hold
    dormant,     ///< `number` days after the last order
    campaign,    ///< the first day of the campaign `subject`
    membership,  ///< a term of the plan `subject` begins
    anniversary, ///< each year from the first on, `number` days before the day on which the member joined
    date,        ///< `subject`: "15" each month, "06-01" each year, or "2026-06-19" once
    registering, ///< the day on which the shop says that the member joined; no day of a first order
    brought,     ///< the `number`-th member was brought, bought or not
    streak,      ///< the activity `subject` on `number` days in a row, and again after as many more
  };
  On on = On::joining;
  std::int64_t number = 0;
  std::string subject = {};
};

} // namespace loyalty
