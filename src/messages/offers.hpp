// SPDX-License-Identifier: MIT
#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "loyalty/effect.hpp"
#include "loyalty/line_scope.hpp"
#include "loyalty/message.hpp"

namespace loyalty::messages {

/// What programs offer, as sentences say it: "20% off", "buy 2, get 1 more at 100% off".
class Offers {
 public:
  explicit Offers(Currency currency) : currency_(currency) {}

  Amount amount(Money money) const { return {money, currency_, true}; }

  Message of(Money off) const;
  static Message of(Ratio share);

  Message of(const AmountOff& kind) const;
  Message of(const PercentOff& kind) const;
  Message of(const FreeShipping& kind) const;
  Message of(const GiftItem& kind) const;
  Message of(const BonusPoints& kind) const;

  Message of(const LinesOff& effect) const;
  Message of(const ThresholdOff& effect) const;
  Message of(const LadderOff& ladder) const;
  Message of(const LadderStep& step) const;
  Message of(const PiecesOff& rule) const;
  Message of(const ShippingOff& effect) const;
  Message of(const LinePrice& effect) const;
  /// Of what changes no price.
  template <class Effect>
  Message of(const Effect&) const {
    return {};
  }

  /// The offer with what its lines have to be.
  Message on(const LineScope& lines, Message offer) const;

 private:
  template <class Value>
  Message pieces(const PiecesOff& rule, const Value& value) const;
  Message pieces(const PiecesOff& rule, PiecesOff::Price price) const;

  Currency currency_;
};

} // namespace loyalty::messages
