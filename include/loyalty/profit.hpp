// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// What of the margin would not have been there, if members buy so much more because of the scheme: margin · u / (1 +
/// u).
Money gain_of(Money margin, Ratio uplift);

/// Of the margin that members bring, what must be business that would not have come without the scheme; nothing where
/// there is no margin.
std::optional<Ratio> must_be_extra(Money net_cost, Money margin);

/// How much more members must buy for the scheme to pay: 0 where it costs nothing; nothing where it costs all of the
/// margin or more, so that it cannot pay.
std::optional<Ratio> break_even_uplift(Money net_cost, Money margin);

/// One calendar month of a scheme.
struct MonthOfScheme {
  Day first = {};
  Money gain = {};
  Money net_cost = {};
};

/// When a scheme has paid for itself.
struct Payback {
  /// The first at whose end all gain so far covers all cost so far, as it does at each later end.
  std::optional<Day> month = {};
  std::optional<std::int64_t> months = {}; ///< else so many more, at the pace of the last complete ones
  // Neither: not at this pace.
};
/// `months` follow one another from the first on. The pace is the mean of the last three that are over at the end of
/// `as_of`.
Payback payback(std::span<const MonthOfScheme> months, Day as_of);

} // namespace loyalty
