// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "loyalty/money.hpp"

namespace loyalty::reports {

/// One figure of the whole shop at the end of a day.
struct Measure {
  std::string_view key;
  std::variant<std::monostate, std::int64_t, Money, Ratio> value; ///< nothing where there is nothing to divide by
  std::string_view reference = {}; ///< what shops of the trade read off; empty where nothing is known
};

} // namespace loyalty::reports
