// SPDX-License-Identifier: MIT
#pragma once

#include "loyalty/int128.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// left × right. Points that do not even fit in 128 bits are too many.
Wide product(Wide left, Wide right);
/// So many points, if a line of an account can hold them; else they are too many.
Points points_of(Wide number);

} // namespace loyalty
