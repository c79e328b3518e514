// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "loyalty/draw.hpp"
#include "loyalty/int128.hpp"
#include "loyalty/money.hpp"

/// What the orders of some members say of members like them. All of it is whole numbers, so that every machine says the
/// same: amounts are thousandths of a minor unit, and what goes beyond 18 digits of them stops the run.
namespace loyalty {

/// The numbers of a lot are those of a draw.
using SplitMix64 = DrawNumbers;

/// A mean with an interval of 1.96 standard errors to both sides.
struct Estimate {
  std::int64_t n = 0;    ///< of so many members; 0: nothing is known
  std::int64_t mean = 0; ///< thousandths
  std::int64_t half = 0; ///< of the interval, thousandths, above zero

  Money value() const; ///< to the nearest minor unit
  Money low() const;   ///< rounded down
  Money high() const;  ///< rounded up
  // Whether the whole interval lies on one side of zero.
  bool above_zero() const { return mean - half > 0; }
  bool below_zero() const { return mean + half < 0; }
};

std::int64_t to_thousandths(Money money);
// To the nearest minor unit, half away from zero; rounded down; rounded up.
Money from_thousandths(std::int64_t thousandths);
Money floor_of(std::int64_t thousandths);
Money ceiling_of(std::int64_t thousandths);

/// sum / count to the nearest whole number, half away from zero. `count` > 0.
Wide quotient(Wide sum, Wide count);
/// The largest whole number whose square is not above `value`. `value` >= 0.
Wide isqrt(Wide value);

/// Σx / n, rounded once; 0 of nothing.
std::int64_t mean_of(std::span<const std::int64_t> numbers);
/// The square of the standard error of a mean: Σ(x − mean)² / (n(n − 1)), rounded once; 0 of fewer than two numbers.
/// For the difference of two means those of both groups are added up.
Wide variance_of_mean(std::span<const std::int64_t> numbers, std::int64_t mean);
/// What is added to it by controls, each of whom can be compared with several: Σψ² / n², rounded once. ψ is what one
/// control brings into the sum of the `n` who are compared. `n` > 0.
Wide variance_by_controls(std::span<const std::int64_t> psi, std::int64_t n);
/// 1.96 standard errors and one thousandth: ⌊√⌊V · 38416 / 10000⌋⌋ + 1.
std::int64_t half_width(Wide variance);
/// The difference from which on four of five trials would show it: ⌈2.8 · √V⌉.
std::int64_t visible_from(Wide variance);

Estimate estimate(std::span<const std::int64_t> numbers);
/// The mean of `group` less that of `other`; `n` counts both. Neither may be empty.
Estimate difference_of_means(std::span<const std::int64_t> group, std::span<const std::int64_t> other);

/// What somebody bought in equal times before and after a day, in minor units.
struct BeforeAfter {
  std::int64_t before = 0;
  std::int64_t after = 0;
};
/// θ: how much more was bought afterwards for each unit more that was bought before, in millionths: 10⁶ · Sxy / Sxx,
/// rounded once; 0 where all had bought the same.
std::int64_t slope(std::span<const BeforeAfter> members);
/// What was bought afterwards less what the past makes expect: 1000 · after − θ · before / 1000, in thousandths.
std::int64_t adjusted(const BeforeAfter& member, std::int64_t theta);

/// FNV-1a of 64 bits.
std::uint64_t fnv1a_64(std::string_view text);
/// Whether the lot of this seed holds out the member with this key, of whom `share` are to be held out. It is known of
/// everybody, whoever else there is.
bool held_out(std::uint64_t seed, std::string_view key, Ratio share);

/// One member of a lot, and what the group is compared by.
struct Drawn {
  std::int64_t number = 0;
  bool held = false;
};
/// Among so many draws, the true one is told.
inline constexpr std::int64_t draws_told = 2'000;
/// How many of 2,000 draws show as much as the true one, and so what luck alone can do: the true one, and those of
/// 1,999 others of as many members that differ as much from the whole. `members` stand by the bytes of their keys. The
/// numbers are those of `seed` + 1. Each draw puts on each of the first places in turn one of those from this place to
/// the end, and the next one begins with the order that it left.
std::int64_t by_luck(std::span<const Drawn> members, std::uint64_t seed);

} // namespace loyalty
