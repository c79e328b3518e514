// SPDX-License-Identifier: MIT
#include "cli/seed.hpp"

#include <array>
#include <charconv>

#include "cli/clock.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {

std::uint64_t chance_seed() {
  std::array<unsigned char, sizeof(std::uint64_t)> bytes{};
  random_bytes(bytes);
  std::uint64_t seed = 0;
  for (const auto byte : bytes) seed = seed << 8U | byte;
  return seed;
}

std::optional<std::uint64_t> typed_seed(const Session& session) {
  const auto typed = session.maybe("--seed");
  if (!typed) return std::nullopt;
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(typed->data(), typed->data() + typed->size(), seed);
  if (error != std::errc() || end != typed->data() + typed->size())
    throw Error(Failure::usage, "--seed {value} is not a whole number of at most 64 bits"_en(*typed), {},
                "type for example --seed 20260618"_en);
  return seed;
}

} // namespace loyalty::cli
