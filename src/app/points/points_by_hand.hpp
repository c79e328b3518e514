// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/entry.hpp"
#include "loyalty/history.hpp"
#include "loyalty/message.hpp"
#include "shop/work.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// What somebody asks for at the counter.
struct PointsRequest {
  ActKind kind = ActKind::award;
  std::string member;      ///< key or identity
  Points points = 0;       ///< negative only for an adjustment downwards
  std::string reason = {}; ///< needed for awards and adjustments
  std::string key = {};    ///< the same key again is the same act; made of the request where it is empty
  bool again = false;      ///< the same request on the same day is meant as another one
  std::string order = {};  ///< order id that redeemed points pay for
  std::string shop = {};   ///< of that order
  std::optional<Money> amount =
      {};                 ///< of an order that the ledger does not know yet; with its id it is linked when it comes
  std::string gift = {};  ///< id of what the points buy; `points` are its price then
  std::int64_t times = 1; ///< so many of the gift
};

/// That points bought.
struct GiftVoucher {
  std::string code;
  Day last_day = never;
};

struct PointsDone {
  store::Member member;
  Balance before;
  Balance after;
  Points points = 0;                           ///< moved
  Money worth = {};                            ///< of redeemed points
  std::optional<std::int64_t> gifts_left = {}; ///< of the gift, if it has a stock
  std::vector<GiftVoucher> vouchers = {};      ///< that the gift is, also where it was bought before
  bool repeated = false;                       ///< the act was recorded before; nothing changed
  std::optional<BatchId> earlier_batch = {};
  Message note = {}; ///< what may be told twice; empty: nothing
  shop::Receipt receipt;
};

/// Awards, redeems or adjusts points of one member on the day of the command, which comes after everything known of
/// that day. The member's account is settled through that day first. Refused by `Error` (refused): an unknown member or
/// order, a missing reason, a day before the last one settled for the member, a key used for something else, and, for
/// redemptions, what `check_redemption`, `check_gift` or, of vouchers, the coupon refuses; an adjustment below zero.
PointsDone change_points(const shop::Context& context, const shop::ProgramText& program, const PointsRequest& request);

} // namespace loyalty::app
