// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "loyalty/message.hpp"

namespace loyalty::messages {

/// A number, or a name, and what it is one of.
struct Count {
  Count(std::string_view its_key, std::integral auto number) : key(its_key), value(std::to_string(number)) {
    none = number == 0;
  }
  Count(std::string_view its_key, std::string name) : key(its_key), value(std::move(name)), none(value.empty()) {}

  std::string_view key;
  std::string value;
  bool none = false;
};

/// What a batch did, as the books keep and hash it, in no language: "rows=14 new=4". A value with blanks, quotes or
/// signs of its own stands in quotes. What is none is left out, but for the first.
std::string counts_text(std::initializer_list<Count> counts);

/// The same for people: "rows 14, new 4". Batches of earlier versions hold a sentence, which is shown as it is.
Message counts_message(std::string_view text);

} // namespace loyalty::messages
