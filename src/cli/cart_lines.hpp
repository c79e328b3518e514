// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "cli/session.hpp"
#include "loyalty/price.hpp"

namespace loyalty::cli {

/// The lines of the cart file of `--file`, then those typed with `--line`. Refused if the file has none, or if they
/// cost more than can be counted.
std::vector<CartLine> lines_asked(Session& session);

} // namespace loyalty::cli
