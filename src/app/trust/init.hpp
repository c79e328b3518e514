// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/trust/seal.hpp"

namespace loyalty::app {

struct Started {
  bool wrote_program = false;        ///< false: the program file was there and is left as it is
  bool made_ledger = false;          ///< false: the ledger was there and is left as it is
  std::optional<Sealed> sealed = {}; ///< as it was asked for
};

/// The commented program file of that name to start from, in Chinese or English; refused where there is none.
std::string_view program_to_start_from(const std::string& name, bool chinese);

/// Writes a program file with this text and an empty ledger. What is there already is left as it is; refused where
/// nothing is left to do, and where a ledger that is there already is to be sealed.
Started init(const std::string& ledger_path, const std::string& program_path, std::string_view text, int wait_seconds,
             const std::optional<SealAsked>& seal_with = {});

} // namespace loyalty::app
