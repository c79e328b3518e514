// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/orders/order_codes.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/figures.hpp"
#include "shop/work.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// What there is of a member before they are merged.
struct MergeSide {
  store::Member member;
  Day since = never; ///< a member since; `never`: none so far
  OrderFigures orders = {};
  Balance points = {};
  std::string tier;
  std::int64_t vouchers = 0; ///< open
  Money wallet = {};
};

struct MembersMerged {
  MergeSide kept;
  MergeSide other;
  /// Vouchers that came to both for the same reason, each but the first: they stay.
  std::int64_t issued_twice = 0;
  /// Of orders of either, now that both have the same vouchers.
  CodesJudged codes = {};
  shop::Receipt receipt;
};

/// Makes two members one, who were the same customer all along: all that is known of `other` is `kept`'s, whose key
/// they keep; both keys find them. From the next settled day on everything is as if it had been one member from the
/// start. Both are named by key or identity. Refused by `Error` where both are the same already, and where what is
/// known of them cannot be true of one customer.
MembersMerged merge_members(const shop::Context& context, const std::string& kept, const std::string& other);

} // namespace loyalty::app
