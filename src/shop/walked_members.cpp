// SPDX-License-Identifier: MIT
#include "shop/walked_members.hpp"

#include "loyalty/figures.hpp"
#include "store/histories.hpp"
#include "store/members.hpp"

namespace loyalty::shop {

void walk_members(store::Ledger& ledger, const Timeline& timeline, Day as_of, const WalkedUse& use, bool sales) {
  Engine engine(timeline);
  store::HistoryReader histories(ledger, MemberId(1), store::last_member(ledger),
                                 {.sales = sales || looks_at_sales(timeline)});
  while (const auto* history = histories.next()) {
    if (!known_on(*history, as_of)) continue;
    engine.walk(*history, as_of);
    use(*history, engine);
  }
}

void walk_member(store::Ledger& ledger, const Timeline& timeline, MemberId member, Day as_of, const WalkedUse& use,
                 bool sales) {
  Engine engine(timeline);
  store::HistoryReader histories(ledger, member, member, {.sales = sales || looks_at_sales(timeline)});
  History nothing;
  nothing.member = member;
  const auto* history = histories.next();
  if (history == nullptr) history = &nothing;
  engine.walk(*history, as_of);
  use(*history, engine);
}

std::vector<MemberId> members_who(store::Ledger& ledger, const Timeline& timeline, const Condition& condition,
                                  Day as_of) {
  std::vector<MemberId> members;
  walk_members(
      ledger, timeline, as_of,
      [&](const History& history, Engine& engine) {
        if (engine.meets(condition, as_of)) members.push_back(history.member);
      },
      looks_at_sales(condition));
  return members;
}

} // namespace loyalty::shop
