// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/coupons/voucher_redeemer.hpp"

namespace loyalty::app {

/// A voucher, or a public code, as a customer shows it at the till.
struct RedeemRequest {
  std::string code;
  Money amount = {};                      ///< of the order before its vouchers, above zero; not looked at with lines
  std::string order = {};                 ///< empty: not said
  std::optional<std::string> member = {}; ///< key or identity of who shows it; a public code needs it
  std::vector<CartLine> lines = {};       ///< what is bought, before vouchers; empty: not said
};

/// Uses a voucher by the terms it was issued with; the budget in money is that of the program version kept last. A
/// public code takes the member's voucher that ends first, or claims one by the rules of issuing. The same voucher,
/// order and amount again is the same redemption. The program file is read only for a code that no voucher has.
Redemption redeem_coupon(const shop::Context& context, const std::function<shop::ProgramText()>& program,
                         const RedeemRequest& request);

} // namespace loyalty::app
