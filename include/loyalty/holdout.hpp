// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/estimate.hpp"
#include "loyalty/goods.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// So many must stand on each side before anything is said of a difference.
inline constexpr std::int64_t least_compared = 100;

/// What was bought in the `days` days after `day`, and in as many that end with it. Nothing of whoever bought nothing
/// in the 365 days that end with it: they are not compared.
std::optional<BeforeAfter> bought_around(std::span<const GoodsRow> rows, Day day, std::int32_t days);

/// One member of a hold-out, and what they brought in as many days before the draw as after it.
struct HoldoutMember {
  std::string key; ///< the shop's own
  bool held = false;
  BeforeAfter brought = {};
};

enum class HoldoutVerdict : std::uint8_t {
  too_few,
  cannot_tell,
  shown_more, ///< those who were not held brought more
  shown_less,
};
std::string_view to_string(HoldoutVerdict verdict);

/// What the lot shows of the scheme. Where too few can be compared, all but the counts says nothing.
struct HoldoutFigures {
  std::int64_t held = 0;
  std::int64_t others = 0;
  std::int64_t mean_held = 0; ///< brought after the draw by each, in thousandths
  std::int64_t mean_others = 0;
  Estimate effect = {};     ///< more by each of the others than by each of the held, for their past
  std::int64_t visible = 0; ///< thousandths: an effect shows from there on
  std::int64_t by_luck = 0; ///< so many of 2,000 draws show as much though there is no effect
  HoldoutVerdict verdict = HoldoutVerdict::too_few;

  /// The effect by what each of the held brought; nothing where that is not above zero.
  std::optional<Ratio> uplift() const { return uplift_of(effect.mean); }
  std::optional<Ratio> uplift_low() const { return uplift_of(effect.mean - effect.half); }
  std::optional<Ratio> uplift_high() const { return uplift_of(effect.mean + effect.half); }

 private:
  std::optional<Ratio> uplift_of(std::int64_t effect_of_each) const;
};

/// Compares the members of a hold-out as they were assigned. `seed` is that of the draw.
HoldoutFigures compare_holdout(std::vector<HoldoutMember> members, std::uint64_t seed);

/// The effect on one member from which on it would show of these members, in thousandths; nothing where one side has
/// fewer than two.
std::optional<std::int64_t> visible_among(std::span<const HoldoutMember> members);

/// What the scheme earned in all with its effect on each of `others` and what it cost whoever is there.
struct HoldoutProfit {
  Money value = {};
  Money low = {};
  Money high = {};
};
HoldoutProfit profit_of(const Estimate& effect, std::int64_t others, Money fixed_costs);

} // namespace loyalty
