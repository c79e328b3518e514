// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "loyalty/campaign.hpp"
#include "measures.hpp"
#include "rating.hpp"

namespace loyalty {

/// By which rules of the program and which campaigns an order earns.
class Rates {
 public:
  using Campaigns = std::vector<const Campaign*>;

  Rates(const Today& today, const Orders& orders, Measures& measures)
      : today_(today), orders_(orders), measures_(measures) {}

  /// Who meets a campaign's condition is seen in the morning, before anything of the day counts.
  void judge();
  Campaigns fitting(std::size_t index) const;
  /// How the order earns with these campaigns, at the tier held in the morning.
  Rating rating(std::size_t index, const Campaigns& campaigns) const;
  /// What of the order such a rule is for; nothing where its lines do not come to what the scope asks for.
  RuleBase base_of(std::size_t index, const EarnRule& earn, const LineScope& lines, bool shipping) const;

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
  /// Of what was paid for the order, with or without the shipping fee, the part of the lines.
  Money amount_in(std::size_t index, const LineScope& lines, bool shipping) const;
  Money without_shipping(std::size_t index) const;
  CoveredLines covered(std::size_t index, const LineScope& lines, bool shipping) const;
  /// Of them, those that cost something, as many as are left of what was paid.
  std::int64_t paid_pieces(std::size_t index, const LineScope& lines) const;
  /// Whether the order has the lines that the campaign asks for; one for the whole order asks for one line at least.
  bool has_lines(std::size_t index, const Campaign& campaign) const;

  const Today& today_;
  const Orders& orders_;
  Measures& measures_;
  std::vector<bool> fits_; ///< by position in `Rules::campaigns`, as of the morning
};

} // namespace loyalty
