// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "loyalty/condition.hpp"
#include "loyalty/money.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// Why nobody can be said to be near a tier.
enum class FarTier : std::uint8_t {
  several, ///< more than one thing is asked for
  no_sum,  ///< what is asked for does not grow bit by bit
};

/// The one sum of facts, such as spend or orders, of which a tier asks for so much at least; nullptr where it asks for
/// anything else.
const Condition* sum_asked_for(const Condition& when);
/// Why it is none; nothing where it is one, and where nothing is asked.
std::optional<FarTier> far_because(const Condition& when);

/// How far somebody is from what a comparison asks for.
struct TierDistance {
  std::int64_t value = 0;
  std::int64_t needed = 0;

  std::int64_t missing() const { return needed - value; }
};
/// Nothing for whoever has it already, and for whom more than `within` of it is missing.
std::optional<TierDistance> near_tier(const Condition& asked, std::int64_t value, Ratio within);

/// By the share that is missing of what is needed, exactly.
bool is_nearer(const TierDistance& left, const TierDistance& right);

/// How many more orders of that average bring so much; nothing of an average that is not above zero.
std::optional<std::int64_t> orders_for(std::int64_t missing, Money average_order);

/// The next tier above the one held, by place in the ladder; a tier that the program no longer has is none.
const Tier* next_tier(const Program& program, std::string_view held);

} // namespace loyalty
