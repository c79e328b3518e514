// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "loyalty/host.hpp"
#include "loyalty/money.hpp"

namespace loyalty::reports {

/// The first orders of members, and which of them were sold by somebody whom the buyer knew: that is told once all
/// members are in, for it can have been through whoever brought them.
struct FirstSales {
  std::vector<FirstSale> all = {};
  std::map<MemberId, std::vector<HostMet>> met = {}; ///< of members to whom a host has sold

  void add(const History& history, Day as_of);
  FirstSales& operator+=(const FirstSales& other);

  bool knew(const FirstSale& sale) const;
  /// Of the first orders whose seller is known, the share whose buyer knew them; nothing where there are none.
  std::optional<Ratio> known_share() const;
};

} // namespace loyalty::reports
