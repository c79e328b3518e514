// SPDX-License-Identifier: MIT
#include "loyalty/effect.hpp"

#include <algorithm>

namespace loyalty {
namespace {

Money off_base(Ratio share, Money base) { return share_of(base, share); }
Money off_base(Money amount, Money base) { return std::min(amount, base); }

bool changes_points(const EarnMore&) { return true; }
bool changes_points(const Multiply&) { return true; }
bool changes_points(const BonusPoints&) { return true; }
bool changes_points(const LinesOff&) { return false; }
bool changes_points(const ThresholdOff&) { return false; }
bool changes_points(const LadderOff&) { return false; }
bool changes_points(const PiecesOff&) { return false; }
bool changes_points(const LinePrice&) { return false; }
bool changes_points(const ShippingOff&) { return false; }

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
  return std::visit([](const auto& each) { return changes_points(each); }, effect);
}

} // namespace loyalty
