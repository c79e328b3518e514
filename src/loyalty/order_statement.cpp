// SPDX-License-Identifier: MIT
#include "loyalty/order_statement.hpp"

namespace loyalty {
namespace {

/// How far an order has come; a lower number is an older state.
int stage(OrderStatus status) {
  switch (status) {
    case OrderStatus::unpaid: return 0;
    case OrderStatus::paid:
    case OrderStatus::refund:
    case OrderStatus::adjustment: return 1;
    case OrderStatus::refunded:
    case OrderStatus::cancelled: return 2;
  }
  return 1;
}

std::optional<Contradiction> contradicted(const OrderStatement& known, const OrderStatement& stated) {
  const bool agreed = (stated.status == OrderStatus::unpaid) == (known.status == OrderStatus::unpaid);
  if (agreed && stated.amount != known.amount) return Contradiction::amount;
  if (stated.member != known.member) return Contradiction::member;
  if (agreed && stated.placed_at != known.placed_at) return Contradiction::placed_at;
  if (stated.status != known.status && (is_own_kind(stated.status) || is_own_kind(known.status)))
    return Contradiction::status;
  if (stated.category != known.category) return Contradiction::category;
  return std::nullopt;
}

} // namespace

Money given_back(const OrderStatement& statement) {
  return statement.status == OrderStatus::paid ? statement.refunded : statement.amount;
}

StatementCheck compare(const OrderStatement& known, const OrderStatement& stated) {
  if (const auto found = contradicted(known, stated)) return {Follows::contradiction, found};
  if (stated.status == known.status && stated.refunded == known.refunded) return {Follows::unchanged};
  const int before = stage(known.status);
  const int after = stage(stated.status);
  const bool older = after < before || (after == before && given_back(stated) < given_back(known));
  return {older ? Follows::older : Follows::later};
}

} // namespace loyalty
