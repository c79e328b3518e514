// SPDX-License-Identifier: MIT
#include "loyalty/history.hpp"

#include <algorithm>
#include <tuple>

namespace loyalty {
namespace {

constexpr std::int32_t not_found = -1;

bool was_paid(OrderStatus status) { return status == OrderStatus::paid || status == OrderStatus::refunded; }

bool nothing_remains(const OrderRecord& record) {
  return record.status != OrderStatus::paid || (record.amount > Money{} && record.refunded >= record.amount);
}

Money given_back(const OrderRecord& record) {
  return nothing_remains(record) ? record.amount : record.refunded;
}

std::int32_t find_order(const History& history, FactId id) {
  const auto found = std::find_if(history.orders.rbegin(), history.orders.rend(),
                                  [id](const OrderFact& order) { return order.id == id; });
  return static_cast<std::int32_t>(history.orders.rend() - found) - 1;
}

/// An order keeps the number of its first statement, even where that one was unpaid or has been undone.
void open_order(const OrderRecord& record, History& history) {
  if (!was_paid(record.status)) return;
  history.orders.push_back({.id = record.revises != 0 ? record.revises : record.id,
                            .placed_at = record.placed_at,
                            .amount = record.amount,
                            .refunded = given_back(record),
                            .void_from_start = nothing_remains(record),
                            .points_redeemed = record.points_redeemed});
}

void revise_order(const OrderRecord& record, std::int32_t index, History& history) {
  Money known = history.orders[static_cast<std::size_t>(index)].refunded;
  bool whole = history.orders[static_cast<std::size_t>(index)].void_from_start;
  for (const auto& refund : history.refunds) {
    if (refund.order != index) continue;
    known += refund.amount;
    whole = whole || refund.whole;
  }
  const Money now = given_back(record);
  if (whole || (now <= known && !nothing_remains(record))) return;
  history.refunds.push_back({.id = record.id,
                             .at = std::max(Moment::at(record.stated_on), record.placed_at),
                             .by_day = true,
                             .order = index,
                             .amount = now - known,
                             .whole = nothing_remains(record)});
}

void read_refund(const OrderRecord& record, History& history) {
  RefundFact refund{.id = record.id,
                    .at = record.placed_at,
                    .by_day = record.placed_at.is_day_only(),
                    .amount = -record.amount};
  refund.order = record.refund_of != 0 ? find_order(history, record.refund_of) : not_found;
  // An order that was never paid, or whose batch was undone, earned nothing that could be taken back.
  if (record.refund_of != 0 && refund.order == not_found) return;
  if (refund.order != not_found)
    refund.at = std::max(refund.at, history.orders[static_cast<std::size_t>(refund.order)].placed_at);
  history.refunds.push_back(refund);
}

}  // namespace

bool counts_before(const RefundFact& left, const RefundFact& right) {
  const auto place = [](const RefundFact& refund) {
    const auto order = static_cast<std::uint32_t>(refund.order); // those that name no order come last
    return std::tuple(refund.day(), refund.by_day, refund.by_day ? Moment{} : refund.at, order, refund.amount, refund.whole,
                      refund.id);
  };
  return place(left) < place(right);
}

void assemble(std::span<const OrderRecord> records, History& history) {
  history.orders.clear();
  history.refunds.clear();
  bool has_refunds = false;
  for (const auto& record : records) {
    if (record.status == OrderStatus::refund) {
      has_refunds = true;
      continue;
    }
    const auto known = record.revises != 0 ? find_order(history, record.revises) : not_found;
    if (known != not_found)
      revise_order(record, known, history);
    else
      open_order(record, history);
  }
  if (has_refunds)
    for (const auto& record : records)
      if (record.status == OrderStatus::refund) read_refund(record, history);
  std::sort(history.refunds.begin(), history.refunds.end(), counts_before);
}

Invited invited_member(const History& history, Day on) {
  Invited invited{.member = history.member, .on = on, .orders = {}};
  for (std::size_t index = 0; index < history.orders.size(); ++index) {
    const OrderFact& order = history.orders[index];
    if (order.void_from_start || order.fee || order.day() < on) continue;
    Invited::Order seen{.id = order.id, .day = order.day(), .paid = order.amount - order.refunded};
    Money remaining = seen.paid;
    for (const auto& refund : history.refunds) {
      if (refund.order != static_cast<std::int32_t>(index)) continue;
      remaining = refund.whole ? Money{} : remaining - std::min(remaining, refund.amount);
      seen.left.push_back({refund.day(), remaining, refund.id});
    }
    invited.orders.push_back(std::move(seen));
  }
  return invited;
}

}  // namespace loyalty
