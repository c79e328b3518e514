// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include "loyalty/number.hpp"

/// Numbers of members, orders, batches and so on stand in sentences and keys as they are.
template <class Of>
struct fmt::formatter<loyalty::Number<Of>> : fmt::formatter<std::int64_t> {
  template <class Context>
  auto format(loyalty::Number<Of> number, Context& context) const {
    return fmt::formatter<std::int64_t>::format(number.value, context);
  }
};
