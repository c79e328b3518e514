// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "loyalty/price.hpp"
#include "loyalty/pricing/price_floors.hpp"

namespace loyalty {

inline constexpr std::size_t no_index = std::numeric_limits<std::size_t>::max();

/// A voucher that fits the cart by itself.
struct Candidate {
  const Offered* offered = nullptr;
  std::vector<std::size_t> lines = {}; ///< what it is good for
  bool combines = false;               ///< with others of other groups, for this buyer

  const Voucher& voucher() const { return offered->voucher; }
};

/// What shipping costs with goods of an amount; `free`: a voucher pays.
using ShippingFee = std::function<Money(Money goods, bool free)>;

/// Vouchers to be used, by their places among the candidates.
struct VoucherChoice {
  std::vector<std::size_t> used; ///< in the order of use
  Money to_pay = {};             ///< goods and shipping
};

} // namespace loyalty
