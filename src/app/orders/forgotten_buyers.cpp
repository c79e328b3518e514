// SPDX-License-Identifier: MIT
#include "app/orders/forgotten_buyers.hpp"

#include <utility>

namespace loyalty::app {

ForgottenBuyers::Seen ForgottenBuyers::see(const OrderRow& row, const OrderDetails* details) {
  if (forgotten_.none() || remember_ || is_known(row, details) || !forgotten_as(row, details)) return {&row, details};
  ++rows_;
  auto& cleared = cleared_.emplace_back(row);
  cleared.member_id = {};
  cleared.unassigned = true;
  if (details == nullptr) return {&cleared, nullptr};
  auto& said = cleared_details_.emplace_back(*details);
  said.name = {};
  said.phone = {};
  said.referrer_id = {};
  said.identities.clear();
  return {&cleared, &said};
}

/// Whether somebody is known by now as the row names them.
bool ForgottenBuyers::is_known(const OrderRow& row, const OrderDetails* details) {
  if (!row.member_id.empty()) return members_.find(row.member_id).has_value();
  if (details == nullptr || details->identities.empty()) return false;
  const auto& [name_space, value] = details->identities.front();
  return store::holder(ledger_, store::Identity{std::string(name_space), std::string(value)}).has_value();
}

std::optional<MemberId> ForgottenBuyers::forgotten_as(const OrderRow& row, const OrderDetails* details) {
  if (!row.member_id.empty())
    if (const auto member = forgotten_.find(row.member_id)) return member;
  if (details == nullptr) return std::nullopt;
  for (const auto& [name_space, value] : details->identities)
    if (const auto member = forgotten_.find(store::Identity{std::string(name_space), std::string(value)}))
      return member;
  if (row.member_id.empty()) return std::nullopt;
  return forgotten_.find(store::Identity{"phone", std::string(details->phone)});
}

bool ForgottenBuyers::is_theirs(const OrderRow& row, const OrderDetails* details,
                                const std::optional<MemberId>& member) {
  return !forgotten_.none() && member && forgotten_as(row, details) == member;
}

void ForgottenBuyers::tell(std::vector<Message>& notes) const {
  if (rows_ > 0) notes.push_back(forgotten_note(rows_, "their new orders are unassigned"_en));
}

Message forgotten_note(std::int64_t rows, Message what_became) {
  return counted(
      rows, "{rows} row names a forgotten member: {what_became}; --remember takes them in again as a new member"_en,
      "{rows} rows name forgotten members: {what_became}; --remember takes them in again as new members"_en, rows,
      std::move(what_became));
}

} // namespace loyalty::app
