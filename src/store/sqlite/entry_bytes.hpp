// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "store/sqlite/stored_value.hpp"

namespace loyalty::store {

/// An entry of an index as bytes that stand in the order in which SQLite sorts what they are made of: nothing, numbers,
/// texts byte by byte, blobs.
class EntryBytes {
 public:
  void clear() { size_ = 0; }
  /// False of what has no such bytes here: a number with a fraction.
  bool put(const StoredValue& value) {
    switch (value.type) {
      case SQLITE_NULL: *grow(1) = nothing; return true;
      case SQLITE_INTEGER: put_number(value.number); return true;
      case SQLITE_TEXT: put_bytes(text, value.bytes); return true;
      case SQLITE_BLOB: put_bytes(blob, value.bytes); return true;
      default: return false;
    }
  }
  std::string_view bytes() const { return {bytes_.data(), size_}; }

 private:
  /// In the order in which they are sorted.
  enum Kind : char { nothing = 1, number = 2, text = 3, blob = 4 };

  void put_number(std::int64_t value) {
    char* to = grow(1 + sizeof(value));
    *to++ = number;
    // The negative ones first, and the highest byte.
    auto bits = static_cast<std::uint64_t>(value) ^ (std::uint64_t{1} << 63);
    if constexpr (std::endian::native == std::endian::little) bits = __builtin_bswap64(bits);
    std::memcpy(to, &bits, sizeof(bits));
  }
  void put_bytes(Kind kind, std::string_view bytes);
  char* grow(std::size_t more) {
    const auto begin = size_;
    size_ += more;
    if (size_ > bytes_.size()) bytes_.resize(2 * size_);
    return bytes_.data() + begin;
  }

  std::string bytes_ = std::string(256, '\0');
  std::size_t size_ = 0;
};

/// Which entries there are, whatever their order: their number, and the sum of a hash of each.
struct EntrySum {
  std::uint64_t entries = 0;
  std::uint64_t hashes = 0;

  bool operator==(const EntrySum&) const = default;
};

/// Hashes entries under a key that nobody knows beforehand, so that nobody can make two that are taken for each other.
/// Quick, and no secret is kept by it.
class EntryHash {
 public:
  EntryHash();
  void add(std::string_view entry, EntrySum& sum) const;

 private:
  std::array<std::uint64_t, 4> key_{};
};

} // namespace loyalty::store
