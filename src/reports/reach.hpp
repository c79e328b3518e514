// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <unordered_set>

#include "loyalty/history.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// How a member is written to; empty where the shop does not know.
struct Reach {
  std::string phone;
  std::string wechat;
};
Reach reach_of(store::Ledger& ledger, MemberId member);

/// Members whom nobody may write to any more, because they were forgotten.
std::unordered_set<MemberId> out_of_reach(store::Ledger& ledger);

} // namespace loyalty::reports
