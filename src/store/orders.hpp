// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/order.hpp"
#include "store/books.hpp"

namespace loyalty::store {

/// What the ledger holds of an order: its latest statement that counts, and how to add another.
struct KnownOrder {
  bool known = false;          ///< false: never heard of, or undone
  std::int64_t revisions = 0;  ///< statements so far, undone ones included
  FactId first = 0;            ///< number of the first statement; 0: there is none
  std::int64_t batch = 0;      ///< that wrote the latest statement
  MemberId member = 0;         ///< 0: a guest
  Moment placed_at = {};
  Money amount = {};
  Money refunded = {};
  OrderStatus status = OrderStatus::paid;
  FactId refund_of = 0;
  std::string category;
};

/// Name of an order: (shop, order id).
struct OrderName {
  std::string_view shop;
  std::string_view order_id;
};

/// Looks many orders up by one join; the answers are in the order of the names.
std::vector<KnownOrder> find_orders(Ledger& ledger, std::span<const OrderName> names);
std::optional<KnownOrder> find_order(Ledger& ledger, OrderName name);

/// Whether a member has paid for an order in another batch than this one.
bool has_ordered(Ledger& ledger, MemberId member, std::int64_t other_than = 0);

/// What refunds that name this order have given back so far.
Money refunded_by_name(Ledger& ledger, FactId order);

/// Appends statements about orders to the books.
class OrderWriter {
 public:
  OrderWriter(Ledger& ledger, Batch& batch);

  /// A statement about `row`. `revision` 1 is the first one; later ones name the `first` and the day of the statement.
  FactId write(const OrderRow& row, MemberId member, FactId refund_of, const OrderDetails* details,
               std::int64_t revision = 1, FactId first = 0, Day stated_on = {});
  /// Writes the details and lines of the orders so far; they are kept apart so that each book is written in one go.
  void flush();

 private:
  struct KeptDetails {
    FactId order;
    OrderDetails details;
  };
  Batch& batch_;
  FactId next_ = 1;
  std::vector<KeptDetails> details_;
};

/// An order by its number, for explanations.
struct OrderText {
  std::string order_id;
  std::string shop;
  Moment placed_at = {};
  Money amount = {};
  Money refunded = {};
  OrderStatus status = OrderStatus::paid;
};
std::optional<OrderText> order_text(Ledger& ledger, FactId id);

}  // namespace loyalty::store
