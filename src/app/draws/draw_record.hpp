// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace loyalty::app {

/// What the books say of one prize.
struct DrawRecord {
  std::uint64_t seed = 0;
  std::int64_t rank = 0;    ///< from 1
  std::int64_t winners = 0; ///< asked for
  std::int64_t candidates = 0;
  std::int64_t weight = 1;
  std::string tier = {}; ///< empty: none

  bool operator==(const DrawRecord&) const = default;
};

/// "seed 42; 1 of 3; 57 candidates; weight 2; gold"
std::string to_string(const DrawRecord& record);
std::optional<DrawRecord> parse_draw_record(std::string_view text);

} // namespace loyalty::app
