// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// How a value is written where it is hashed: a letter, then what it needs to be told from every other.
namespace loyalty::store {

/// Seven bits a byte, the lowest first; all but the last have the highest bit set.
inline void put_number(std::string& bytes, std::uint64_t value) {
  char buffer[10];
  std::size_t size = 0;
  for (; value >= 0x80; value >>= 7) buffer[size++] = static_cast<char>(value | 0x80);
  buffer[size++] = static_cast<char>(value);
  bytes.append(buffer, size);
}

inline void put_nothing(std::string& bytes) { bytes += 'n'; }

/// 0, -1, 1, -2 … are the numbers 0, 1, 2, 3 …
inline void put_integer(std::string& bytes, std::int64_t value) {
  bytes += 'i';
  put_number(bytes, (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
}

inline void put_text(std::string& bytes, std::string_view value) {
  bytes += 't';
  put_number(bytes, value.size());
  bytes += value;
}

} // namespace loyalty::store
