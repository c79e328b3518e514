// SPDX-License-Identifier: MIT
#include "store/purchases.hpp"

#include <algorithm>

#include "loyalty/figures.hpp"
#include "store/members.hpp"

namespace loyalty::store {
namespace {

/// Calls `use` with each order that is a purchase, as all that is known leaves it.
template <class Use>
void each_purchase(const History& history, const Use& use) {
  const auto standings = order_standings(history, never);
  for (std::size_t index = 0; index < standings.size(); ++index)
    if (standings[index].purchase) use(history.orders[index]);
}

Ledger& by_member(Ledger& ledger) {
  ledger.build_member_index();
  return ledger;
}

} // namespace

Purchases::Purchases(Ledger& ledger, std::optional<BatchId> batch)
    : ledger_(by_member(ledger)),
      batch_(batch),
      histories_(ledger, {}, {}, {.sales = false, .invited = false}),
      statements_(ledger.database(),
                  "SELECT o.batch_id FROM orders f JOIN orders o ON o.order_no = f.order_no AND o.shop = f.shop WHERE "
                  "f.id = ?") {}

Purchases::Bought Purchases::of(MemberId member) {
  Bought bought;
  histories_.seek(member, member);
  while (const auto* history = histories_.next()) {
    bought.member_since = history->joined_on;
    each_purchase(*history, [&](const OrderFact& order) {
      bought.first = std::min(bought.first, order.day());
      bought.before = bought.before || in_another_batch(order.id);
    });
  }
  return bought;
}

bool Purchases::in_another_batch(OrderId order) {
  bool another = false;
  statements_.bind(order);
  while (statements_.next())
    if (const auto batch = statements_.id<BatchId>(only); batch != batch_ && !ledger_.undone().contains(batch))
      another = true;
  return another;
}

BoughtBefore bought_before(Ledger& ledger, const std::unordered_map<MemberId, Day>& days) {
  BoughtBefore bought;
  HistoryReader histories(ledger, MemberId(1), last_member(ledger), {.sales = false, .invited = false});
  while (const auto* history = histories.next()) {
    const auto day = days.find(history->member);
    if (day == days.end()) continue;
    const auto orders = bought.orders;
    each_purchase(*history, [&](const OrderFact& order) { bought.orders += order.day() < day->second ? 1 : 0; });
    bought.members += bought.orders > orders ? 1 : 0;
  }
  return bought;
}

} // namespace loyalty::store
