// SPDX-License-Identifier: MIT
#include "loyalty/effect.hpp"

#include <algorithm>

namespace loyalty {
namespace {

Money off_base(Ratio share, Money base) { return share_of(base, share); }
Money off_base(Money amount, Money base) { return std::min(amount, base); }

} // namespace

Money taken_off(const Reduction& reduction, Money base) {
  return std::visit([&](const auto& each) { return off_base(each, base); }, reduction);
}

const LadderStep* step_reached(const LadderOff& ladder, Money spend, std::int64_t pieces) {
  const auto above = std::find_if(ladder.steps.begin(), ladder.steps.end(),
                                  [&](const LadderStep& step) { return spend < step.spend || pieces < step.pieces; });
  return above == ladder.steps.begin() ? nullptr : &*(above - 1);
}

bool earns(const CampaignEffect& effect) {
  return changes_points(effect) || std::holds_alternative<EarnGrowth>(effect);
}

bool changes_points(const CampaignEffect& effect) {
  return std::holds_alternative<EarnMore>(effect) || std::holds_alternative<Multiply>(effect) ||
         std::holds_alternative<BonusPoints>(effect);
}

bool is_of_lines(const CampaignEffect& effect) {
  return !std::holds_alternative<Multiply>(effect) && !std::holds_alternative<BonusPoints>(effect) &&
         !std::holds_alternative<ShippingOff>(effect);
}

} // namespace loyalty
