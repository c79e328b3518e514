// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "loyalty/message.hpp"

namespace loyalty::messages {

/// The title of a column as people read it; the key itself where the catalogue has none.
Message title(std::string_view key);

/// What a measure is called, which stands alone in its row, so that the short title of a column would not do.
Message measure(std::string_view key);

} // namespace loyalty::messages
