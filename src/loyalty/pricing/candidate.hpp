// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "loyalty/price.hpp"
#include "loyalty/pricing/price_floors.hpp"
#include "loyalty/pricing/price_pieces.hpp"

namespace loyalty {

inline constexpr std::size_t no_index = std::numeric_limits<std::size_t>::max();

/// A share of what a line still costs, which a step takes at most, but for so much that rounding adds.
struct LineShare {
  std::size_t line = 0;
  Ratio share = {};
  Money rounding = {};
};

/// A voucher that fits the cart by itself.
struct Candidate {
  const Offered* offered = nullptr;
  const Cart* cart = nullptr;
  std::vector<std::size_t> lines = {}; ///< what it is good for, and all that it can take something off
  CouponKind kind = {};                ///< what it gives here: of a ladder the step that is reached
  std::vector<Piece> reduced = {};     ///< of an offer on single pieces, the dearest first
  std::vector<LineShare> shares = {};  ///< by line; empty: what comes off is no share
  Money off_fee = {};                  ///< off the shipping fee
  bool combines = false;               ///< with others of other groups, for this buyer

  /// Whether what it takes is bounded by its shares, where it takes so much: a cap may bound it more.
  bool takes_share(Money off) const {
    const auto* percentage = std::get_if<PercentOff>(&kind);
    const bool capped = percentage != nullptr && percentage->max_discount && off >= *percentage->max_discount;
    return !shares.empty() && !capped;
  }

  const Voucher& voucher() const { return offered->voucher; }
};

/// Finds out what the voucher gives for its cart, with lines at these amounts. What costs nothing is no piece of an
/// offer, and where a step of a ladder is not reached, nothing comes off.
void judge(Candidate& candidate, std::span<const Money> amounts, Money fee);

/// What the voucher takes off where lines cost this, however little room there is.
Money wanted_off(const Candidate& candidate, std::span<const Money> amounts);
/// Takes it, or as much as there is room for; gives what came off every line.
std::vector<Money> take_off(const Candidate& candidate, std::vector<Money>& amounts, const Floors& floors);

/// What shipping costs with goods of an amount, where a voucher takes so much off the fee.
using ShippingFee = std::function<Money(Money goods, Money off)>;

/// Vouchers to be used, by their places among the candidates.
struct VoucherChoice {
  std::vector<std::size_t> used; ///< in the order of use
  Money to_pay = {};             ///< goods and shipping
};

} // namespace loyalty
