// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "loyalty/number.hpp"

namespace loyalty::reports {

/// What is worth a look, in the order in which it is listed. None of it is proof of anything.
enum class WatchKind : std::uint8_t {
  refund_cycle,        ///< orders given back whole again and again
  spent_then_returned, ///< points were spent, and their orders given back
  split_orders,        ///< many orders a day where that brings more
  shared_identity,     ///< one phone or other identity for two members
  ring,                ///< inviter and invited share an identity, or the invited all bought the same least
  hand_awards,         ///< points by hand: often to one member, or much of a month's
  burst,               ///< many first orders of one amount at once
};

/// "refund_cycle": the name in every output.
std::string_view to_string(WatchKind kind);

struct WatchRow {
  WatchKind kind = WatchKind::refund_cycle;
  std::optional<MemberId> member = {}; ///< absent: nobody in particular
  std::string who = {};                ///< where it is about no member: who types; empty: nobody
  std::string what = {};               ///< the other member or members, or a month; empty: nothing more
  std::int64_t count = 0;              ///< of orders, members, points or awards
  std::optional<Money> amount = {};
  std::optional<Day> from = {};
  std::optional<Day> to = {};
};

} // namespace loyalty::reports
