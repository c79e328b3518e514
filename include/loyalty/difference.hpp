// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "loyalty/entry.hpp"
#include "loyalty/tiering.hpp"

namespace loyalty {

struct NumberedEntry {
  std::int32_t number = 0;
  Entry entry;
};

/// The lines to append to a stored account so that, reversals netted, it says what `walked` says. Usually these are the
/// last lines of `walked`; where facts arrived late or were undone, lines that no longer follow are cancelled by
/// reversals that carry the day of the cancelled line. `stored` is the whole account by number; `terms` of both
/// index the same table. Lots of the result name stored numbers.
std::vector<NumberedEntry> difference(std::span<const NumberedEntry> stored, std::span<const Entry> walked);

/// The same for the tier history.
std::vector<TierChange> difference(std::span<const TierChange> stored, std::span<const TierChange> walked);

/// The tier history without reversals and the lines they cancel.
std::vector<TierChange> netted(std::span<const TierChange> stored);

} // namespace loyalty
