// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "measures.hpp"
#include "order_lines.hpp"
#include "rating.hpp"

namespace loyalty {

/// By which rules of the program and which campaigns an order earns.
class Rates {
 public:
  using Campaigns = std::vector<const Campaign*>;

  Rates(const Today& today, const Orders& orders, const OrderLines& lines, Measures& measures)
      : today_(today), orders_(orders), lines_(lines), measures_(measures) {}

  /// Who meets a campaign's condition is seen in the morning, before anything of the day counts.
  void judge();
  Campaigns fitting(std::size_t index) const;
  /// How the order earns with these campaigns, at the tier held in the morning.
  Rating rating(std::size_t index, const Campaigns& campaigns) const;

 private:
  /// By which rule a part of an order earns, as its lines will name it, and on which lines.
  struct Rule {
    EarnRule earn = {};
    RuleName name = {};
    std::string sum = {}; ///< that its rests go to, if it carries them
    const LineScope& lines;
    bool shipping = true;
  };
  RatedPart part(std::size_t index, const Rule& rule, Ratio multiplier) const;

  const Today& today_;
  const Orders& orders_;
  const OrderLines& lines_;
  Measures& measures_;
  std::vector<bool> fits_; ///< by position in `Rules::campaigns`, as of the morning
};

} // namespace loyalty
