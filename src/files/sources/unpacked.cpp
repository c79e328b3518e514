// SPDX-License-Identifier: MIT
#include "files/sources/unpacked.hpp"

#include "loyalty/error.hpp"

namespace loyalty::files {
namespace {

constexpr std::uint64_t mebibyte = 1024 * 1024;
constexpr std::uint64_t most_unpacked = 8192 * mebibyte;
constexpr std::uint64_t always_honest = 64 * mebibyte; // whatever the ratio
constexpr std::uint64_t most_times = 250;

} // namespace

void Unpacked::require_honest(std::uint64_t packed, std::uint64_t unpacked) const {
  constexpr auto hint = "unpack it and look at what is in it"_en;
  if (unpacked > most_unpacked) throw Error(Failure::refused, "{file} unpacks to more than 8 GiB"_en(name_), {}, hint);
  if (unpacked > always_honest && unpacked / most_times > packed)
    throw Error(Failure::refused, "{file} unpacks to more than 250 times its size"_en(name_), "no file of rows does"_en,
                hint);
}

} // namespace loyalty::files
