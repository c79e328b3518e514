// SPDX-License-Identifier: MIT
#include "loyalty/host.hpp"

#include <algorithm>

#include "loyalty/figures.hpp"

namespace loyalty {
namespace {

/// Calls `use(place)` for every order that stands, in their order.
template <class Use>
void each_purchase(const History& history, Day as_of, const Use& use) {
  const auto standings = order_standings(history, as_of);
  for (std::size_t index = 0; index < history.orders.size() && history.orders[index].day() <= as_of; ++index)
    if (standings[index].purchase) use(index);
}

bool was_with(const History& history, const std::string& host, Day through) {
  return std::ranges::any_of(history.acts, [&](const Act& act) {
    return act.kind == ActKind::activity && act.text == host && act.day <= through;
  });
}

std::optional<MemberId> brought_by(const History& history, Day as_of) {
  for (const auto& act : history.acts)
    if (act.kind == ActKind::invite && act.day <= as_of) return act.other;
  return std::nullopt;
}

} // namespace

std::vector<HostMet> hosts_met(const History& history, Day as_of) {
  std::vector<HostMet> met;
  if (history.sales.empty()) return met;
  each_purchase(history, as_of, [&](std::size_t place) {
    const auto& host = history.sales[place].host;
    if (!host.empty() && std::ranges::find(met, host, &HostMet::host) == met.end())
      met.push_back({host, history.orders[place].placed_at});
  });
  return met;
}

std::optional<FirstSale> first_sale(const History& history, Day as_of) {
  std::optional<FirstSale> first;
  each_purchase(history, as_of, [&](std::size_t place) {
    if (first) return;
    const auto& order = history.orders[place];
    first = FirstSale{.at = order.placed_at, .inviter = brought_by(history, as_of)};
    if (history.sales.empty()) return;
    first->host = history.sales[place].host;
    first->channel = history.sales[place].channel;
    first->was_with_host = !first->host.empty() && was_with(history, first->host, order.day());
  });
  return first;
}

bool knew_host(const FirstSale& sale, std::span<const HostMet> met_by_inviter) {
  if (sale.host.empty()) return false;
  return sale.was_with_host || std::ranges::any_of(met_by_inviter, [&](const HostMet& met) {
           return met.host == sale.host && met.since < sale.at;
         });
}

} // namespace loyalty
