// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "loyalty/difference.hpp"
#include "loyalty/message.hpp"

namespace loyalty {

/// What a line adds to the points of its lot; negative: what it takes from them.
Points moved(const Entry& entry);

/// Why the points of an account do not add up; empty if they do: every reversal cancels one earlier line exactly, every
/// lot ends between nothing and what it was opened with, what remains in all lots is what the account shows, and the
/// sums come to what `Balance` says of them.
Message points_missing(std::span<const NumberedEntry> account);

} // namespace loyalty
