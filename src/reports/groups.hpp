// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/history.hpp"
#include "reports/work_texts.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Somebody to be invited into a chat group or to be taken out of it.
struct GroupChange {
  std::string group; ///< id
  bool invite = true;
  MemberId member = {};
  Day day = {}; ///< when it came to that
};

struct GroupChanges {
  std::vector<GroupChange> rows; ///< by group, invitations first, then by member
  shop::MemberNames names;
  WorkTexts texts = {};
};

/// The days of which changes are told.
struct GroupDays {
  Day from = {};
  Day to = {};
};

/// How the rosters at the end of `to` differ from those before `from`; without days: from those before the last night
/// through `as_of`. Who wants no messages is not invited.
GroupChanges report_groups(store::Ledger& ledger, const std::optional<GroupDays>& days, Day as_of);

/// Somebody who is on a roster.
struct RosterRow {
  std::string group; ///< id
  MemberId member = {};
  Day since = {};
};

struct Rosters {
  std::vector<RosterRow> rows; ///< by group, then by member
  shop::MemberNames names;
  WorkTexts texts = {};
};

/// The rosters at the end of a day, as far as nights recorded them.
Rosters report_rosters(store::Ledger& ledger, Day as_of);

} // namespace loyalty::reports
