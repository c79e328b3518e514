// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/currency.hpp"
#include "loyalty/day.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// What the orders say of a shop that has no scheme yet.
struct ShopFigures {
  Currency currency = cny;
  std::int64_t buyers = 0;    ///< members with an order
  std::int64_t repeaters = 0; ///< with a second one
  std::int64_t orders = 0;    ///< of members
  Day first = never;          ///< of their orders
  Day last = {};
  std::vector<Money> amounts = {}; ///< of the orders, ascending
  std::vector<Money> spent = {};   ///< net of each buyer in the year through `last`, above zero, descending
  std::vector<std::int32_t> days_until_next = {}; ///< from each order to the next one of the same buyer, ascending
};

/// A tier that so many reach by what they spend in a year.
struct ProposedTier {
  Money from = {};
  std::int64_t holders = 0; ///< who spent as much in the year
  Ratio share = {};         ///< of the buyers whom it was meant for
  Money keep = {};          ///< what keeps it
  Ratio multiplier = {};    ///< of points
};

/// A scheme made of the shop's own figures.
struct Proposal {
  Currency currency = cny;
  Money unit = {}; ///< one point for each full unit; 100 points pay for one unit
  std::vector<ProposedTier> tiers =
      {};                       ///< lowest first, each above the one before; none where too few buyers are known
  std::int32_t silent_days = 0; ///< most who come again have done so by then
  Ratio back_by_then = {};      ///< of all who came again
  Money typical_order = {};     ///< the median
  Money voucher_off = {};       ///< for whoever was silent for so long
  Money voucher_from = {};      ///< its minimum
};

/// Below so many buyers in a year the limits of tiers are better set by hand.
inline constexpr std::int64_t fewest_for_tiers = 50;

/// Points worth about 1 % of sales; tiers for the best fifth and the best twentieth of a year's buyers; a voucher for
/// those who are silent for longer than four fifths of all who came again were. Nothing where nobody bought.
std::optional<Proposal> propose(const ShopFigures& figures);

/// The largest of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten, in whole units of the currency, that is not above
/// the amount; nothing below one unit.
std::optional<Money> round_amount_below(Money amount, Currency currency);

} // namespace loyalty
