// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace loyalty::files {

/// What a cell says that answers yes or no, in English, in Chinese or as 1 and 0; nothing is no. nullopt for anything
/// else.
std::optional<bool> truth_word(std::string_view cell);

} // namespace loyalty::files
