// SPDX-License-Identifier: MIT
#include "shop/opted_out.hpp"

#include <unordered_map>
#include <utility>

#include "shop/closed.hpp"
#include "store/acts.hpp"

namespace loyalty::shop {

std::unordered_set<MemberId> opted_out(store::Ledger& ledger, Day day) {
  std::unordered_map<MemberId, std::pair<Day, ActId>> said; ///< the last word of each
  std::unordered_set<MemberId> out;
  const auto hear = [&](const store::StoredAct& stored) {
    if (stored.act.day > day) return;
    const std::pair word(stored.act.day, stored.act.id);
    const auto [last, first] = said.emplace(stored.member, word);
    if (!first && last->second > word) return;
    last->second = word;
    if (stored.act.kind == ActKind::opt_out)
      out.insert(stored.member);
    else
      out.erase(stored.member);
  };
  store::read_acts(ledger, ActKind::opt_out, hear);
  store::read_acts(ledger, ActKind::consent, hear);
  store::read_acts(ledger, ActKind::forget, [&](const store::StoredAct& stored) {
    if (stored.act.day <= day) out.insert(stored.member);
  });
  return out;
}

std::unordered_set<MemberId> not_written_to(store::Ledger& ledger, Day day) {
  auto out = opted_out(ledger, day);
  out.merge(closed_members(ledger, day));
  return out;
}

} // namespace loyalty::shop
