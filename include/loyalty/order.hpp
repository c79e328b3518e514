// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// What a row of an order file says of the order. The numbers are those stored in the ledger.
enum class OrderStatus : std::uint8_t {
  unpaid = 0,     ///< recorded, does not count
  paid = 1,       ///< counts
  refunded = 2,   ///< was paid and fully given back: no order, no spend
  cancelled = 3,  ///< recorded, does not count
  refund = 4,     ///< money given back under its own id; the amount is negative
  adjustment = 5, ///< recorded, never counts
};

/// The ledger's word for a status; what files call it is their profile's business.
std::string_view to_string(OrderStatus status);

/// The order in which the orders of one moment count, by shop, then order number: of two numbers the shorter one first,
/// so that 9 comes before 10.
bool order_counts_before(std::string_view shop, std::string_view number, std::string_view other_shop,
                         std::string_view other_number);

/// Whether a row of this status makes its buyer a member: an order was paid at some time, or money was given back.
constexpr bool makes_member(OrderStatus status) {
  return status == OrderStatus::paid || status == OrderStatus::refunded || status == OrderStatus::refund;
}

/// One line of an order that was sold in several lines.
struct OrderLine {
  std::string_view line_id;
  std::string_view sku;
  std::string_view category;
  std::int64_t quantity = 1;
  Money amount;
  bool said = false; ///< the file says more of it than its category: a line_id, sku or quantity, or that it was on sale
  std::optional<Money> discount = {}; ///< taken off before `amount` was paid
  std::string_view coupon_code = {};
  bool on_sale = false; ///< sold at a reduced price
};

/// By what a file knows a buyer besides the shop's own key: `name_space` is a platform, "phone", "email", "wechat" or
/// "card", and `value` is as `plain_identity` writes it.
struct BuyerIdentity {
  std::string_view name_space;
  std::string_view value;
};

/// What only some files say of an order. Empty texts mean "not said".
struct OrderDetails {
  std::string_view name;  ///< personal
  std::string_view phone; ///< personal
  std::optional<Money> shipping = {};
  std::optional<Money> discount = {};
  std::string_view coupon_code; ///< as the file has it: several codes, any spelling
  Points points_redeemed = 0;
  std::optional<Moment> paid_at = {};
  std::string_view referrer_id;
  std::string_view fee_for;
  std::string_view host;                 ///< who sold it: the host of a live room, a shop assistant
  std::string_view channel;              ///< where it was sold
  std::optional<Money> wallet_paid = {}; ///< from the customer's wallet
  std::vector<OrderLine> lines = {};     ///< in file order; more than one where a file gives a row per line
  /// Where the row has no key of the shop's own: by what the buyer is known, the strongest first; never a masked value.
  std::vector<BuyerIdentity> identities = {};
};

/// One order as its file states it. The texts live in the `OrderBatch` that holds the row.
struct OrderRow {
  std::size_t line = 0; ///< where the order begins in its file, for messages
  std::string_view order_id;
  std::string_view shop;
  std::string_view member_id; ///< the shop's own key; empty: a guest, or unassigned
  std::string_view refund_of; ///< order id that a refund gives money back for; empty: not said
  std::string_view category;
  Moment placed_at = {};
  Money amount = {};
  Money refunded = {}; ///< of a paid order, 0 … amount
  OrderStatus status = OrderStatus::paid;
  bool unassigned = false;   ///< the file's key of the member is masked and names nobody
  std::int32_t details = -1; ///< index into the batch's details; -1: none
};

/// Some thousand orders in file order, with the bytes they point into.
struct OrderBatch {
  std::vector<OrderRow> rows;
  std::vector<OrderDetails> details;
  std::string text; ///< never grows once a row points into it
};

} // namespace loyalty
