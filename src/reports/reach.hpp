// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <unordered_set>

#include "loyalty/history.hpp"
#include "reports/report.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// How a member is written to; empty where the shop does not know.
struct Reach {
  std::string phone;
  std::string wechat;
};
Reach reach_of(store::Ledger& ledger, MemberId member);

/// Whom nobody writes to at the end of a day, in the list of that report: who was forgotten, and who is shut out.
std::unordered_set<MemberId> out_of_reach(store::Ledger& ledger, const Report& report, Day as_of);

} // namespace loyalty::reports
