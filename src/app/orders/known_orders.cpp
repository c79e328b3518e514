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

Objection contradiction(const OrderRow& row, const store::KnownOrder& known, std::string_view column,
                        Currency currency) {
  const auto known_as = [&]() -> std::string {
    if (column == "amount") return "with amount " + to_string(known.amount, currency);
    if (column == "member_id") return !known.member ? "as nobody's" : "as another member's";
    if (column == "placed_at") return "as placed at " + to_string(known.placed_at);
    if (column == "status") return "as " + std::string(to_string(known.status));
    return "with category '" + known.category + "'";
  };
  return {std::string(column),
          fmt::format("order {} is already known {} (batch {})", row.order_id, known_as(), known.batch),
          "one order has one amount, member and time; if the known one is wrong, undo its batch and import again"};
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
