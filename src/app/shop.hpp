// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "store/ledger.hpp"
#include "store/programs.hpp"

namespace loyalty::app {

using Ledger = store::Ledger;
using store::ShopSettings;

/// Opens the ledger for a command that changes it or one that only reads. Refusals are those of `store::Ledger`.
std::unique_ptr<Ledger> open_ledger(const std::string& path, bool to_change, int wait_seconds);

/// Money and time of the shop as the program used last has them; nullopt before any was used.
std::optional<ShopSettings> shop_settings(Ledger& ledger);

}  // namespace loyalty::app
