// SPDX-License-Identifier: MIT
#include "store/ledger/digest.hpp"

#include <sodium.h>

#include <algorithm>

#include "loyalty/error.hpp"

namespace loyalty::store {
namespace {

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

/// Chooses the fastest code for this processor; harmless when repeated.
void start_library() {
  if (sodium_init() < 0) throw Error(Failure::refused, "the cryptographic library does not start"_en);
}

} // namespace

struct Digest::State {
  crypto_generichash_state hash;
};

Digest::Digest() : state_(std::make_unique<State>()) {
  start_library();
  crypto_generichash_init(&state_->hash, nullptr, 0, std::tuple_size_v<Hash>);
}
Digest::Digest(const Hash& key) : state_(std::make_unique<State>()) {
  start_library();
  crypto_generichash_init(&state_->hash, key.data(), key.size(), std::tuple_size_v<Hash>);
}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(std::string_view bytes) { crypto_generichash_update(&state_->hash, raw(bytes), bytes.size()); }

Hash Digest::finish() {
  Hash hash;
  crypto_generichash_final(&state_->hash, hash.data(), hash.size());
  return hash;
}

ShortHash salted_hash(std::string_view purpose, std::string_view salt, std::string_view bytes) {
  static const bool started = (start_library(), true);
  static_cast<void>(started);
  static_assert(std::tuple_size_v<Salt> == crypto_generichash_blake2b_SALTBYTES);
  std::array<unsigned char, crypto_generichash_blake2b_PERSONALBYTES> personal{};
  std::copy_n(purpose.begin(), std::min(purpose.size(), personal.size()), personal.begin());
  Salt whole{};
  std::copy_n(salt.begin(), std::min(salt.size(), whole.size()), whole.begin());
  ShortHash hash;
  crypto_generichash_blake2b_salt_personal(hash.data(), hash.size(), raw(bytes), bytes.size(), nullptr, 0, whole.data(),
                                           personal.data());
  return hash;
}

struct Sha256::State {
  crypto_hash_sha256_state hash;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->hash); }
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) { crypto_hash_sha256_update(&state_->hash, raw(bytes), bytes.size()); }

std::string Sha256::finish() {
  Hash hash;
  crypto_hash_sha256_final(&state_->hash, hash.data());
  return to_hex(bytes_of(hash));
}

std::string to_hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += digits[value >> 4];
    text += digits[value & 15];
  }
  return text;
}

std::optional<Hash> from_hex(std::string_view digits) {
  Hash hash{};
  if (digits.size() != hash.size() * 2) return std::nullopt;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    const char digit = digits[at];
    const bool letter = digit >= 'a' && digit <= 'f';
    if (!letter && (digit < '0' || digit > '9')) return std::nullopt;
    const auto value = static_cast<unsigned>(letter ? digit - 'a' + 10 : digit - '0');
    hash[at / 2] = static_cast<unsigned char>(hash[at / 2] * 16U + value);
  }
  return hash;
}

} // namespace loyalty::store
