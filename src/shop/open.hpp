// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "store/ledger/ledger.hpp"
#include "store/programs.hpp"

namespace loyalty::shop {

using Ledger = store::Ledger;

/// Opens the ledger for a command that changes it or one that only reads. Refusals are those of `store::Ledger`, and
/// of whoever sees one of an older version before it is converted.
std::unique_ptr<Ledger> open_ledger(const std::string& path, bool to_change, int wait_seconds,
                                    const Ledger::BeforeMigration& before_migration);

/// The shop's time zone as the program used last has it; nullopt before any was used.
std::optional<std::string> shop_timezone(Ledger& ledger);

/// In which currency the amounts in the ledger are. While it holds none, that of the program file may still be chosen;
/// orders that were imported without a program are taken to be in one of two decimals.
Currency currency_in(Ledger& ledger, const std::function<Currency()>& of_file);

} // namespace loyalty::shop
