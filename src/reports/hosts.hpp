// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/figures.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What one host sold through one channel, to members and to everybody else.
struct HostRow {
  std::string host; ///< empty: the files do not say, or money was given back of no order
  std::string channel;
  OrderFigures orders = {};
  std::int64_t first_orders = 0; ///< of members
  std::int64_t from_known = 0;   ///< of those: the buyer knew the host before

  /// Orders of which something, or all, was given back, of all that were paid.
  std::optional<Ratio> return_rate() const;
};

/// By net, the largest first; what nobody is known to have sold comes last. All rows together are the whole shop.
std::vector<HostRow> report_hosts(store::Ledger& ledger, Day as_of);

} // namespace loyalty::reports
