// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/history.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// An order for goods, or a refund that names none.
struct GoodsRow {
  Day day = {};
  std::optional<std::size_t> order = {}; ///< place in `History::orders`; absent: a refund that names none
  Money net = {};                        ///< what remains of the order; negative: given back
  bool counting = false;                 ///< an order that is a purchase
};

/// What somebody bought and gave back through the end of `as_of`, by day. A refund that names its order lowers it on
/// the order's own day; of an order that came back whole nothing stands here, nor do fees of memberships. So the sum is
/// `OrderFigures::net`.
std::vector<GoodsRow> goods_rows(const History& history, Day as_of);

/// The day of the first purchase; `never` if there is none.
Day first_counting_day(std::span<const GoodsRow> rows);

/// The days from the first purchase to the second; nothing where there is no second.
std::optional<std::int32_t> days_to_second(std::span<const GoodsRow> rows);

/// The rows from a day through another, both inside.
std::span<const GoodsRow> goods_between(std::span<const GoodsRow> rows, Day first, Day last);
Money net_of(std::span<const GoodsRow> rows);

} // namespace loyalty
