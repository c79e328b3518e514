// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "loyalty/day.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// The day through which points and tiers are settled; nullopt before the first night.
std::optional<Day> settled_through(store::Ledger& ledger);

} // namespace loyalty::reports
