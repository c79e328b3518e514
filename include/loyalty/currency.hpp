// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace loyalty {

/// A currency of ISO 4217 and the number of its decimals: 2 for CNY, none for JPY, 3 for KWD. Whoever reads or writes
/// an amount says in which currency.
struct Currency {
  /// `code` must outlive the currency; those of the list do.
  constexpr Currency(std::string_view its_code, unsigned its_decimals) : code(its_code), decimals(its_decimals) {}

  /// The currency of that code, in capitals; nullopt: there is none.
  static std::optional<Currency> find(std::string_view code);
  /// All currencies, by code.
  static std::span<const Currency> all();

  /// Minor units in one unit: 100 for CNY, 1 for JPY.
  constexpr std::int64_t unit() const {
    std::int64_t minor = 1;
    for (auto places = decimals; places > 0; --places) minor *= 10;
    return minor;
  }

  constexpr bool operator==(const Currency&) const = default;

  std::string_view code;
  unsigned decimals;
};

/// What a program is in that names no currency.
inline constexpr Currency cny{"CNY", 2};

} // namespace loyalty
