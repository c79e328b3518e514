// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/issuer.hpp"
#include "app/work.hpp"
#include "loyalty/coupon.hpp"

namespace loyalty::app {

/// Who is to be given vouchers of which coupon: members by key or identity, or all who hold one of some tiers.
struct IssueRequest {
  std::string coupon;
  std::vector<std::string> members = {};
  std::vector<std::string> tiers = {}; ///< used where `members` is empty and `list` is not set
  bool list = false;                   ///< an unknown member is refused like others; else the run stops
  std::optional<std::string> key = {}; ///< the same key again is the same issue; absent: once per member and day
  bool again = false;                  ///< issue another voucher although the key was used
};

/// A voucher as the shop hands it out.
struct Issued {
  std::string code;
  std::string member; ///< the shop's own key
  Day last_day = never;
};

struct RefusedMember {
  std::string member;
  Refusal why;
};

/// What became of the request, each list in the order of the members.
struct IssueResult {
  std::vector<Issued> issued;
  std::vector<Issued> already; ///< issued before under the same key
  std::vector<RefusedMember> refused;
  Receipt receipt;
};

/// In a dry run codes are not made known: they will be others.
inline constexpr std::string_view code_to_come = "XXXXX-XXXXXX";

/// Gives each member a voucher with a code of its own, if the coupon is meant for the tier held at the end of the day,
/// the member's limit is not reached and the budget is not spent. A member named twice gets one. Refused as a whole,
/// by `Error`: a coupon or tier that the program does not have.
IssueResult issue_coupon(const Context& context, const ProgramText& program, const IssueRequest& request,
                         const Entropy& entropy);

}  // namespace loyalty::app
