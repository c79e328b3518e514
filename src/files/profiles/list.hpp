// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "files/profiles/profile.hpp"

namespace loyalty::files {

/// The file that this program describes itself. What the ledger calls a column is what it is called there.
const Profile& generic_profile();

/// All profiles there are. A file is of the first one whose required columns it has, so the generic one stands last.
std::span<const Profile* const> all_profiles();

} // namespace loyalty::files
