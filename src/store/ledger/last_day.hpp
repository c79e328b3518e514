// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "loyalty/day.hpp"

namespace loyalty::store {

/// The last day of something as the books hold it; nullopt: `never`. Refuses by `Error` (refused) what could not be
/// read again: a day after the year 9999.
std::optional<std::int64_t> written_last_day(Day day);

} // namespace loyalty::store
