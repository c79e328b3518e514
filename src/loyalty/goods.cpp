// SPDX-License-Identifier: MIT
#include "loyalty/goods.hpp"

#include <algorithm>

#include "loyalty/figures.hpp"

namespace loyalty {

std::vector<GoodsRow> goods_rows(const History& history, Day as_of) {
  const auto standings = order_standings(history, as_of);
  std::vector<GoodsRow> rows;
  rows.reserve(standings.size());
  for (std::size_t index = 0; index < standings.size(); ++index) {
    const auto& order = history.orders[index];
    const auto& standing = standings[index];
    if (order.day() > as_of) break;
    if (order.fee || standing.whole) continue;
    rows.push_back({order.day(), index, order.amount - standing.refunded, standing.purchase});
  }
  const auto orders = rows.size();
  for (const auto& refund : history.refunds)
    if (!refund.order && refund.day() <= as_of) rows.push_back({.day = refund.day(), .net = -refund.amount});
  if (rows.size() > orders) std::ranges::stable_sort(rows, {}, &GoodsRow::day);
  return rows;
}

Day first_counting_day(std::span<const GoodsRow> rows) {
  const auto first = std::ranges::find(rows, true, &GoodsRow::counting);
  return first == rows.end() ? never : first->day;
}

std::optional<std::int32_t> days_to_second(std::span<const GoodsRow> rows) {
  const auto first = std::ranges::find(rows, true, &GoodsRow::counting);
  if (first == rows.end()) return std::nullopt;
  const auto second = std::find_if(first + 1, rows.end(), [](const GoodsRow& row) { return row.counting; });
  return second == rows.end() ? std::nullopt : std::optional(second->day - first->day);
}

std::span<const GoodsRow> goods_between(std::span<const GoodsRow> rows, Day first, Day last) {
  const auto begin = std::ranges::lower_bound(rows, first, {}, &GoodsRow::day);
  const auto end = std::ranges::upper_bound(begin, rows.end(), last, {}, &GoodsRow::day);
  return {begin, end};
}

Money net_of(std::span<const GoodsRow> rows) {
  Money net;
  for (const auto& row : rows) net += row.net;
  return net;
}

} // namespace loyalty
