// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "loyalty/message.hpp"

namespace loyalty::messages {

/// A key of programs and what people read for it.
struct Keyed {
  template <Letters letters>
  constexpr Keyed(std::string_view its_key, Sentence<letters>) : key(its_key), sentence(Sentence<letters>::text()) {}

  /// "column"
  constexpr std::string_view context() const { return sentence.substr(0, sentence.find('|')); }
  Message message() const { return make_message(sentence, {}, {}); }

  std::string_view key;
  std::string_view sentence;
};

/// Whether no key stands twice in one context.
consteval bool told_apart(std::span<const Keyed> all) {
  for (std::size_t right = 1; right < all.size(); ++right)
    for (std::size_t left = 0; left < right; ++left)
      if (all[left].key == all[right].key && all[left].context() == all[right].context()) return false;
  return true;
}

/// The one with the key; nullptr: there is none.
inline const Keyed* find(std::span<const Keyed> all, std::string_view key) {
  const auto found = std::ranges::find(all, key, &Keyed::key);
  return found == all.end() ? nullptr : &*found;
}

} // namespace loyalty::messages
