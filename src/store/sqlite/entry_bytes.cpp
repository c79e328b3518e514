// SPDX-License-Identifier: MIT
#include "store/sqlite/entry_bytes.hpp"

#include <algorithm>
#include <cstring>

namespace loyalty::store {
namespace {

__extension__ using Product = unsigned __int128;

/// Ends a text: less than whatever may follow in a longer one, where a zero is followed by `escaped`.
constexpr std::size_t end_size = 2;
constexpr char escaped = '\xff';

std::uint64_t word_at(const char* bytes, std::size_t size = sizeof(std::uint64_t)) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, size);
  return word;
}

std::uint64_t mixed(std::uint64_t one, std::uint64_t other) {
  const auto product = static_cast<Product>(one) * other;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

} // namespace

void EntryBytes::put_bytes(Kind kind, std::string_view bytes) {
  const auto zeros = static_cast<std::size_t>(std::ranges::count(bytes, '\0'));
  char* to = grow(1 + bytes.size() + zeros + end_size);
  *to++ = kind;
  if (zeros == 0) {
    to = std::copy(bytes.begin(), bytes.end(), to);
  } else {
    for (const char byte : bytes) {
      *to++ = byte;
      if (byte == '\0') *to++ = escaped;
    }
  }
  std::fill_n(to, end_size, '\0');
}

EntryHash::EntryHash() { sqlite3_randomness(static_cast<int>(sizeof(key_)), key_.data()); }

void EntryHash::add(std::string_view entry, EntrySum& sum) const {
  constexpr std::size_t block = 2 * sizeof(std::uint64_t);
  std::uint64_t hash = key_[0] ^ entry.size();
  const char* at = entry.data();
  auto left = entry.size();
  for (; left > block; left -= block, at += block)
    hash = mixed(word_at(at) ^ key_[1], word_at(at + sizeof(std::uint64_t)) ^ hash);
  const auto low = std::min(left, sizeof(std::uint64_t));
  hash = mixed(word_at(at, low) ^ key_[2], word_at(at + low, left - low) ^ hash);
  sum.hashes += mixed(hash, key_[3]);
  ++sum.entries;
}

} // namespace loyalty::store
