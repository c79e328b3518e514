// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/price.hpp"

/// A buyer, a cart and some coupons.
namespace loyalty::price_shop {

using namespace loyalty;

inline const Day today = Day::from_civil(2026, 5, 20);

inline const Condition asked{.kind = Condition::Kind::compare, .metric = Metric::tag, .value = 1, .words = {"vip"}};

inline Buyer member(std::string_view tag = {}) {
  Buyer buyer{.day = today};
  buyer.meets = [is_vip = tag == "vip"](const Condition& condition) { return condition == asked && is_vip; };
  return buyer;
}

inline Cart cart(std::initializer_list<CartLine> lines) { return {.lines = lines}; }

/// A cart of 200.00: 120.00 of beauty and 80.00 of food.
inline Cart mixed() { return cart({{"cream", "beauty", 2, {6000}}, {"rice", "food", 1, {8000}}}); }

inline Coupon coupon(std::string id, CouponKind kind, std::string stacking = {}) {
  Coupon result{.id = std::move(id), .name = {}, .kind = std::move(kind)};
  result.stacking = std::move(stacking);
  return result;
}

inline Offered voucher(std::string code, const Coupon& of) {
  Voucher result{.code = std::move(code), .coupon = of.id, .kind = of.kind};
  result.min_spend = of.min_spend;
  result.lines = of.lines;
  result.stacking = of.stacking;
  result.last_day = today + 30;
  return {.voucher = result};
}

inline std::vector<std::string> used(const Quote& quote) {
  std::vector<std::string> codes;
  for (const auto& each : quote.used) codes.push_back(each.code);
  return codes;
}

/// "code reason" of every voucher left out.
inline std::vector<std::string> left_out(const Quote& quote) {
  std::vector<std::string> texts;
  for (const auto& each : quote.left_out) texts.push_back(each.voucher.code + ' ' + std::string(name_of(each)));
  return texts;
}

/// "step item base amount remaining", money in minor units.
inline std::vector<std::string> steps(const Quote& quote) {
  std::vector<std::string> texts;
  for (const auto& each : quote.steps)
    texts.push_back(std::string(to_string(each.step)) + ' ' + each.item + ' ' + std::to_string(each.base.minor) + ' ' +
                    std::to_string(each.amount.minor) + ' ' + std::to_string(each.remaining.minor));
  return texts;
}

using Texts = std::vector<std::string>;

inline constexpr Money yuan(std::int64_t amount) { return {amount * 100}; }
inline constexpr Ratio percent(std::int64_t share) { return {share * 10'000}; }

} // namespace loyalty::price_shop
