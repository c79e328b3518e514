// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/currency.hpp"
#include "loyalty/order_return.hpp"

namespace loyalty::reports {

/// What somebody brings back to the till. Neither lines nor an amount: all that remains of the order.
struct ReturnRequest {
  std::string order = {};               ///< its number
  std::optional<std::string> shop = {}; ///< where several shops have that number
  std::vector<std::string> lines = {};  ///< "cream:1": the id, the sku or the number of a line, and how many pieces
  std::optional<Money> amount = {};     ///< of what was paid, where nobody said what the order was made of
};

struct ReturnedLine {
  SoldLine line;
  std::size_t number = 0; ///< of the line in its order, from 1
  std::int64_t pieces = 0;
  Money amount = {}; ///< what was paid for them
};

/// What the request asks of the order; `lines` are those that it names. Refused by `Error`.
ComingBack back_asked(const PaidOrder& order, const ReturnRequest& request, Currency currency,
                      std::vector<ReturnedLine>& lines);

} // namespace loyalty::reports
