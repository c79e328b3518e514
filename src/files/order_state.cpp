// SPDX-License-Identifier: MIT
#include "files/order_state.hpp"

namespace loyalty::files {
namespace {

bool is_over(RowState state) { return state == RowState::closed || state == RowState::cancelled; }

OrderStatus status_of(const StateSaid& said) {
  switch (said.status) {
    case RowState::unpaid: return OrderStatus::unpaid;
    case RowState::refunded: return OrderStatus::refunded;
    case RowState::cancelled: return OrderStatus::cancelled;
    case RowState::refund: return OrderStatus::refund;
    case RowState::adjustment: return OrderStatus::adjustment;
    case RowState::closed: return said.paid_at ? OrderStatus::refunded : OrderStatus::cancelled;
    case RowState::paid:
    case RowState::partly_refunded:
    case RowState::nothing:
    case RowState::omitted: break;
  }
  return OrderStatus::paid;
}

} // namespace

StateConcluded conclude_state(const StateSaid& said, bool claims_are_whole) {
  StateConcluded concluded{.status = status_of(said)};
  if (concluded.status == OrderStatus::refund || concluded.status == OrderStatus::adjustment) return concluded;
  if (said.given_back && *said.given_back > Money{}) {
    const bool whole = *said.given_back == said.amount;
    concluded.status = whole ? OrderStatus::refunded : OrderStatus::paid;
    concluded.refunded = *said.given_back;
    return concluded;
  }
  const bool partly = said.status == RowState::partly_refunded;
  if (said.claim_granted || partly) {
    if (!partly && (claims_are_whole || is_over(said.status)))
      concluded.status = OrderStatus::refunded;
    else
      concluded.unclear = concluded.status == OrderStatus::paid;
  }
  if (concluded.status == OrderStatus::refunded) concluded.refunded = said.amount;
  return concluded;
}

} // namespace loyalty::files
