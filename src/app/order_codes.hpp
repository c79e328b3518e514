// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/work.hpp"
#include "loyalty/history.hpp"

namespace loyalty::app {

/// An order whose file names the voucher codes it was paid with, separated by ";".
struct OrderCodes {
  std::string order;
  std::string codes;
  MemberId member = 0; ///< 0: a guest
  Day day = {};
  Money amount = {}; ///< before the vouchers
};

/// Uses the vouchers that orders name, as the till would have on the day of the order. The order is in whatever becomes of
/// its codes: a code that cannot be used, or that is not of this shop, becomes a note.
std::vector<std::string> redeem_order_codes(Work& work, std::span<const OrderCodes> orders);

}  // namespace loyalty::app
