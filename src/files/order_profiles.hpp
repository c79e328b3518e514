// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "loyalty/order_profile.hpp"

namespace loyalty::files {

/// Profiles that a shop has declared, each with all that the one it is based on says besides: a column of its own
/// replaces that of the other, words come before the other's. Throws `Error` (usage) where there is no such profile.
std::vector<OrderProfile> completed_profiles(std::span<const OrderProfile> declared);

/// All profiles of platforms, and the generic one.
std::span<const OrderProfile> known_profiles();

/// A profile by its name, of the shop's own or of the known ones; nullptr if there is none.
const OrderProfile* find_profile(std::string_view name, std::span<const OrderProfile> own);

} // namespace loyalty::files
