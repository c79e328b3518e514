// SPDX-License-Identifier: MIT
#pragma once

#include <variant>
#include <vector>

#include "loyalty/line_scope.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// What lines cost at least, whatever is taken off.
struct Floor {
  LineScope lines = {};
  std::variant<Ratio, Money> least = Ratio{}; ///< a share of the list price, or an amount for each piece
};

/// The floors that no discount breaks; points are payment and may. Of several floors of a line the highest counts. A
/// line that costs less before any discount stays as it is.
struct Prices {
  std::vector<Floor> floors = {};
  bool lost =
      false; ///< what finds no room on a line is lost; else the other lines take it, unless it is a share of each line
};

} // namespace loyalty
