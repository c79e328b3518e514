// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace loyalty::store {

/// An entry of an index as bytes that stand in the order in which SQLite sorts what they are made of: nothing, numbers,
/// texts byte by byte, blobs.
class EntryBytes {
 public:
  void clear() { size_ = 0; }
  /// False of what has no such bytes here: a number with a fraction.
  bool put(sqlite3_value* value);
  std::string_view bytes() const { return {bytes_.data(), size_}; }

 private:
  void put_bytes(char kind, std::string_view bytes);
  char* grow(std::size_t more);

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
