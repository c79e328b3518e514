// SPDX-License-Identifier: MIT
#include "rating.hpp"

#include <algorithm>
#include <numeric>

#include "loyalty/wide.hpp"

namespace loyalty {
namespace {

/// Amounts of money of a program have a small common multiple; of a stranger mixture each part is rounded down by
/// itself.
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

/// The number nearest to the share that is left: cents that lines share unevenly make no piece more or less.
std::int64_t pieces_left(const RuleBase& part, Money base, Money remaining) {
  return scale(part.pieces, remaining.minor, base.minor, Rounding::nearest);
}

void add_part(Sum& sum, const RatedPart& part, Money base, Money remaining) {
  const EarnRule& rule = part.rule;
  const Money left = part_of(part.base, base, remaining);
  if (left <= Money{} || rule.rounding == EarnRounding::carry) return;
  if (rule.rounding == EarnRounding::pieces)
    sum.add(Wide{rule.points} * pieces_left(part.base, base, remaining), 1);
  else if (rule.rounding == EarnRounding::full || rule.per.minor > largest_per)
    sum.add(Wide{rule.points} * (left.minor / rule.per.minor), 1);
  else
    sum.add(Wide{rule.points} * left.minor, rule.per.minor);
}

/// Where one of the rules does, so that a rule more never brings less.
bool rounds_to_nearest(const Rating& rating) {
  return std::ranges::any_of(rating.parts,
                             [](const RatedPart& part) { return part.rule.rounding == EarnRounding::nearest; });
}

Points multiplied(Points points, Ratio factor) { return points_of(product(points, factor.millionths) / Ratio::one); }

} // namespace

Money part_of(const RuleBase& part, Money base, Money remaining) {
  Money left = remaining;
  if (part.amount != base)
    left = base <= Money{} ? Money{} : Money{scale(part.amount.minor, remaining.minor, base.minor, Rounding::floor)};
  return left < part.least ? Money{} : left;
}

Points capped(const Rating& rating, Points points) {
  if (!rating.room || points <= *rating.room) return points;
  const Points room = std::max<Points>(0, *rating.room);
  return room + multiplied(points - room, rating.beyond);
}

Points rated(const Rating& rating, Money base, Money remaining) {
  Sum sum;
  for (const auto& part : rating.parts) add_part(sum, part, base, remaining);
  return sum.times(rating.multiplier, rounds_to_nearest(rating));
}

Points rated_part(const Rating& rating, const RatedPart& part) {
  Sum sum;
  add_part(sum, part, part.base.amount, part.base.amount);
  return sum.times(rating.multiplier, rounds_to_nearest(rating));
}

Points CarriedSum::uncapped(const Stretch& stretch, Money until) {
  const auto full = until.minor / stretch.rule.per.minor - stretch.from.minor / stretch.rule.per.minor;
  return multiplied(points_of(product(stretch.rule.points, full)), stretch.multiplier);
}

Points CarriedSum::of(const Stretch& stretch, Money until) {
  return capped(stretch.caps, stretch.so_far + uncapped(stretch, until)) - capped(stretch.caps, stretch.so_far);
}

Points CarriedSum::worth(const std::vector<Stretch>& stretches) {
  Points points = 0;
  for (const auto& stretch : stretches) points += of(stretch, stretch.until);
  return points;
}

std::map<std::size_t, Points> CarriedSum::brought() const {
  std::map<std::size_t, Points> brought;
  for (const auto& stretch : ended_) brought[stretch.order] += of(stretch, stretch.until);
  return brought;
}

Points CarriedSum::add(std::size_t order, const EarnRule& rule, Ratio multiplier, Money amount, const Rating& caps,
                       Points& so_far) {
  const Money more = rule.per <= Money{} ? Money{} : std::max(Money{}, amount);
  stretches_.push_back({.place = stretches_.size(),
                        .order = order,
                        .rule = rule,
                        .multiplier = multiplier,
                        .from = sum_,
                        .until = sum_ + more,
                        .caps = {.room = caps.room, .beyond = caps.beyond},
                        .so_far = so_far});
  if (more == Money{}) return 0;
  ended_.push_back(stretches_.back());
  sum_ += more;
  so_far += uncapped(stretches_.back(), sum_);
  const Points points = of(stretches_.back(), sum_);
  left_ += points;
  return points;
}

std::vector<CarriedSum::Stretch> CarriedSum::without(std::size_t place, Money amount) const {
  auto rest = stretches_;
  rest[place].until -= amount;
  for (++place; place < rest.size(); ++place) {
    rest[place].from -= amount;
    rest[place].until -= amount;
  }
  return rest;
}

std::vector<CarriedSum::Loss> CarriedSum::take(std::size_t place, Money amount, bool whole, Points own) {
  const Money all = stretches_[place].until - stretches_[place].from;
  amount = whole ? all : std::min(amount, all);
  if (amount <= Money{}) return {};
  const auto brought_before = brought();
  const Points before = worth(stretches_);
  const Points most = std::clamp<Points>(before - worth(without(place, all)) - stretches_[place].ahead, 0, left_);
  stretches_ = without(place, amount);
  Points points = std::min(most, take_off_end(amount));
  if (amount == all) {
    ended_ = stretches_;
    std::erase_if(ended_, [](const Stretch& stretch) { return stretch.until == stretch.from; });
    points = ended_.empty() ? left_ : most;
  }
  stretches_[place].ahead += points - (before - worth(stretches_));
  left_ -= points;
  return shared_out(points, {stretches_[place].order, own}, bring_less(stretches_[place].order, brought_before));
}

std::vector<CarriedSum::Loss> CarriedSum::bring_less(std::size_t own,
                                                     const std::map<std::size_t, Points>& before) const {
  auto now = brought();
  std::vector<Loss> losses;
  for (auto had = before.rbegin(); had != before.rend(); ++had)
    if (const Points less = had->second - now[had->first]; less > 0 && had->first != own)
      losses.push_back({had->first, less});
  return losses;
}

std::vector<CarriedSum::Loss> CarriedSum::shared_out(Points points, const Loss& own, const std::vector<Loss>& others) {
  std::vector<Loss> losses;
  const auto lose = [&](std::size_t order, Points most) {
    const Points less = std::clamp<Points>(most, 0, points);
    points -= less;
    if (less > 0) losses.push_back({order, less});
  };
  lose(own.order, own.points);
  for (const auto& [order, most] : others) lose(order, most);
  lose(own.order, points);
  return losses;
}

Points CarriedSum::rate_anew(std::size_t place, Ratio multiplier, Points& so_far, Points most) {
  Stretch& stretch = stretches_[place];
  const Points before = of(stretch, stretch.until);
  const auto anew = [&](Stretch& each) {
    each.multiplier = multiplier;
    each.so_far = so_far;
  };
  Points ended_before = 0;
  Points ended_after = 0;
  for (auto& each : ended_) {
    if (each.place != place) continue;
    ended_before = of(each, each.until);
    anew(each);
    ended_after = of(each, each.until);
  }
  anew(stretch);
  so_far += uncapped(stretch, stretch.until);
  const Points given = std::max(std::min(ended_after - ended_before, most), -left_);
  stretch.ahead += of(stretch, stretch.until) - before - given;
  left_ += given;
  return given;
}

Points CarriedSum::take_off_end(Money amount) {
  sum_ = std::max(Money{}, sum_ - amount);
  Points points = 0;
  while (!ended_.empty() && ended_.back().until > sum_) {
    Stretch& last = ended_.back();
    const Money until = std::max(last.from, sum_);
    loyalty::add(points, of(last, last.until) - of(last, until));
    last.until = until;
    if (until > last.from) break;
    ended_.pop_back();
  }
  return points;
}

} // namespace loyalty
