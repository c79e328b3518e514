// SPDX-License-Identifier: MIT
#include "reports/reach.hpp"

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

std::unordered_set<MemberId> out_of_reach(store::Ledger& ledger) { return store::forgotten_members(ledger); }

} // namespace loyalty::reports
