// SPDX-License-Identifier: MIT
#include "app/orders/known_orders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <tuple>
#include <vector>

#include "messages/numbers.hpp"

namespace loyalty::app {

OrderStatement statement_of(const store::KnownOrder& known) {
  return {known.member, known.placed_at, known.amount, known.refunded, known.status, known.category};
}

OrderStatement statement_of(const OrderRow& row, std::optional<MemberId> member) {
  return {member, row.placed_at, row.amount, row.refunded, row.status, row.category};
}

namespace {

/// The column of an order file, and how the order is known.
std::pair<std::string, std::string> known_as(const store::KnownOrder& known, Contradiction what, Currency currency) {
  switch (what) {
    case Contradiction::amount: return {"amount", "with amount " + to_string(known.amount, currency)};
    case Contradiction::member: return {"member_id", known.member ? "as another member's" : "as nobody's"};
    case Contradiction::placed_at: return {"placed_at", "as placed at " + to_string(known.placed_at)};
    case Contradiction::status: return {"status", "as " + std::string(to_string(known.status))};
    case Contradiction::category: return {"category", "with category '" + known.category + "'"};
  }
  return {};
}

std::string hint_of(const OrderRow& row, const store::KnownOrder& known, Contradiction what) {
  if (what == Contradiction::member && !known.member)
    return fmt::format("give it to whoever ordered with: loyalty link-orders {} MEMBER", row.order_id);
  if (what == Contradiction::member && known.linked)
    return "it was linked to them: if both are the same customer, see: loyalty merge-members; if the link is wrong, "
           "undo its batch, which loyalty list-batches names";
  return "one order has one amount, member and time; if the known one is wrong, undo its batch and import again";
}

} // namespace

Objection contradiction(const OrderRow& row, const store::KnownOrder& known, Contradiction what, Currency currency) {
  const auto [column, how] = known_as(known, what, currency);
  return {
      column, fmt::format("order {} is already known {} (batch {})", row.order_id, how, known.batch),
      hint_of(row, known, what)};
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
