// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace loyalty::program {

/// What the things of a program are called, by their list and id: "coupon.newcomer", "membership.plus".
using ThingNames = std::map<std::string, std::string, std::less<>>;

/// The names in a program that was accepted. What else it says is not read, which takes a twentieth of the time.
ThingNames thing_names(std::string_view text);

} // namespace loyalty::program
