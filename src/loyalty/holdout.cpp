// SPDX-License-Identifier: MIT
#include "loyalty/holdout.hpp"

#include <algorithm>

namespace loyalty {
namespace {

/// By luck in so many of 2,000 draws at most, or it is not shown.
constexpr std::int64_t most_by_luck = 100;

/// The numbers by which members are compared, and the same on each side.
struct Sides {
  std::vector<std::int64_t> all;
  std::vector<std::int64_t> held;
  std::vector<std::int64_t> others;

  Wide variance() const { return variance_of_mean(held, mean_of(held)) + variance_of_mean(others, mean_of(others)); }
};

template <class Number>
Sides sides_of(std::span<const HoldoutMember> members, const Number& number) {
  Sides sides;
  for (const auto& member : members) {
    sides.all.push_back(number(member));
    (member.held ? sides.held : sides.others).push_back(sides.all.back());
  }
  return sides;
}

Sides adjusted_sides(std::span<const HoldoutMember> members) {
  std::vector<BeforeAfter> brought;
  for (const auto& member : members) brought.push_back(member.brought);
  const auto theta = slope(brought);
  return sides_of(members, [theta](const HoldoutMember& member) { return adjusted(member.brought, theta); });
}

std::int64_t luck_of(std::span<const HoldoutMember> members, const Sides& sides, std::uint64_t seed) {
  std::vector<Drawn> drawn;
  for (std::size_t place = 0; place < members.size(); ++place) drawn.push_back({sides.all[place], members[place].held});
  return by_luck(drawn, seed);
}

HoldoutVerdict holdout_verdict(const HoldoutFigures& figures) {
  const bool shown = figures.by_luck <= most_by_luck;
  if (shown && figures.effect.above_zero()) return HoldoutVerdict::shown_more;
  if (shown && figures.effect.below_zero()) return HoldoutVerdict::shown_less;
  return HoldoutVerdict::cannot_tell;
}

std::int64_t in_all(std::int64_t of_each, std::int64_t members) { return scale(of_each, members, 1, Rounding::floor); }

} // namespace

std::optional<BeforeAfter> bought_around(std::span<const GoodsRow> rows, Day day, std::int32_t days) {
  constexpr std::int32_t a_year = 365;
  const auto lately = goods_between(rows, day - (a_year - 1), day);
  if (std::ranges::find(lately, true, &GoodsRow::counting) == lately.end()) return std::nullopt;
  return BeforeAfter{.before = net_of(goods_between(rows, day - (days - 1), day)).minor,
                     .after = net_of(goods_between(rows, day + 1, day + days)).minor};
}

std::string_view to_string(HoldoutVerdict verdict) {
  switch (verdict) {
    case HoldoutVerdict::too_few: return "too_few";
    case HoldoutVerdict::cannot_tell: return "cannot_tell";
    case HoldoutVerdict::shown_more: return "shown_more";
    case HoldoutVerdict::shown_less: return "shown_less";
  }
  return {};
}

std::optional<Ratio> HoldoutFigures::uplift_of(std::int64_t effect_of_each) const {
  if (mean_held <= 0) return std::nullopt;
  return Ratio{scale(effect_of_each, Ratio::one, mean_held, Rounding::nearest)};
}

HoldoutFigures compare_holdout(std::vector<HoldoutMember> members, std::uint64_t seed) {
  std::ranges::sort(members, {}, &HoldoutMember::key);
  HoldoutFigures figures;
  figures.held = std::ranges::count(members, true, &HoldoutMember::held);
  figures.others = std::ssize(members) - figures.held;
  if (std::min(figures.held, figures.others) < least_compared) return figures;
  const auto after =
      sides_of(members, [](const HoldoutMember& member) { return to_thousandths(Money{member.brought.after}); });
  figures.mean_held = mean_of(after.held);
  figures.mean_others = mean_of(after.others);
  const auto sides = adjusted_sides(members);
  figures.effect = difference_of_means(sides.others, sides.held);
  figures.visible = visible_from(sides.variance());
  figures.by_luck = luck_of(members, sides, seed);
  figures.verdict = holdout_verdict(figures);
  return figures;
}

std::optional<std::int64_t> visible_among(std::span<const HoldoutMember> members) {
  const auto sides = adjusted_sides(members);
  if (sides.held.size() < 2 || sides.others.size() < 2) return std::nullopt;
  return visible_from(sides.variance());
}

HoldoutProfit profit_of(const Estimate& effect, std::int64_t others, Money fixed_costs) {
  return {.value = from_thousandths(in_all(effect.mean, others)) - fixed_costs,
          .low = floor_of(in_all(effect.mean - effect.half, others)) - fixed_costs,
          .high = ceiling_of(in_all(effect.mean + effect.half, others)) - fixed_costs};
}

} // namespace loyalty
