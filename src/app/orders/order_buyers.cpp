// SPDX-License-Identifier: MIT
#include "app/orders/order_buyers.hpp"

#include <utility>

#include "loyalty/plain_key.hpp"

namespace loyalty::app {

bool names_buyer(const OrderRow& row, const OrderDetails* details) {
  return !row.member_id.empty() || (details != nullptr && !details->identities.empty());
}

std::optional<MemberId> OrderBuyers::member_of(const OrderRow& row, const OrderDetails* details) {
  if (!names_buyer(row, details)) return std::nullopt;
  const bool by_key = !row.member_id.empty();
  const auto member = by_key ? members_.find_or_add(row.member_id) : members_.find_or_add(details->identities.front());
  if (details == nullptr) return member;
  members_.note_name(member, details->name);
  // Where a platform knows the buyer, the phone is that of whoever receives the parcel.
  if (by_key) note_phone(member, row, *details);
  return member;
}

void OrderBuyers::note_phone(MemberId member, const OrderRow& row, const OrderDetails& details) {
  constexpr std::size_t shortest_phone = 5;
  const auto phone = plain_phone(details.phone);
  if (is_masked(phone))
    ++masked_phones_;
  else if (phone.size() >= shortest_phone && phone.find_first_of("xX") == std::string::npos)
    members_.note_phone(member, phone, row.line);
}

void OrderBuyers::note_nobodys(OrderId first, const OrderRow& row, const OrderDetails* details) {
  if (details == nullptr) return;
  store::OrderBuyer buyer{first, "", "", std::string(details->referrer_id)};
  if (row.unassigned) {
    buyer.name = details->name;
    buyer.phone = details->phone;
  }
  if (!buyer.name.empty() || !buyer.phone.empty() || !buyer.referrer.empty()) nobodys_.push_back(std::move(buyer));
}

void OrderBuyers::save(store::Batch& batch) {
  store::save_buyers(ledger_, batch, nobodys_);
  nobodys_.clear();
}

} // namespace loyalty::app
