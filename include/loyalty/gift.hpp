// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "loyalty/money.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// Why a gift cannot be had, in the order of the checks.
enum class GiftRefusal : std::uint8_t {
  gift_not_found,       ///< the program has no gift of that id
  wrong_audience,       ///< the gift is not for this member
  member_limit_reached, ///< with those asked for the member would have more than the gift allows in this calendar part
  out_of_stock,         ///< fewer are left than asked for
  not_enough_points,    ///< the member has fewer points to spend
};

/// The name of a refusal in JSON and documentation, such as "out_of_stock".
std::string_view to_string(GiftRefusal refusal);

/// What is known when a member asks for a gift.
struct GiftFacts {
  std::int64_t times = 1; ///< how many are asked for
  std::int64_t given = 0; ///< to all members so far
  std::int64_t had = 0;   ///< by the member so far, in the calendar part that the gift's limit counts in
  bool in_audience = true;
  Points balance = 0;
};

/// The first reason not to give it; nullopt if the member may have it. `gift` is nullptr if the program has none.
std::optional<GiftRefusal> check_gift(const Gift* gift, const GiftFacts& facts);

/// What so many of the gift cost.
Points price_of(const Gift& gift, std::int64_t times);

/// How many are left when so many were given; nullopt: any number.
std::optional<std::int64_t> left_of(const Gift& gift, std::int64_t given);

} // namespace loyalty
