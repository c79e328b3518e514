// SPDX-License-Identifier: MIT
#include "loyalty/estimate.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace loyalty {
namespace {

constexpr std::int64_t per_minor = 1'000;

std::int64_t countable_number(Wide number) {
  if (number > most_together || number < -Wide{most_together}) result_too_large();
  return static_cast<std::int64_t>(number);
}

Wide checked_product(Wide left, Wide right) {
  Wide result = 0;
  if (__builtin_mul_overflow(left, right, &result)) result_too_large();
  return result;
}

Wide checked_sum(Wide left, Wide right) {
  Wide result = 0;
  if (__builtin_add_overflow(left, right, &result)) result_too_large();
  return result;
}

Wide squares_about(std::span<const std::int64_t> numbers, std::int64_t middle) {
  Wide squares = 0;
  for (const auto number : numbers) {
    const Wide away = Wide{number} - middle;
    squares = checked_sum(squares, checked_product(away, away));
  }
  return squares;
}

Wide size_of(Wide number) { return number < 0 ? -number : number; }

} // namespace

Money Estimate::value() const { return from_thousandths(mean); }
Money Estimate::low() const { return floor_of(mean - half); }
Money Estimate::high() const { return ceiling_of(mean + half); }

std::int64_t to_thousandths(Money money) { return countable_number(Wide{money.minor} * per_minor); }

Money from_thousandths(std::int64_t thousandths) { return {scale(thousandths, 1, per_minor, Rounding::nearest)}; }

Money floor_of(std::int64_t thousandths) { return {thousandths / per_minor - (thousandths % per_minor < 0 ? 1 : 0)}; }

Money ceiling_of(std::int64_t thousandths) { return -floor_of(-thousandths); }

Wide quotient(Wide sum, Wide count) {
  const Wide whole = size_of(sum) / count;
  const Wide rest = size_of(sum) % count;
  const Wide rounded = whole + (rest >= count - rest ? 1 : 0);
  return sum < 0 ? -rounded : rounded;
}

Wide isqrt(Wide value) {
  Wide root = 0;
  for (Wide bit = Wide{1} << 63U; bit > 0; bit /= 2)
    if ((root + bit) <= value / (root + bit)) root += bit;
  return root;
}

std::int64_t mean_of(std::span<const std::int64_t> numbers) {
  Wide all = 0;
  for (const auto number : numbers) all += number;
  return numbers.empty() ? 0 : countable_number(quotient(all, std::ssize(numbers)));
}

Wide variance_of_mean(std::span<const std::int64_t> numbers, std::int64_t mean) {
  const Wide n = std::ssize(numbers);
  return n < 2 ? 0 : quotient(squares_about(numbers, mean), n * (n - 1));
}

Wide variance_by_controls(std::span<const std::int64_t> psi, std::int64_t n) {
  return quotient(squares_about(psi, 0), Wide{n} * n);
}

std::int64_t half_width(Wide variance) {
  // 1.96 squared.
  return countable_number(isqrt(checked_product(variance, 38'416) / 10'000)) + 1;
}

std::int64_t visible_from(Wide variance) {
  // 2.8 squared; whole numbers above a root are those above the root of the next whole number.
  const Wide square = checked_sum(checked_product(variance, 784), 99) / 100;
  const auto root = isqrt(square);
  return countable_number(root * root < square ? root + 1 : root);
}

Estimate estimate(std::span<const std::int64_t> numbers) {
  const auto mean = mean_of(numbers);
  return {std::ssize(numbers), mean, half_width(variance_of_mean(numbers, mean))};
}

Estimate difference_of_means(std::span<const std::int64_t> group, std::span<const std::int64_t> other) {
  const auto mean = mean_of(group);
  const auto other_mean = mean_of(other);
  const auto variance = checked_sum(variance_of_mean(group, mean), variance_of_mean(other, other_mean));
  return {std::ssize(group) + std::ssize(other), mean - other_mean, half_width(variance)};
}

std::int64_t slope(std::span<const BeforeAfter> members) {
  Wide before = 0, after = 0, before_squared = 0, both = 0;
  for (const auto& member : members) {
    before += member.before;
    after += member.after;
    before_squared = checked_sum(before_squared, Wide{member.before} * member.before);
    both = checked_sum(both, Wide{member.before} * member.after);
  }
  // n times Sxx and n times Sxy, exactly.
  const Wide n = std::ssize(members);
  const Wide spread = checked_sum(checked_product(n, before_squared), -checked_product(before, before));
  const Wide common = checked_sum(checked_product(n, both), -checked_product(before, after));
  return spread <= 0 ? 0 : countable_number(quotient(checked_product(common, Ratio::one), spread));
}

std::int64_t adjusted(const BeforeAfter& member, std::int64_t theta) {
  const Wide expected = quotient(checked_product(theta, member.before), Ratio::one / per_minor);
  return countable_number(Wide{member.after} * per_minor - expected);
}

std::uint64_t fnv1a_64(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
  return hash;
}

bool held_out(std::uint64_t seed, std::string_view key, Ratio share) {
  constexpr std::uint64_t parts = 10'000;
  const auto part = SplitMix64(seed ^ fnv1a_64(key)).next() % parts;
  // A share of millionths, in parts of ten thousand.
  return static_cast<std::int64_t>(part) * (Ratio::one / static_cast<std::int64_t>(parts)) < share.millionths;
}

std::int64_t by_luck(std::span<const Drawn> members, std::uint64_t seed) {
  const auto n = static_cast<std::int64_t>(members.size());
  std::vector<std::int64_t> numbers;
  Wide all = 0, held = 0;
  std::int64_t drawn = 0;
  for (const auto& [number, is_held] : members) {
    numbers.push_back(number);
    all += number;
    if (!is_held) continue;
    held = held + number;
    ++drawn;
  }
  const auto away = [&](Wide of_drawn) { return size_of(n * of_drawn - drawn * all); };
  SplitMix64 lots(seed + 1);
  std::int64_t as_large = 1;
  for (std::int64_t draw = 1; draw < draws_told; ++draw) {
    Wide of_drawn = 0;
    for (std::int64_t place = 0; place < drawn; ++place) {
      const auto from = place + static_cast<std::int64_t>(lots.below(static_cast<std::uint64_t>(n - place)));
      std::swap(numbers[static_cast<std::size_t>(place)], numbers[static_cast<std::size_t>(from)]);
      of_drawn += numbers[static_cast<std::size_t>(place)];
    }
    if (away(of_drawn) >= away(held)) ++as_large;
  }
  return as_large;
}

} // namespace loyalty
