// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "files/dialect.hpp"

namespace loyalty::files {

/// Turns the bytes of an encoding into UTF-8, strictly.
class Decoder {
 public:
  /// The room that one character may need.
  static constexpr std::size_t longest_character = 4;

  struct Step {
    std::size_t used = 0; ///< bytes read
    std::size_t made = 0; ///< bytes written
    bool broken = false;  ///< what follows is no character
  };

  virtual ~Decoder() = default;
  /// Goes as far as the bytes and the room reach. A character that is cut off by the end of the bytes is broken only
  /// where they are the `last`.
  virtual Step decode(std::string_view bytes, std::span<char> room, bool last) = 0;
};

/// nullptr for UTF-8, which needs none. Throws `Error` (refused) where the system does not know the encoding.
std::unique_ptr<Decoder> make_decoder(Encoding encoding);

} // namespace loyalty::files
