// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/coupon.hpp"
#include "shop/work.hpp"
#include "store/issue_key.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// Who wants how many of which gift, and the points they can spend.
struct GiftWish {
  std::string gift;
  std::int64_t times = 1;
  store::Member member;
  Points balance = 0;
};

struct GiftPrice {
  Points points = 0;
  std::optional<std::int64_t> left = {}; ///< in stock afterwards; absent: the gift has no stock
};

/// What the wish costs on the day of the command. Refused by `Error` (refused) as `check_gift` says. What was given
/// counts whatever its day, so that going back in time never gives away more than there is.
GiftPrice price_gift(const shop::Context& context, const shop::ProgramInForce& program, const GiftWish& wish);

/// What the vouchers that an act bought are issued under.
store::IssueKey issue_key_of_gift(const std::string& act_key);

/// Gives the member the vouchers that the gift is, in the same batch; none where it is a thing. To be asked only after
/// `price_gift`. Refused by `Error` (refused) as `issue-coupon` refuses them, but that points of their own buy them for
/// those too who are held out.
std::vector<Voucher> issue_gift(shop::Work& work, const shop::ProgramInForce& program, const GiftWish& wish,
                                const std::string& act_key);

} // namespace loyalty::app
