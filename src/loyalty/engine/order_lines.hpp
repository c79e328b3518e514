// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "loyalty/earning.hpp"
#include "loyalty/scope.hpp"
#include "orders.hpp"
#include "rating.hpp"
#include "today.hpp"

namespace loyalty {

/// Which scopes the member's orders are in, and what of them a rule is for.
class OrderLines {
 public:
  OrderLines(const Today& today, const Orders& orders) : today_(today), orders_(orders) {}

  /// Whether the order fits the scope, but for its lines and members.
  bool is_in(std::size_t index, const Scope& scope, const std::optional<Day>& birthday) const;
  /// Whether its lines come to what the scope asks for; `some`: there must be one, at least.
  bool has(std::size_t index, const LineScope& lines, bool some) const;
  /// What of the order such a rule is for; nothing where its lines do not come to what the scope asks for.
  RuleBase base_of(std::size_t index, const EarnRule& earn, const LineScope& lines, bool shipping) const;

 private:
  /// Of what was paid for the order, with or without the shipping fee, the part of the lines.
  Money amount_in(std::size_t index, const LineScope& lines, bool shipping) const;
  Money without_shipping(std::size_t index) const;
  CoveredLines covered(std::size_t index, const LineScope& lines, bool shipping) const;
  /// Of them, those that cost something, as many as are left of what was paid.
  std::int64_t paid_pieces(std::size_t index, const LineScope& lines) const;

  const Today& today_;
  const Orders& orders_;
};

} // namespace loyalty
