// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "loyalty/entry.hpp"
#include "loyalty/program.hpp"
#include "store/ledger/batch.hpp"

namespace loyalty::store {

/// A kept version of the program file.
struct KeptProgram {
  ProgramId id = {};
  Day from = {};
  std::string digest;
  Currency currency;
  std::string timezone;
  std::string text;
};

/// The shop's time zone, as the version kept last has it; nullopt before any was kept.
std::optional<std::string> shop_timezone(Ledger& ledger);

/// Whether facts that count say anything in money: from then on its currency is fixed.
bool holds_amounts(Ledger& ledger);

/// All versions that count, oldest first: those kept by a batch that counts and those one was run with.
std::vector<KeptProgram> program_versions(Ledger& ledger);

/// A version by its number, whether it still counts or not.
std::optional<KeptProgram> program_version(Ledger& ledger, ProgramId id);

/// The batch that kept a version first.
std::optional<BatchId> kept_by(Ledger& ledger, ProgramId id);

/// The digest by which versions are told apart.
std::string program_digest(std::string_view text);

/// The number that the next version will have.
ProgramId next_program(Ledger& ledger);

/// Keeps another version, which rules from `from` on.
ProgramId add_program(Ledger& ledger, Batch& batch, Day from, const Program& program, const std::string& text);

} // namespace loyalty::store
