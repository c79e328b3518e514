// SPDX-License-Identifier: MIT
#include "loyalty/order.hpp"

#include <array>
#include <tuple>

namespace loyalty {
namespace {

constexpr std::array<std::string_view, 6> status_words{"unpaid",    "paid",   "refunded",
                                                       "cancelled", "refund", "adjustment"};

} // namespace

bool order_counts_before(std::string_view shop, std::string_view number, std::string_view other_shop,
                         std::string_view other_number) {
  return std::tuple(shop, number.size(), number) < std::tuple(other_shop, other_number.size(), other_number);
}

std::string_view to_string(OrderStatus status) { return status_words.at(static_cast<std::size_t>(status)); }

} // namespace loyalty
