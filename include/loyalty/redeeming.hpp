// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "loyalty/message.hpp"
#include "loyalty/money.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// Why points cannot be redeemed, in the order of the checks.
enum class RedeemRefusal : std::uint8_t {
  no_rule,              ///< the program gives points no worth
  below_minimum,        ///< fewer points than one redemption takes
  not_a_multiple,       ///< not a multiple of the step
  above_maximum,        ///< more points than one redemption takes
  not_enough_points,    ///< the member has fewer points to spend
  order_amount_missing, ///< the share of the order or its size is limited, but the order is not known
  below_minimum_spend,  ///< the order is too small for points
  above_share_of_order, ///< the points would pay for more of the order than the program allows
};

/// The name of a refusal in JSON and documentation, such as "below_minimum".
std::string_view to_string(RedeemRefusal refusal);
/// One sentence for people, without a full stop.
Message sentence(RedeemRefusal refusal);

/// The first reason why `points` of a member with `balance` cannot pay for an order of `order_amount` (what remains to
/// be paid before the points); nullopt if they can.
std::optional<RedeemRefusal> check_redemption(const std::optional<RedeemRule>& rule, Points points, Points balance,
                                              std::optional<Money> order_amount);

/// The money that points pay, fractions of the minor unit dropped.
Money worth_of(const RedeemRule& rule, Points points);

/// Of the points that paid for an order, those that come back once `back` of the `paid` money came back: all of them
/// where nothing of the order remains.
Points points_back(Points redeemed, Money paid, Money back, bool nothing_remains);

} // namespace loyalty
