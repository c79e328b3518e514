// SPDX-License-Identifier: MIT
#include "app/orders/known_orders.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "loyalty/coupon.hpp"

namespace loyalty::app {

OrderStatement statement_of(const store::KnownOrder& known) {
  return {known.member, known.placed_at, known.amount, known.refunded, known.status, known.category};
}

OrderStatement statement_of(const OrderRow& row, std::optional<MemberId> member) {
  return {member, row.placed_at, row.amount, row.refunded, row.status, row.category};
}

namespace {

/// The column of an order file, and how the order is known.
std::pair<std::string, Message> known_as(std::string_view order, const store::KnownOrder& known, Contradiction what,
                                         Currency currency) {
  const auto batch = known.batch;
  switch (what) {
    case Contradiction::amount:
      return {"amount", "order {order} is in the ledger with amount {amount} (batch {batch})"_en(
                            order, Amount{known.amount, currency}, batch)};
    case Contradiction::member:
      return {"member_id", known.member
                               ? "order {order} is in the ledger as another member's (batch {batch})"_en(order, batch)
                               : "order {order} is in the ledger without a member (batch {batch})"_en(order, batch)};
    case Contradiction::placed_at:
      return {"placed_at", "order {order} is in the ledger as placed at {moment} (batch {batch})"_en(
                               order, to_string(known.placed_at), batch)};
    case Contradiction::status:
      return {"status", "order {order} is in the ledger with status {status} (batch {batch})"_en(
                            order, to_string(known.status), batch)};
    case Contradiction::category:
      return {"category", "order {order} is in the ledger with category \"{category}\" (batch {batch})"_en(
                              order, known.category, batch)};
  }
  return {};
}

Message hint_of(const OrderRow& row, const store::KnownOrder& known, Contradiction what) {
  if (what == Contradiction::member && !known.member)
    return "link it to whoever ordered with: loyalty link-orders {order} MEMBER"_en(row.order_id);
  if (what == Contradiction::member && known.linked)
    return "it was linked to them: if both are the same customer, see: loyalty merge-members; if the link is wrong, "
           "undo its batch, which loyalty list-batches names"_en;
  return "one order has one amount, member and time; if the ledger is wrong, undo the batch and import again: "
         "loyalty undo-batch {batch}"_en(known.batch);
}

} // namespace

Objection contradiction(const OrderRow& row, const store::KnownOrder& known, Contradiction what, Currency currency) {
  auto [column, as_known] = known_as(row.order_id, known, what, currency);
  return {std::move(column), std::move(as_known), hint_of(row, known, what)};
}

Objection refund_of_another(const OrderRow& row, const store::KnownOrder& known) {
  return {"refund_of",
          known.refund_of
              ? "refund {refund} is in the ledger as one of another order (batch {batch})"_en(row.order_id, known.batch)
              : "refund {refund} is in the ledger and names no order (batch {batch})"_en(row.order_id, known.batch),
          "if the ledger is wrong, undo the batch and import again: loyalty undo-batch {batch}"_en(known.batch)};
}

namespace {

bool is_news(const std::optional<Money>& said, const std::optional<Money>& known) {
  // Of money that is taken off, files write the sign or leave it out.
  return said && (!known || std::abs(said->minor) != std::abs(known->minor));
}

bool is_news(std::string_view said, std::string_view known) { return !said.empty() && said != known; }

} // namespace

Follows follows(const OrderDetails& details, const store::KnownOrder& known) {
  const auto& before = known.details;
  bool older = false;
  // What was said once and otherwise since is no news when it is said again.
  const auto news = [&](const auto& says, auto store::KnownDetails::*what) {
    if (!is_news(says, before.*what)) return false;
    const bool said =
        std::ranges::any_of(known.superseded, [&](const auto& then) { return !is_news(says, then.*what); });
    older |= said;
    return !said;
  };
  const auto codes = [&] {
    if (known.status != OrderStatus::paid || details.coupon_code.empty()) return false;
    // A code can have been mended in the file.
    const auto stated = codes_in(details.coupon_code);
    if (stated == codes_in(before.codes)) return false;
    const bool said =
        std::ranges::any_of(known.superseded, [&](const auto& then) { return stated == codes_in(then.codes); });
    older |= said;
    return !said;
  };
  const std::array all{codes(),
                       news(details.discount, &store::KnownDetails::discount),
                       news(details.shipping, &store::KnownDetails::shipping),
                       news(details.wallet_paid, &store::KnownDetails::wallet_paid),
                       news(details.fee_for, &store::KnownDetails::fee_for),
                       news(details.host, &store::KnownDetails::host),
                       news(details.channel, &store::KnownDetails::channel),
                       details.points_redeemed > known.points_redeemed};
  if (std::ranges::find(all, true) != all.end()) return Follows::later;
  return older ? Follows::older : Follows::unchanged;
}

bool differ(std::span<const store::StoredLine> known, std::span<const OrderLine> lines) {
  using Content = std::tuple<std::string_view, std::string_view, std::string_view, Money>;
  const auto said = [&](auto of_known, auto of_line) {
    return std::ranges::none_of(known, &std::string::empty, of_known) &&
           std::ranges::none_of(lines, &std::string_view::empty, of_line);
  };
  const bool ids = said(&store::StoredLine::line_id, &OrderLine::line_id);
  const bool skus = said(&store::StoredLine::sku, &OrderLine::sku);
  const bool categories = said(&store::StoredLine::category, &OrderLine::category);
  if (!ids && !skus && !categories) return false;
  const auto contents = [&](const auto& all) {
    std::vector<Content> found;
    for (const auto& line : all)
      found.emplace_back(ids ? std::string_view(line.line_id) : "", skus ? std::string_view(line.sku) : "",
                         categories ? std::string_view(line.category) : "", line.amount);
    std::ranges::sort(found);
    return found;
  };
  return contents(known) != contents(lines);
}

} // namespace loyalty::app
