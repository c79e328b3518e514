// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/orders/imported.hpp"
#include "app/orders/order_buyers.hpp"
#include "app/orders/order_linker.hpp"

namespace loyalty::app {

/// Orders that were kept without a member and whose file names the buyer by now, such as a phone that was masked: they
/// are linked, as link-orders would, so that the order of files changes nothing.
class LateBuyers {
 public:
  LateBuyers(shop::Work& work, OrderBuyers& buyers) : work_(work), buyers_(buyers) {}

  /// Who it is.
  std::optional<MemberId> note(const OrderRow& row, const OrderDetails* details);
  /// Once the members of the file are in the books.
  void link(Imported& result);

 private:
  struct Named {
    std::string order;
    std::string shop;
    MemberId member;
  };

  shop::Work& work_;
  OrderBuyers& buyers_;
  std::vector<Named> named_;
};

} // namespace loyalty::app
