// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "loyalty/coupon.hpp"
#include "shop/work.hpp"

namespace loyalty::app {

struct VoidResult {
  std::optional<Refusal> refused = {};
  Voucher voucher = {}; ///< empty if it was not found
  bool already = false; ///< it was void before; nothing was written
  shop::Receipt receipt;
};

/// Cancels the voucher of this code, for a reason that is kept.
VoidResult void_coupon(const shop::Context& context, const std::string& code, const std::string& reason);

} // namespace loyalty::app
