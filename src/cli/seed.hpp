// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

namespace loyalty::cli {

class Session;

/// The seed of a draw where nobody types one.
std::uint64_t chance_seed();
/// What --seed says. Refused by `Error` (usage): what is no whole number of 64 bits.
std::optional<std::uint64_t> typed_seed(const Session& session);

} // namespace loyalty::cli
