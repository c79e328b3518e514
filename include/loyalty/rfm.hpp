// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/money.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// What a buyer is classed by.
struct RfmFigures {
  MemberId member = {};
  std::int64_t recency_days = 0; ///< since the last order
  std::int64_t orders = 0;       ///< in the window
  Money net = {};                ///< in the window
};

/// What becomes of a buyer by their classes.
enum class RfmSegment : std::uint8_t {
  champions,           ///< bought lately, often and much
  loyal,               ///< often and much, and not long ago
  potential_loyalists, ///< lately, and on the way to more
  new_customers,       ///< very lately, and little so far
  promising,           ///< lately, and little so far
  need_attention,      ///< in the middle of everything
  about_to_sleep,      ///< little, and not lately
  at_risk,             ///< used to buy well, long ago
  cannot_lose,         ///< used to be among the best, long ago
  hibernating,         ///< little, long ago
  lost,                ///< little, longest ago
};
inline constexpr std::size_t rfm_segment_count = 11;

/// "at_risk"
std::string_view to_string(RfmSegment segment);

/// Classes from 1, the worst, to 5, the best.
struct RfmClasses {
  int recency = 1;
  int frequency = 1;
  int monetary = 1;

  bool operator==(const RfmClasses&) const = default;
};

/// The segment by recency and by v, the mean of the other two rounded up:
///
///     recency  v = 1           2                    3                    4      5
///     5        new_customers   potential_loyalists  potential_loyalists  loyal  champions
///     4        promising       potential_loyalists  potential_loyalists  loyal  champions
///     3        about_to_sleep  about_to_sleep       need_attention       loyal  loyal
///     2        hibernating     hibernating          at_risk              at_risk  cannot_lose
///     1        lost            lost                 at_risk              at_risk  cannot_lose
RfmSegment rfm_segment(const RfmClasses& classes);

/// The classes of all buyers, by position. By bounds where the program has them: of recency, up to the first bound 5, …
/// beyond the last 1; of frequency and money, from the last bound on 5, … below the first 1. Else by quintiles: buyers
/// stand in a row from the worst to the best, equal ones share the middle of their places, and each fifth of the row is
/// a class. So equal figures always share a class, and one buyer alone is in class 3.
std::vector<RfmClasses> rfm_classes(const RfmRules& rules, std::span<const RfmFigures> buyers);

} // namespace loyalty
