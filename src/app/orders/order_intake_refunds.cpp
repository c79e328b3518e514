// SPDX-License-Identifier: MIT
// What becomes of refunds that name their orders.
#include <string_view>
#include <utility>
#include <vector>

#include "app/orders/known_orders.hpp"
#include "app/orders/order_intake.hpp"

namespace loyalty::app {

void OrderIntake::wait(OrderRow row, std::vector<files::KeptOrigin> rows) {
  for (auto* text : {&row.order_id, &row.shop, &row.member_id, &row.refund_of, &row.category})
    *text = kept_texts_.emplace_back(*text);
  waiting_.push_back({row, std::move(rows)});
}

void OrderIntake::judge_refund(const Waiting& waiting, const files::OrderFile& file) {
  OrderRow row = waiting.row;
  const auto reject = [&](std::string_view column, const Message& reason, const Message& hint = {}) {
    auto rejected = file.reject(waiting.rows, column, reason, hint);
    result_.rejected.insert(result_.rejected.end(), rejected.begin(), rejected.end());
  };
  const auto order = store::find_order(work_.ledger(), {row.shop, row.refund_of});
  if (!order) {
    ++result_.unknown_orders;
    return reject("refund_of", "there is no order {order}"_en(row.refund_of),
                  "import the order first, or leave refund_of empty"_en);
  }
  if (is_own_kind(order->status))
    return reject("refund_of",
                  "{order} is not an order but a row of status {status}"_en(row.refund_of, to_string(order->status)));
  const auto member = row.member_id.empty() ? order->member : members_.find_or_add(row.member_id);
  if (member != order->member)
    return reject("member_id", "order {order} is another member's"_en(row.refund_of),
                  "leave member_id empty to refund whoever ordered"_en);
  const auto known =
      store::find_orders(work_.ledger(), std::vector<store::OrderName>{{row.shop, row.order_id}}).front();
  refuse_second_row(known);
  if (known.known) {
    if (const auto checked = compare(statement_of(known), statement_of(row, member)); checked.contradiction) {
      const auto why = contradiction(row, known, *checked.contradiction, work_.context().currency);
      return reject(why.column, why.what, why.hint);
    }
    if (known.refund_of != order->first) {
      const auto why = refund_of_another(row, known);
      return reject(why.column, why.what, why.hint);
    }
    ++result_.unchanged;
    return;
  }
  // What the order itself says was given back is the same money.
  const Money by_name = store::refunded_by_name(work_.ledger(), *order->first) - row.amount;
  if (by_name > order->amount)
    return reject("amount", "refunds of {order} would come to {refunded}, but only {paid} was paid"_en(
                                row.refund_of, Amount{by_name, work_.context().currency},
                                Amount{order->amount, work_.context().currency}));
  told_twice_.look_at_refund(*order->first, given_back(statement_of(*order)));
  row.unassigned = false; // it goes with its order
  writer_.write(row, nullptr,
                {.member = order->linked ? std::nullopt : member,
                 .refund_of = order->first,
                 .revision = known.revisions + 1,
                 .first = known.first,
                 .stated_on = work_.context().as_of});
  writer_.flush();
  touch(member, row.placed_at.day());
  ++result_.added;
}

} // namespace loyalty::app
