// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

// How a value is written where it is hashed: a letter, then what it needs to be told from every other. It goes to a
// string, or to whatever takes bytes and texts at its end as a string does.
namespace loyalty::store {

/// Seven bits a byte, the lowest first; all but the last have the highest bit set.
template <class Bytes>
void put_number(Bytes& to, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) to.push_back(static_cast<char>(value | 0x80));
  to.push_back(static_cast<char>(value));
}

template <class Bytes>
void put_nothing(Bytes& to) {
  to.push_back('n');
}

/// 0, -1, 1, -2 … are the numbers 0, 1, 2, 3 …
template <class Bytes>
void put_integer(Bytes& to, std::int64_t value) {
  to.push_back('i');
  put_number(to, (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
}

template <class Bytes>
void put_text(Bytes& to, std::string_view value) {
  to.push_back('t');
  put_number(to, value.size());
  to.append(value);
}

} // namespace loyalty::store
