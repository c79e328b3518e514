// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace loyalty {

/// What became of a gift card after it was issued. The numbers are those stored in the ledger.
enum class CardMoveKind : std::uint8_t {
  paid = 1,       ///< it paid so much of an order
  given_back = 2, ///< so much came back onto it, for its order was given back
  refunded = 3,   ///< so much of what it was bought for was paid out to whoever brought it back
  renewed = 4,    ///< what is left on it can be spent anew, through another last day
  stopped = 5,    ///< lost, or issued by mistake: it pays nothing any more
};

} // namespace loyalty
