// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/message.hpp"
#include "loyalty/money.hpp"
#include "loyalty/program.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What members brought so far: in their first days, or in the last month that is over.
struct ValueRow {
  std::string part = {};            ///< id of a tier, or a cohort such as "2026-01"; empty: of all, or no tier
  std::string_view measure = {};    ///< "value_30" …, "arpu", "arpu_buyers"
  std::int64_t members = 0;         ///< of whom it is the mean
  std::optional<Money> value = {};  ///< nothing where there are none
  std::optional<Money> median = {}; ///< the lower one, of first days only
  std::optional<Money> low = {};    ///< of the interval, from `fewest_for_interval` members on
  std::optional<Money> high = {};
  std::optional<Money> left = {}; ///< margin less own costs of the scheme, with fees; first days only
  bool too_few = false;           ///< for an interval
};

/// With fewer members no interval is told.
inline constexpr std::int64_t fewest_for_interval = 30;
/// The first days that are looked at.
inline constexpr std::array<std::int32_t, 4> value_days{30, 90, 180, 365};

/// By what the members are parted.
enum class ValueBy : std::uint8_t {
  all,
  tier, ///< held at the end of the day
  cohort,
};

struct Values {
  std::vector<ValueRow> rows;

  Message note() const;
};

/// Net of the first days of every member whose first days are over: who came too late counts nowhere. `costs_from` is
/// the program whose [costs] count; nullptr: that of the version kept last. No value of days to come is told.
Values report_value(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from, ValueBy by, Day as_of);

} // namespace loyalty::reports
