// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace loyalty::store {

using Hash = std::array<unsigned char, 32>;

/// BLAKE2b-256 (RFC 7693) over a stream of bytes.
class Digest {
 public:
  Digest();
  /// Keyed: whoever does not have the key cannot tell what was digested.
  explicit Digest(const Hash& key);
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  void add(std::string_view bytes);
  /// Ends the stream.
  Hash finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

using Salt = std::array<unsigned char, 16>;
using ShortHash = std::array<unsigned char, 16>;

/// BLAKE2b-128 of the bytes, with a salt and with what it is for, in at most 16 letters, among its parameters: equal
/// bytes of other salts or other purposes have nothing in common.
ShortHash salted_hash(std::string_view purpose, std::string_view salt, std::string_view bytes);

/// SHA-256 (FIPS 180-4) over a stream of bytes; the checksum people compare files by.
class Sha256 {
 public:
  Sha256();
  ~Sha256();

  void add(std::string_view bytes);
  /// Ends the stream; 64 hexadecimal digits.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string to_hex(std::string_view bytes);
/// The bytes that 64 hexadecimal digits stand for; nullopt where they are none.
std::optional<Hash> from_hex(std::string_view digits);
/// As much of a hash in hexadecimal digits as people are shown, and keep: fewer could be met by trying.
inline constexpr std::size_t shown_digits = 16;
inline std::string shown_hash(std::string_view digits) { return std::string(digits.substr(0, shown_digits)); }
template <std::size_t size>
std::string_view bytes_of(const std::array<unsigned char, size>& hash) {
  return {reinterpret_cast<const char*>(hash.data()), size};
}

} // namespace loyalty::store
