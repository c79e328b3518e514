// SPDX-License-Identifier: MIT
#include "rating.hpp"

#include <algorithm>
#include <numeric>

#include "wide.hpp"

namespace loyalty {
namespace {

/// Amounts of money of a program have a small common multiple; of a stranger mixture each part is rounded down by itself.
constexpr std::int64_t largest_per = 1'000'000'000;
constexpr std::int64_t largest_common = 1'000'000'000'000;

/// A sum of fractions that is rounded once.
class Sum {
 public:
  void add(Wide numerator, std::int64_t denominator) {
    whole_ += numerator / denominator;
    const auto rest = static_cast<std::int64_t>(numerator % denominator);
    const auto shared = std::gcd(rest, denominator);
    if (rest == 0) return;
    const auto small = denominator / shared;
    const Wide common = Wide{denominator_ / std::gcd(denominator_, small)} * small;
    if (common > largest_common) return;
    rest_ = rest_ * (common / denominator_) + Wide{rest / shared} * (common / small);
    denominator_ = static_cast<std::int64_t>(common);
    whole_ += rest_ / denominator_;
    rest_ %= denominator_;
  }

  Points times(Ratio multiplier, bool nearest) const {
    const Wide denominator = Wide{denominator_} * Ratio::one;
    Wide numerator = product(product(whole_, denominator_) + rest_, multiplier.millionths);
    if (nearest) numerator += denominator / 2;
    return points_of(numerator / denominator);
  }

 private:
  Wide whole_ = 0;
  Wide rest_ = 0;
  std::int64_t denominator_ = 1;
};

void add_part(Sum& sum, const EarnRule& rule, Money base) {
  if (base <= Money{} || rule.rounding == EarnRounding::carry) return;
  if (rule.rounding == EarnRounding::full || rule.per.minor > largest_per)
    sum.add(Wide{rule.points} * (base.minor / rule.per.minor), 1);
  else
    sum.add(Wide{rule.points} * base.minor, rule.per.minor);
}

bool rounds_to_nearest(const Rating& rating) {
  return !rating.parts.empty() && rating.parts.front().rule.rounding == EarnRounding::nearest;
}

Points times(Points points, Ratio factor) {
  return points_of(product(points, factor.millionths) / Ratio::one);
}

}  // namespace

Money part_of(const RatedPart& part, Money base, Money remaining) {
  if (part.base == base) return remaining;
  if (base <= Money{}) return {};
  return Money{scale(part.base.minor, remaining.minor, base.minor, Rounding::floor)};
}

Points capped(const Rating& rating, Points points) {
  if (!rating.room || points <= *rating.room) return points;
  const Points room = std::max<Points>(0, *rating.room);
  return room + times(points - room, rating.beyond);
}

Points rated(const Rating& rating, Money base, Money remaining) {
  Sum sum;
  for (const auto& part : rating.parts) add_part(sum, part.rule, part_of(part, base, remaining));
  return sum.times(rating.multiplier, rounds_to_nearest(rating));
}

Points rated_part(const Rating& rating, const RatedPart& part) {
  Sum sum;
  add_part(sum, part.rule, part.base);
  return sum.times(rating.multiplier, rounds_to_nearest(rating));
}

Points CarriedSum::uncapped(const Stretch& stretch, Money until) {
  const auto full = until.minor / stretch.rule.per.minor - stretch.from.minor / stretch.rule.per.minor;
  return times(points_of(product(stretch.rule.points, full)), stretch.multiplier);
}

Points CarriedSum::of(const Stretch& stretch, Money until) {
  return capped(stretch.caps, stretch.so_far + uncapped(stretch, until)) - capped(stretch.caps, stretch.so_far);
}

Points CarriedSum::add(const EarnRule& rule, Ratio multiplier, Money amount, const Rating& caps, Points& so_far) {
  if (rule.per <= Money{} || amount <= Money{}) return 0;
  stretches_.push_back({rule, multiplier, sum_, sum_ + amount, {.room = caps.room, .beyond = caps.beyond}, so_far});
  sum_ += amount;
  so_far += uncapped(stretches_.back(), sum_);
  return of(stretches_.back(), sum_);
}

Points CarriedSum::take(Money amount) {
  sum_ = std::max(Money{}, sum_ - amount);
  Points points = 0;
  while (!stretches_.empty() && stretches_.back().until > sum_) {
    Stretch& last = stretches_.back();
    const Money until = std::max(last.from, sum_);
    loyalty::add(points, of(last, last.until) - of(last, until));
    last.until = until;
    if (until > last.from) break;
    stretches_.pop_back();
  }
  return points;
}

}  // namespace loyalty
