// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace loyalty::messages {

/// The title of a column or the name of a measure as people read it; the key itself where the catalogue has none.
std::string title(std::string_view key, bool chinese);

} // namespace loyalty::messages
