// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "loyalty/order_profile.hpp"

namespace loyalty::files {

/// Profiles that a shop has declared, each with all that the one it is based on says besides: a column of its own
/// replaces that of the other, words come before the other's. Throws `Error` (usage) where there is no such profile.
std::vector<OrderProfile> completed_profiles(std::span<const OrderProfile> declared);

} // namespace loyalty::files
