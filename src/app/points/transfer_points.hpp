// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "loyalty/entry.hpp"
#include "shop/work.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// Points that one member hands on to another.
struct TransferRequest {
  std::string from; ///< key or identity
  std::string to;
  Points points = 0;
  std::string reason = {};
  std::string key = {}; ///< the same key again is the same transfer; made of the request where it is empty
  bool again = false;   ///< the same request on the same day is meant as another one
};

/// One of the two, before and after.
struct TransferSide {
  store::Member member;
  Balance before = {};
  Balance after = {};
};

struct TransferDone {
  TransferSide from;
  TransferSide to;
  Points points = 0;
  bool repeated = false; ///< recorded before; nothing changed
  std::optional<BatchId> earlier_batch = {};
  shop::Receipt receipt;
};

/// Hands points on, on the day of the command, which comes after everything known of that day; both accounts are
/// settled through it first. The points go by the order in which they are spent, and each keeps its last day. They are
/// neither earned nor redeemed. Should facts that come late leave the giver too few, the rest is owed, and whoever was
/// given points keeps them. Refused by `Error` (refused): an unknown member, a missing reason, a day before the last
/// one settled for either, a key used for something else, and what `check_transfer` refuses.
TransferDone transfer_points(const shop::Context& context, const shop::ProgramText& program,
                             const TransferRequest& request);

} // namespace loyalty::app
