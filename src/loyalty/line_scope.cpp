// SPDX-License-Identifier: MIT
#include "loyalty/line_scope.hpp"

#include <algorithm>
#include <limits>

namespace loyalty {
namespace {

bool is_named(const Goods& goods, const LineFacts& line) {
  const auto among = [](const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  return among(goods.categories, line.category) || among(goods.skus, line.sku);
}

} // namespace

bool LineScope::looks_at_lines() const {
  return !of.empty() || !except.empty() || on_sale != OnSale::count || pieces > 0;
}

bool covers(const LineScope& scope, const LineFacts& line) {
  if (scope.on_sale == LineScope::OnSale::leave_out && line.on_sale) return false;
  if (scope.on_sale == LineScope::OnSale::only && !line.on_sale) return false;
  return (scope.of.empty() || is_named(scope.of, line)) && !is_named(scope.except, line);
}

void CoveredLines::add(Money line, std::int64_t quantity, bool on_sale) {
  amount += line;
  // What costs nothing can be bought in any number.
  const auto room = std::numeric_limits<std::int64_t>::max() - pieces;
  pieces += std::min(quantity, room);
  any_on_sale = any_on_sale || on_sale;
}

bool is_reached(const LineScope& scope, const CoveredLines& lines) {
  if (scope.on_sale == LineScope::OnSale::refuse && lines.any_on_sale) return false;
  return lines.amount >= scope.min_spend && lines.pieces >= scope.pieces;
}

} // namespace loyalty
