// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace loyalty::files {

/// What a cell says that answers yes or no: yes, true, 1, 是; no, false, 0, 否, or nothing, which is no. nullopt for
/// anything else.
std::optional<bool> truth_word(std::string_view cell);

} // namespace loyalty::files
