// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "loyalty/money.hpp"
#include "loyalty/program.hpp"
#include "loyalty/scheme_cost.hpp"

namespace loyalty::shop {

/// What the public coupons among the codes of an order's file give.
struct PublicCoupons {
  Money off = {};
  LargestOff off_shipping = {};
};

/// Of an order that came to `list` before anything was taken off. `program` may be nullptr: then no code is public.
PublicCoupons public_coupons(const Program* program, std::string_view codes, Money list);

} // namespace loyalty::shop
