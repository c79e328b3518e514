// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "loyalty/history.hpp"
#include "loyalty/money.hpp"

namespace loyalty::reports {

/// How many came again so many days after their first purchase, of those who have been known for as long: who is too
/// new is not taken for lost.
class Repeats {
 public:
  static constexpr std::array<std::int32_t, 5> days{30, 60, 90, 180, 365};

  void add(const History& history, Day as_of);
  void add(const Repeats& more);
  /// The share within `days[place]`; nothing where nobody has been known for so long.
  std::optional<Ratio> within(std::size_t place) const;

 private:
  struct Count {
    std::int64_t known = 0;
    std::int64_t again = 0;
  };
  std::array<Count, days.size()> counts_ = {};
};

} // namespace loyalty::reports
