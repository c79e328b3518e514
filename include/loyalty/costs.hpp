// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// A cost that comes back each month or year, whatever is sold.
struct RunningCost {
  Money amount = {};
  Calendar per = Calendar::month; ///< month or year
};

struct OtherCost {
  std::string name;
  RunningCost cost = {};
  std::optional<Day> from = {};  ///< absent: since the scheme was opened
  std::optional<Day> until = {}; ///< last day
};

/// What a shop says of its goods and of what the scheme costs it. What it does not say costs nothing, but for the
/// goods: without a margin nobody knows what members bring.
struct Costs {
  enum class Returns : std::uint8_t {
    restocked, ///< what comes back can be sold again
    lost,
  };
  std::optional<Ratio> margin = {};                  ///< of the list price
  std::map<std::string, Ratio> category_margin = {}; ///< of lines of these categories instead
  Returns returns = Returns::restocked;
  Money postage = {}; ///< of a parcel
  RunningCost tool = {};
  Money setup = {};   ///< once, in the month in which the scheme was opened
  Money message = {}; ///< of one
  std::vector<OtherCost> other = {};
  std::optional<Day> since = {}; ///< the day on which the scheme was opened

  /// Of the list price of a category; empty: of all else. There is a margin.
  Ratio margin_of(std::string_view category) const;
};

/// What goods of this list price cost: rounded once.
Money goods_cost(Money list, Ratio margin);

/// What the calendar month of the day bears. The months of a year add up to what is paid for it.
Money borne_in_month(const RunningCost& cost, Day day);

/// What nobody in particular costs.
struct FixedCosts {
  Money tool = {};
  Money setup = {};
  Money other = {};

  Money sum() const { return tool + setup + other; }
  FixedCosts& operator+=(const FixedCosts& more);
};

/// What the calendar month of `day` bears of a scheme that was opened on `opened`: nothing before that month. Other
/// costs count in every month in which they have a day.
FixedCosts fixed_costs(const Costs& costs, Day opened, Day day);

} // namespace loyalty
