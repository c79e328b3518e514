// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "loyalty/money.hpp"
#include "loyalty/order.hpp"
#include "loyalty/order_profile.hpp"

namespace loyalty::files {

/// What a row of a platform's file says of how its order stands.
struct StateSaid {
  RowState status = RowState::paid;
  bool claim_granted = false;           ///< by a column of claims: money was given back
  bool paid_at = false;                 ///< the row has a time of payment
  Money amount = {};                    ///< what was to be paid
  std::optional<Money> given_back = {}; ///< as far as the row says how much
};

/// How the order, or the line, stands.
struct StateConcluded {
  OrderStatus status = OrderStatus::paid;
  Money refunded = {};  ///< of a paid order, 0 … amount
  bool unclear = false; ///< something was given back, and nothing says how much
};

/// Puts the word for the status, that for a claim, the time of payment and the money given back together.
///
/// What came back counts as it is said, whatever the words are: all of it makes the order refunded. A claim that was
/// granted gave back everything where `claims_are_whole`, or where the order is over. An order that is over was given
/// back if it had been paid, and was cancelled if not.
StateConcluded conclude_state(const StateSaid& said, bool claims_are_whole);

} // namespace loyalty::files
