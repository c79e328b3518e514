// SPDX-License-Identifier: MIT
#include "reports/first_sales.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "loyalty/figures.hpp"

namespace loyalty::reports {

void FirstSales::add(const History& history, Day as_of) {
  auto first = first_sale(history, as_of);
  if (!first) return;
  all.push_back(*std::move(first));
  if (auto hosts = hosts_met(history, as_of); !hosts.empty()) met[history.member] = std::move(hosts);
}

FirstSales& FirstSales::operator+=(const FirstSales& other) {
  all.insert(all.end(), other.all.begin(), other.all.end());
  met.insert(other.met.begin(), other.met.end());
  return *this;
}

bool FirstSales::knew(const FirstSale& sale) const {
  const auto found = sale.inviter ? met.find(*sale.inviter) : met.end();
  return knew_host(sale, found == met.end() ? std::span<const HostMet>() : std::span(found->second));
}

std::optional<Ratio> FirstSales::known_share() const {
  const auto sold = std::ranges::count_if(all, [](const FirstSale& sale) { return !sale.host.empty(); });
  const auto known = std::ranges::count_if(all, [this](const FirstSale& sale) { return knew(sale); });
  return rate(known, sold);
}

} // namespace loyalty::reports
