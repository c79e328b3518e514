// SPDX-License-Identifier: MIT
#include "loyalty/program.hpp"

#include <algorithm>

namespace loyalty {
namespace {

template <class Item>
const Item* with_id(const std::vector<Item>& items, std::string_view id) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

} // namespace

const Tier* Program::tier(std::string_view id) const { return with_id(tiers, id); }
const Coupon* Program::coupon(std::string_view id) const { return with_id(coupons, id); }
const Campaign* Program::campaign(std::string_view id) const { return with_id(campaigns, id); }
const Activity* Program::activity(std::string_view id) const { return with_id(activities, id); }
const RewardRule* Program::reward(std::string_view id) const { return with_id(rewards, id); }
const Plan* Program::plan(std::string_view id) const { return with_id(plans, id); }
const Gift* Program::gift(std::string_view id) const { return with_id(gifts, id); }
const Segment* Program::segment(std::string_view id) const { return with_id(segments, id); }
const Group* Program::group(std::string_view id) const { return with_id(groups, id); }
const Draw* Program::draw(std::string_view id) const { return with_id(draws, id); }

Coupon coupon_of_gift(const RewardRule& rule) {
  return {.id = rule.id, .name = rule.name, .kind = GiftItem{rule.gift}, .stacking = rule.id, .cost = rule.cost};
}

const Condition* qualifying_metric(const Program& program) {
  for (const auto& tier : program.tiers) {
    const Condition* first = nullptr;
    each_comparison(tier.when, [&](const Condition& comparison) {
      if (first == nullptr) first = &comparison;
    });
    if (first != nullptr) return first;
  }
  return nullptr;
}

} // namespace loyalty
