// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/issuer.hpp"
#include "app/work.hpp"
#include "loyalty/coupon.hpp"

namespace loyalty::app {

/// A voucher, or a public code, as a customer shows it at the till.
struct RedeemRequest {
  std::string code;
  Money amount = {};                      ///< of the order before the voucher, above zero
  std::string order = {};                 ///< empty: not said
  std::optional<std::string> member = {}; ///< key or identity of who shows it; a public code needs it
};

/// What the till is told.
struct Redemption {
  std::optional<Refusal> refused = {};
  Voucher voucher = {};   ///< empty if it was not found
  std::string member;     ///< the shop's own key
  Money amount = {};
  Money discount = {};
  Money to_pay = {};
  bool already = false;   ///< the same order used it before; nothing was written
  bool claimed = false;   ///< a public code gave the member this voucher now
  Receipt receipt;
};

/// Uses a voucher by the terms it was issued with; the budget in money is that of the program version kept last. A
/// public code takes the member's voucher that ends first, or claims one by the rules of issuing. The same voucher,
/// order and amount again is the same redemption. The program file is read only for a code that no voucher has.
Redemption redeem_coupon(const Context& context, const std::function<ProgramText()>& program,
                         const RedeemRequest& request);

}  // namespace loyalty::app
