// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/orders/code_outcomes.hpp"
#include "shop/work.hpp"
#include "store/coded_orders.hpp"

namespace loyalty::app {

/// An order whose file states another discount than the program explains.
struct OtherDiscount {
  std::string order;
  Money stated = {};
  Money explained = {};
};

/// What became of the codes of orders.
struct CodesJudged {
  std::int64_t used = 0; ///< now
  std::vector<UnusedCode> unused = {};
  std::vector<OtherDiscount> other_discounts = {};
};

/// Judges the codes that these orders name, and have not used yet, one order after the other: by moment, shop and
/// number, whatever file they came in. The program that ruled on the day of the order says whether a code is a use and
/// of how much, as a quote of that cart and those codes would have; where it leaves a code unused, the version kept
/// last is asked, so that a program can be mended. What an order uses, orders behind it do not have: where their codes
/// were vouchers of the same coupon, they are judged again. The order stands whatever becomes of its codes.
CodesJudged judge_codes(shop::Work& work, const Timeline& timeline, const std::vector<store::OrderPlace>& orders);
/// The same for those of these orders, by their first statements, that stand and name codes: it turned out whose they
/// are.
CodesJudged judge_codes(shop::Work& work, std::span<const OrderId> orders);

} // namespace loyalty::app
