// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "loyalty/price.hpp"
#include "loyalty/pricing/price_lines.hpp"
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
  Money fee; ///< of a parcel that does not ship free
};

/// The best allowed combination, and why each other voucher is left out.
ChosenVouchers choose_vouchers(const VoucherGround& ground, std::span<const Offered> offered, const ShippingFee& fee);

} // namespace loyalty
