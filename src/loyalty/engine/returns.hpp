// SPDX-License-Identifier: MIT
#pragma once

#include "earnings.hpp"
#include "occasions.hpp"
#include "spending.hpp"

namespace loyalty {

/// Money that comes back, for an order or for none, and everything that must come back with it.
class Returns {
 public:
  /// What refunds reach.
  struct Reach {
    Today& today;
    Orders& orders;
    Measures& measures;
    PointsAccount& points;
    Spending& spending;
    Earnings& earnings;
    Occasions& occasions;
  };
  explicit Returns(const Reach& reach) : of_(reach) {}

  void count(const RefundFact& refund);

 private:
  void count_unnamed(const RefundFact& refund);
  /// What all of them together ask for by these terms, beyond what was taken.
  Points due(std::int32_t terms, Points& taken) const;

  Reach of_;
  Money unnamed_ = {};
  Points points_taken_ = 0;
  Points growth_taken_ = 0;
};

} // namespace loyalty
