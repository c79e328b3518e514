// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace loyalty::store {

/// What it is, beside the books, that they commit to.
enum class CommitmentKind : std::uint8_t {
  member = 1, ///< what is known of a member in person
  buyer = 2,  ///< what files say of who placed an order that is nobody's
  text = 3,   ///< what somebody typed
};

} // namespace loyalty::store
