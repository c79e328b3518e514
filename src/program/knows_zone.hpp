// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

namespace loyalty::program {

/// Whether the machine has a time zone of that name; empty: nobody asks.
using KnowsZone = std::function<bool(const std::string& timezone)>;

} // namespace loyalty::program
