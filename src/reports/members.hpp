// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "reports/member_rows.hpp"
#include "reports/report.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"
#include "store/members.hpp"

namespace loyalty::reports {

/// The members whom the shop knew at the end of a day.
struct MemberReport {
  Day as_of = {};
  MemberRows rows;                       ///< in the order in which they became members
  std::vector<std::string> tiers = {{}}; ///< ids; the first is empty: no tier
  std::optional<Metric> qualifying = {}; ///< what `MemberRow::qualifying` counts; absent: the program has no tier rule
  shop::MemberNames names;
  std::unordered_map<MemberId, std::int64_t> vouchers_open; ///< of members who have any
  bool for_people = false;                                  ///< people read it, rather than programs
};

struct MembersWanted {
  std::optional<std::string> tier = {}; ///< only who holds it; unknown ids are refused by `Error` (usage)
  std::optional<std::size_t> top = {};  ///< only so many with the largest net spend, the largest first
};

MemberReport report_members(store::Ledger& ledger, Day as_of, const MembersWanted& wanted = {});

/// The same for one member.
MemberReport report_member(store::Ledger& ledger, const store::Member& member, Day as_of);

/// The same columns as a table of one member.
Table member_table(const store::Member& member);

} // namespace loyalty::reports
