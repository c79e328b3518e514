// SPDX-License-Identifier: MIT
#include "app/orders/forgotten_buyers.hpp"

#include <fmt/format.h>

namespace loyalty::app {

ForgottenBuyers::Seen ForgottenBuyers::see(const OrderRow& row, const OrderDetails* details) {
  if (forgotten_.none() || remember_ || row.member_id.empty() || members_.find(row.member_id)) return {&row, details};
  const bool by_phone = details != nullptr && forgotten_.find(store::Identity{"phone", std::string(details->phone)});
  if (!by_phone && !forgotten_.find(row.member_id)) return {&row, details};
  ++rows_;
  auto& cleared = cleared_.emplace_back(row);
  cleared.member_id = {};
  cleared.unassigned = true;
  if (details == nullptr) return {&cleared, nullptr};
  auto& said = cleared_details_.emplace_back(*details);
  said.name = {};
  said.phone = {};
  said.referrer_id = {};
  return {&cleared, &said};
}

bool ForgottenBuyers::is_theirs(const OrderRow& row, const std::optional<MemberId>& member) {
  return !forgotten_.none() && member && forgotten_.find(row.member_id) == member;
}

void ForgottenBuyers::tell(std::vector<std::string>& notes) const {
  if (rows_ > 0) notes.push_back(forgotten_note(rows_, "their new orders are nobody's"));
}

std::string forgotten_note(std::int64_t rows, std::string_view what_became) {
  return fmt::format("{} rows name somebody who was forgotten: {}; --remember takes them in again as a new member",
                     rows, what_became);
}

} // namespace loyalty::app
