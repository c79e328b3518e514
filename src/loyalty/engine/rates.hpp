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
  /// The campaigns by which the order earns. It is one of those that limits of campaigns count from then on.
  Campaigns fitting(std::size_t index);
  /// Whether the limit of the campaign leaves nothing for an order on that day.
  bool is_used_up(const Campaign& campaign, Day day) const;
  /// Orders that are no longer the so-many-th are none that a campaign for those was for.
  void drop_numbered();
  /// How the order earns with these campaigns, at the tier held in the morning.
  Rating rating(std::size_t index, const Campaigns& campaigns) const;
  /// A rule by which the order adds growth.
  struct Growth {
    RatedPart part;
    bool numbered = false; ///< as long as the order is the so-many-th
  };
  std::vector<Growth> growth(std::size_t index, const Campaigns& campaigns) const;

 private:
  /// By which rule a part of an order earns, as its lines will name it, and on which lines.
  struct Rule {
    EarnRule earn = {};
    RuleName name = {};
    std::string sum = {}; ///< that its rests go to, if it carries them
    const LineScope& lines;
    bool shipping = true;
  };
  /// Whether the order is one that the campaign is for, but for the member and its limit.
  bool is_for(std::size_t index, const Campaign& campaign) const;
  RatedPart part(std::size_t index, const Rule& rule, Ratio multiplier) const;

  /// An order that a campaign was for.
  struct Use {
    std::string campaign;
    std::size_t order = 0;
    bool numbered = false;
  };

  const Today& today_;
  const Orders& orders_;
  const OrderLines& lines_;
  Measures& measures_;
  std::vector<Use> uses_;  ///< of campaigns with a limit
  std::vector<bool> fits_; ///< by position in `Rules::campaigns`, as of the morning
};

} // namespace loyalty
