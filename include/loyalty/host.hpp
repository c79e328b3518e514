// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/history.hpp"

namespace loyalty {

/// Since when a host has sold to a member.
struct HostMet {
  std::string host = {};
  Moment since = {}; ///< the first order that stands
};

/// The hosts who have sold to a member by the end of a day. Orders of which nothing remains met nobody.
std::vector<HostMet> hosts_met(const History& history, Day as_of);

/// The first order of a member that stands, and who sold it.
struct FirstSale {
  Moment at = {};
  std::string host = {}; ///< empty: the file does not say
  std::string channel = {};
  bool was_with_host = false;           ///< the member did something with the host by the day of the order
  std::optional<MemberId> inviter = {}; ///< who brought the member
};

/// As one knows at the end of a day; nothing where no order stands.
std::optional<FirstSale> first_sale(const History& history, Day as_of);

/// Whether the buyer knew the host: from an activity with the host, or through whoever brought the member, to whom the
/// host had sold before.
bool knew_host(const FirstSale& sale, std::span<const HostMet> met_by_inviter);

} // namespace loyalty
