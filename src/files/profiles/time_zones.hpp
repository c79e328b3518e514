// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace loyalty::files {

/// The name that the time zone database has for a zone as platforms name it: "Pacific Time (US & Canada)" is
/// America/Los_Angeles. Any other name as it is.
std::string_view zone_name(std::string_view written);

} // namespace loyalty::files
