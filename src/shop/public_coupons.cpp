// SPDX-License-Identifier: MIT
#include "shop/public_coupons.hpp"

#include "loyalty/coupon.hpp"
#include "shop/voucher_finder.hpp"

namespace loyalty::shop {

PublicCoupons public_coupons(const Program* program, std::string_view codes, Money list) {
  PublicCoupons given;
  if (program == nullptr || codes.empty()) return given;
  const auto named = [&](std::string_view code) { return public_coupon(*program, code); };
  for (const auto& code : codes_in(codes, [&](std::string_view text) { return named(text) != nullptr; })) {
    const auto* coupon = named(code);
    if (coupon == nullptr || list < least_spend(*coupon)) continue;
    given.off += discount(coupon->kind, list);
    given.ships_free = given.ships_free || ships_order_free(coupon->kind);
  }
  return given;
}

} // namespace loyalty::shop
