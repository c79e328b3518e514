// SPDX-License-Identifier: MIT
#pragma once

#include "cli/session.hpp"
#include "loyalty/history.hpp"

namespace loyalty::cli {

/// Asks for points to be moved as typed (MEMBER, POINTS, --reason, --key, --again, --order, --shop, --amount) and tells
/// what became of it.
int move_points(Session& session, ActKind kind);

} // namespace loyalty::cli
