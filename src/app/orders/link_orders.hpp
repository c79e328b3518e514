// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/orders/imported.hpp"
#include "app/orders/orders_linked.hpp"

namespace loyalty::app {

/// Orders that are nobody's, and the member whose they are.
struct LinkRequest {
  std::vector<std::string> orders; ///< their numbers
  std::string member;              ///< key or identity
  std::optional<std::string> shop; ///< absent: wherever the number is known, if it is in one shop only
};

/// Gives orders that came without a member to a member, with the refunds that name them: from the next settled day on
/// everything is as if it had been known from the start. Refused by `Error`, with nothing written: an order or a member
/// that is not known, a refund that names an order, an order that is somebody else's already. The same again changes
/// nothing.
OrdersLinked link_orders(const shop::Context& context, const LinkRequest& request);

/// The same for orders whose files name their buyers by now; those that are somebody else's are left.
OrdersLinked link_orders(const shop::Context& context, const std::vector<LateBuyer>& late);

/// The same for a file with the columns order_id and member_id, and optionally shop: rows that cannot be are set aside,
/// and the others go in.
OrdersLinked link_orders(const shop::Context& context, const std::string& path,
                         const std::function<void(std::int64_t done, std::int64_t of)>& progress = {});

} // namespace loyalty::app
