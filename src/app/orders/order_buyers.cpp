// SPDX-License-Identifier: MIT
#include "app/orders/order_buyers.hpp"

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
  if (!row.unassigned || details == nullptr || (details->name.empty() && details->phone.empty())) return;
  nobodys_.push_back({first, std::string(details->name), std::string(details->phone)});
}

void OrderBuyers::save() {
  store::save_buyers(ledger_, nobodys_);
  nobodys_.clear();
}

} // namespace loyalty::app
