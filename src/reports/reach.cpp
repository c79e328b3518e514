// SPDX-License-Identifier: MIT
#include "reports/reach.hpp"

#include "shop/closed.hpp"
#include "store/forgotten.hpp"
#include "store/personal_data.hpp"

namespace loyalty::reports {

Reach reach_of(store::Ledger& ledger, MemberId member) {
  Reach reach;
  for (const auto& [name_space, value] : store::identities(ledger, member)) {
    if (name_space == "phone") reach.phone = value;
    if (name_space == "wechat") reach.wechat = value;
  }
  return reach;
}

std::unordered_set<MemberId> out_of_reach(store::Ledger& ledger, const Report& report, Day as_of) {
  auto out = store::forgotten_members(ledger);
  if (!report.tells_owed) out.merge(shop::closed_members(ledger, as_of));
  return out;
}

} // namespace loyalty::reports
