// SPDX-License-Identifier: MIT
#include "files/profiles/list.hpp"

#include <array>

namespace loyalty::files {

std::span<const Profile* const> all_profiles() {
  static const std::array<const Profile*, 1> all{
      &generic_profile(),
  };
  return all;
}

} // namespace loyalty::files
