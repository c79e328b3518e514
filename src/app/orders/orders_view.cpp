// SPDX-License-Identifier: MIT
#include "app/orders/orders_view.hpp"

namespace loyalty::app {

bool OrdersView::see(store::StoredVoucher& stored) {
  if (store::taken_back(stored) || if_later(stored.issue.order)) return false;
  const auto* used = redemption(stored.events);
  // What its own code claimed is claimed again, unless somebody else has used it since.
  if (stored.issue.order == place_.id && (used == nullptr || used->by_order == place_.id)) return false;
  if (used != nullptr && used->by_order && (used->by_order == place_.id || if_later(used->by_order)))
    stored.events.erase(stored.events.begin() + (used - stored.events.data()));
  return true;
}

Money OrdersView::given(const Coupon& coupon) { return tally_of(coupon.id).given; }

std::int64_t OrdersView::issued(const Coupon& coupon) { return tally_of(coupon.id).issued; }

void OrdersView::clear(const store::OrderPlace& place) {
  for (auto& [coupon, tally] : tallies_) tally.later.erase(place);
}

void OrdersView::note_use(const std::string& coupon, Money discount, bool claimed) {
  const auto found = tallies_.find(coupon);
  if (found == tallies_.end()) return;
  found->second.later.emplace(place_, Later{discount, claimed ? 1 : 0});
}

void OrdersView::note_lost(const std::string& coupon, const store::OrderPlace& later) {
  if (const auto found = tallies_.find(coupon); found != tallies_.end()) found->second.later.erase(later);
}

std::vector<store::OrderPlace> OrdersView::later_users(const Coupon& coupon) {
  std::vector<store::OrderPlace> places;
  const auto& later = tally_of(coupon.id).later;
  for (auto each = later.upper_bound(place_); each != later.end(); ++each) places.push_back(each->first);
  return places;
}

std::optional<store::OrderPlace> OrdersView::if_later(std::optional<OrderId> order) {
  if (!order || order == place_.id) return std::nullopt;
  const auto& place = place_of(*order);
  return place && *place > place_ ? place : std::nullopt;
}

OrdersView::Tally& OrdersView::tally_of(const std::string& coupon) {
  const auto [found, is_new] = tallies_.try_emplace(coupon);
  auto& tally = found->second;
  if (is_new)
    for (const auto& stored : store::vouchers_of_coupon(ledger(), coupon)) {
      if (!store::taken_back(stored)) add(tally, stored.issue.order, {.issued = 1});
      if (const auto* used = redemption(stored.events)) add(tally, used->by_order, {.discount = used->discount});
    }
  for (auto& later = tally.later; !later.empty() && later.begin()->first < place_; later.erase(later.begin())) {
    tally.given += later.begin()->second.discount;
    tally.issued += later.begin()->second.issued;
  }
  return tally;
}

void OrdersView::add(Tally& tally, std::optional<OrderId> order, const Later& what) {
  if (const auto place = order ? place_of(*order) : std::nullopt) {
    // What the order itself did is about to be judged again.
    if (place->id != place_.id) tally.later.emplace(*place, what);
    return;
  }
  tally.given += what.discount;
  tally.issued += what.issued;
}

const std::optional<store::OrderPlace>& OrdersView::place_of(OrderId order) {
  const auto [found, is_new] = places_.try_emplace(order);
  if (is_new) found->second = orders_.place_of(order);
  return found->second;
}

} // namespace loyalty::app
