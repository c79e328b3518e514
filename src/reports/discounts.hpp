// SPDX-License-Identifier: MIT
#pragma once

#include <unordered_map>

#include "loyalty/history.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What was taken off orders at the end of a day, counted once: of each order the larger of the discount that its file
/// states and the vouchers that were used for it. An order of which nothing remains, or that was never paid, had no
/// discount; neither had the fee of a membership.
class Discounts {
 public:
  /// Reads what is stated and what was used. Nothing may be written on the ledger meanwhile.
  Discounts(store::Ledger& ledger, Day as_of);

  /// Taken off the orders of one history. May be called from several threads.
  Money of(const History& history) const;
  /// Of vouchers that were used for orders the ledger does not hold.
  Money elsewhere() const { return elsewhere_; }

 private:
  struct Taken {
    Money stated = {};
    Money vouchers = {};
  };

  Day as_of_;
  std::unordered_map<OrderId, Taken> by_order_; ///< by first statement
  Money elsewhere_ = {};
};

} // namespace loyalty::reports
