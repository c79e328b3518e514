// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "loyalty/order_profile.hpp"
#include "shop/timelines.hpp"

namespace loyalty::app {

/// How a file is to be read: the profiles that the shop has declared, and the one that was named.
struct ProfileChoice {
  std::vector<OrderProfile> own;
  const OrderProfile* named = nullptr; ///< nullptr: by the header of the file
};

/// Takes the profiles of the program file, if there is one, and the one that is named: of the shop, of the list, or the
/// only one of a file whose name ends with ".toml". Throws `Error` (usage) where there is none of that name.
ProfileChoice choose_profile(const std::string& named, const std::optional<shop::ProgramText>& program);

} // namespace loyalty::app
