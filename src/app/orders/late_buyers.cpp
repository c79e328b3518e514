// SPDX-License-Identifier: MIT
#include "app/orders/late_buyers.hpp"

#include <fmt/format.h>

namespace loyalty::app {

std::optional<MemberId> LateBuyers::note(const OrderRow& row, const OrderDetails* details) {
  const auto member = buyers_.member_of(row, details);
  if (member) named_.push_back({std::string(row.order_id), std::string(row.shop), *member});
  return member;
}

void LateBuyers::link(Imported& result) {
  if (named_.empty()) return;
  OrderLinker linker(work_);
  for (const auto& [order, shop, member] : named_)
    static_cast<void>(linker.take({order, store::key_of(work_.ledger(), member), shop}));
  OrdersLinked linked;
  linker.finish(linked);
  for (auto& note : linked.rows.notes) result.notes.push_back(std::move(note));
  if (linked.rows.added > 0)
    result.notes.push_back(
        fmt::format("{} orders that were nobody's are their buyers' now, whom the file names", linked.rows.added));
}

} // namespace loyalty::app
