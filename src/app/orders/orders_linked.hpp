// SPDX-License-Identifier: MIT
#pragma once

#include "app/members/rows_imported.hpp"
#include "app/orders/order_codes.hpp"

namespace loyalty::app {

/// What became of links; `rows.added` are orders that have a member now.
struct OrdersLinked {
  RowsImported rows;
  CodesJudged codes = {};
};

} // namespace loyalty::app
