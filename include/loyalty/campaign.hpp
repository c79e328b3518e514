// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "loyalty/condition.hpp"
#include "loyalty/day.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// Answers for one buyer who meets which condition.
using Meets = std::function<bool(const Condition&)>;

/// What the scope of a campaign is held against: an order on a day, and who places it.
struct ScopeFacts {
  Day day = {};
  std::int64_t order = 0;           ///< the buyer's so-many-th order that counts, this one included; 0: not known
  std::optional<Day> birthday = {}; ///< only its month and day matter
  const Meets* meets = nullptr;     ///< nullptr: nobody is known, who meets only what everybody meets
  std::string_view host = {};       ///< who sells it; empty: not known
  std::string_view channel = {};    ///< through which channel
};

/// Whether every part of the scope that is set fits, but for the lines, see `covers`. What is not known fits no part
/// that asks for it. Who was born on 29 February has the birthday on the 28th in common years.
bool in_scope(const Scope& scope, const ScopeFacts& facts);

/// What the lines of an order come to that may have had what the campaign takes off: what the campaign asks for, less
/// what it takes off there. Of an order that was placed only what was paid for its lines is known.
LineScope lines_after(const Campaign& campaign);

/// The day of the year of `day` on which somebody with this birthday has it.
Day birthday_in_year_of(Day day, Day birthday);

} // namespace loyalty
