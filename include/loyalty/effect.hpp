// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "loyalty/earning.hpp"
#include "loyalty/money.hpp"
#include "loyalty/pieces.hpp"

namespace loyalty {

// What campaigns and vouchers give. A new effect is one more alternative of a variant; the compiler names most places
// that must handle it.

/// So much off: a share, or an amount.
using Reduction = std::variant<Ratio, Money>;
/// What it takes off `base`: a share to the nearest minor unit, an amount as far as there is enough.
Money taken_off(const Reduction& reduction, Money base);

/// More points on the lines in scope.
struct EarnMore {
  EarnRule earn;
};
/// More growth on the lines in scope.
struct EarnGrowth {
  EarnRule earn;
};
/// All points of the order times so much.
struct Multiply {
  Ratio factor;
};
/// So many points for the order, whatever its amount.
struct BonusPoints {
  Points points = 0;

  bool operator==(const BonusPoints&) const = default;
};
/// Off the lines in scope, on the amount after the tier's member price.
struct LinesOff {
  Ratio share;
};
/// Off the lines in scope once they come to so much; if `repeats`, for each full `min_spend`.
struct ThresholdOff {
  Money min_spend;
  Money off;
  bool repeats = false;
};
/// One step of a ladder.
struct LadderStep {
  Money spend = {};        ///< the lines in scope come to this, …
  std::int64_t pieces = 0; ///< … or are so many pieces
  Reduction off = Ratio{};

  bool operator==(const LadderStep&) const = default;
};
/// Off the lines in scope by steps, which ascend and all ask for money or all for pieces. The highest that is reached
/// counts, and no other.
struct LadderOff {
  std::vector<LadderStep> steps = {};

  bool operator==(const LadderOff&) const = default;
};
/// The highest step that lines of this amount and so many pieces reach; nullptr: none.
const LadderStep* step_reached(const LadderOff& ladder, Money spend, std::int64_t pieces);

/// Each piece of the lines in scope costs no more than this.
struct LinePrice {
  Money each;

  bool operator==(const LinePrice&) const = default;
};

/// Off the shipping fee.
struct ShippingOff {
  Reduction off;

  bool operator==(const ShippingOff&) const = default;
};

using CampaignEffect = std::variant<EarnMore, EarnGrowth, Multiply, BonusPoints, LinesOff, ThresholdOff, LadderOff,
                                    PiecesOff, LinePrice, ShippingOff>;
/// Whether it changes what an order earns; everything else changes what it costs.
bool earns(const CampaignEffect& effect);
/// Whether it changes the points that an order earns.
bool changes_points(const CampaignEffect& effect);
/// Whether it is for the lines in scope, and not for the whole order that holds them.
bool is_of_lines(const CampaignEffect& effect);

struct AmountOff {
  Money amount;

  bool operator==(const AmountOff&) const = default;
};
struct PercentOff {
  Ratio share;
  std::optional<Money> max_discount = {};

  bool operator==(const PercentOff&) const = default;
};
/// The order ships free.
struct FreeShipping {
  bool operator==(const FreeShipping&) const = default;
};
/// A thing handed out with the order.
struct GiftItem {
  std::string what;

  bool operator==(const GiftItem&) const = default;
};
/// What a voucher gives; `BonusPoints` when it is used. Those from `LadderOff` on are what campaigns do too, off the
/// lines that the voucher is good for.
using CouponKind = std::variant<AmountOff, PercentOff, FreeShipping, GiftItem, BonusPoints, LadderOff, PiecesOff,
                                LinePrice, ShippingOff>;

/// What such a kind says, as one line of text, the same for equal ones: "ladder spend=20000,share=200000", "pieces
/// buy=2;get=1;share=1000000". Money stands in minor units, a share in millionths. Empty for all other kinds.
std::string to_text(const CouponKind& kind);
/// The kind of such a text; nullopt if it is none.
std::optional<CouponKind> coupon_kind_of(std::string_view text);

} // namespace loyalty
