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

const Condition* first_comparison(const Condition& condition) {
  if (condition.kind == Condition::Kind::compare) return &condition;
  for (const auto& part : condition.parts)
    if (const auto* found = first_comparison(part)) return found;
  return nullptr;
}

}  // namespace

const Tier* Program::tier(std::string_view id) const { return with_id(tiers, id); }

const Coupon* Program::coupon(std::string_view id) const { return with_id(coupons, id); }

const Condition* qualifying_metric(const Program& program) {
  for (const auto& tier : program.tiers)
    if (const auto* found = first_comparison(tier.when)) return found;
  return nullptr;
}

}  // namespace loyalty
