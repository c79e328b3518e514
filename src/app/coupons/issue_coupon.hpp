// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/coupons/voucher_redeemer.hpp"
#include "loyalty/coupon.hpp"

namespace loyalty::app {

/// Who is to be given vouchers of which coupon: members by key or identity, all who meet a condition, or nobody yet.
struct IssueRequest {
  std::string coupon;
  std::vector<std::string> members = {};
  std::optional<Condition> who = {};   ///< used where `members` is empty and `list` is not set
  std::int64_t count = 0;              ///< so many vouchers for whoever shows them, instead of members
  bool list = false;                   ///< an unknown member is refused like others; else the run stops
  std::optional<std::string> key = {}; ///< the same key again is the same issue; absent: once per member and day
  bool again = false;                  ///< issue another voucher although the key was used
};

/// A voucher as the shop hands it out.
struct Issued {
  std::string code;
  std::string member; ///< the shop's own key
  Day last_day = never;
  std::size_t place = 0; ///< in the answer, which has those issued before too
};

struct RefusedMember {
  std::string member;
  Refusal why;
};

/// What became of the request, each list in the order of the members.
struct IssueResult {
  std::vector<Issued> issued;
  std::vector<Issued> already; ///< issued before under the same key: the same answer again
  std::vector<RefusedMember> refused;
  std::int64_t outside = 0;  ///< who met the condition but are not in the coupon's audience
  std::optional<Money> most; ///< the most that the issued vouchers can take off; absent: the coupon sets no bound
  shop::Receipt receipt;

  /// All vouchers of the request, new or not, each at its place.
  std::vector<const Issued*> vouchers() const;
};

/// What a coupon can take off with one voucher; nothing where it sets no bound.
std::optional<Money> most_off(const CouponKind& kind);

/// Reads the condition that a caller means, once the program is known.
using ConditionOf = std::function<std::optional<Condition>(const Program&)>;

/// Gives each member a voucher with a code of its own, if the member is in the coupon's audience at the end of the day,
/// no hold-out keeps vouchers from them, the member's limit is not reached and the budget is not spent. A member named
/// twice gets one. Refused as a whole, by `Error`: a coupon that the program does not have. `who` replaces that of the
/// request. Whoever was given a voucher under the key is answered with that voucher, also where the request would no
/// longer reach that member: of a request by condition with a key of its own, all to whom the key has given one.
IssueResult issue_coupon(const shop::Context& context, const shop::ProgramText& program, const IssueRequest& request,
                         const ConditionOf& who = {});

} // namespace loyalty::app
