// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/message.hpp"
#include "loyalty/order.hpp"
#include "store/acts.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::app {

/// What an order file tells that was told before in another way: noticed while its rows are taken, and said once.
class ToldTwice {
 public:
  explicit ToldTwice(store::Ledger& ledger);

  /// An order that was not known as paid before. `first`: its first statement, if one was ever made.
  void look_at_order(std::optional<MemberId> member, const OrderRow& row, const OrderDetails* details,
                     std::optional<OrderId> first);
  /// A statement about all that was given back of an order, as one that is known.
  void look_at_statement(std::optional<OrderId> first);
  /// A refund that names an order of which `stated` was given back.
  void look_at_refund(OrderId first, Money stated);

  std::vector<Message> notes() const;

 private:
  void look_at_redemption(MemberId member, const OrderRow& row, Points points, std::optional<OrderId> first);
  const std::vector<store::StoredAct>& redemptions_of(MemberId member);

  store::Ledger& ledger_;
  std::unordered_map<MemberId, Day> openings_; ///< the last day of opening points that stand for what was before
  std::optional<std::unordered_map<MemberId, std::vector<store::StoredAct>>> by_hand_; ///< redeemed, and for no gift
  std::int64_t orders_before_opening_ = 0;
  std::set<MemberId> members_with_opening_;
  std::set<OrderId> refunds_; ///< orders whose refunds are told in both ways
  std::int64_t one_spending_ = 0;
  std::int64_t maybe_twice_ = 0;
  std::vector<Message> redemptions_; ///< that may be told twice, a sentence for each of the first
};

/// "12 orders of 3 members are older than …", and what can be done about it.
Message opening_note(std::int64_t orders, std::int64_t members);

} // namespace loyalty::app
