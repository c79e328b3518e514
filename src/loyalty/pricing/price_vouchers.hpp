// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "loyalty/price.hpp"
#include "loyalty/pricing/price_search.hpp"

namespace loyalty {

/// The vouchers of one quote.
struct ChosenVouchers {
  std::vector<Candidate> used;   ///< in the order in which they are used
  std::vector<LeftOut> left_out; ///< in the same order
};

/// What vouchers are held against.
struct VoucherGround {
  const Program& program;
  const Buyer& buyer;
  const Cart& cart;
  std::span<const Money> member_amounts; ///< of the lines, after member price
  std::span<const Money> amounts;        ///< of the lines, before vouchers
  const Floors& floors;
};

/// The best allowed combination, and why each other voucher is left out.
ChosenVouchers choose_vouchers(const VoucherGround& ground, std::span<const Offered> offered, const ShippingFee& fee);

/// The indices of the cart's lines in scope.
std::vector<std::size_t> lines_in(const Cart& cart, const LineScope& scope);
/// These lines of the cart together, at these amounts of all lines.
CoveredLines together(const Cart& cart, std::span<const Money> amounts, std::span<const std::size_t> lines);

} // namespace loyalty
