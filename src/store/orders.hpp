// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/order.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {

/// What the statements about an order that count say of it besides, each the last word of those that say something.
struct KnownDetails {
  std::optional<Money> discount = {}; ///< as the file states it
  std::optional<Money> shipping = {};
  std::optional<Money> wallet_paid = {};
  std::string codes = {};
  std::string fee_for = {};
  std::string host = {};
  std::string channel = {};

  bool operator==(const KnownDetails&) const = default;
};

/// What the ledger holds of an order: its latest statement that counts, and how to add another.
struct KnownOrder {
  bool known = false;                  ///< false: never heard of, or undone
  std::int64_t revisions = 0;          ///< statements so far, undone ones included
  std::optional<OrderId> first = {};   ///< number of the first statement; absent: there is none
  BatchId batch = {};                  ///< that wrote the latest statement
  std::optional<MemberId> member = {}; ///< as they are known by now; absent: nobody's
  bool linked = false;                 ///< its files name nobody, and it was linked to the member
  Moment placed_at = {};
  Money amount = {};
  Money refunded = {};
  OrderStatus status = OrderStatus::paid;
  std::optional<OrderId> refund_of = {};
  Points points_redeemed = 0; ///< the most that a statement says
  std::string category;
  KnownDetails details = {};
  std::vector<KnownDetails> superseded = {}; ///< as they were before a later statement said otherwise
};

/// Name of an order: (shop, order id).
struct OrderName {
  std::string_view shop;
  std::string_view order_id;

  bool operator==(const OrderName&) const = default;
};

/// How an act names an order that is not imported yet, in its text, and the other way round.
std::string text_of(OrderName order_to_come);
OrderName order_to_come(std::string_view text);

/// Looks many orders up by one join; the answers are in the order of the names.
std::vector<KnownOrder> find_orders(Ledger& ledger, std::span<const OrderName> names);
std::optional<KnownOrder> find_order(Ledger& ledger, OrderName name);
/// The orders of this number, in whatever shop, by shop.
std::vector<std::pair<std::string, KnownOrder>> find_in_all_shops(Ledger& ledger, std::string_view order_id);

/// What a statement says of an order besides its amount. What it is silent of stays as it was said before.
struct StatedTerms {
  OrderId order = {};                 ///< its first statement
  std::optional<Money> discount = {}; ///< taken off, above zero however it is written
  std::optional<Money> shipping = {};
  std::string_view codes = {}; ///< as the file has them; lives until the next one is read
};
/// Reads what was said by the end of the day, in the order in which it was said. Nothing may be written on the ledger
/// meanwhile.
void read_stated_terms(Ledger& ledger, Day as_of, const std::function<void(const StatedTerms&)>& use);

/// The same of some orders only, one after the other.
void read_stated_terms(Ledger& ledger, std::span<const OrderId> orders, Day as_of,
                       const std::function<void(const StatedTerms&)>& use);

/// Personal data: what the file says of who placed an order that is nobody's yet.
struct OrderBuyer {
  OrderId order = {}; ///< its first statement
  std::string name;
  std::string phone;         ///< mostly masked
  std::string referrer = {}; ///< the key of whoever brought them
};
/// Keeps what is not known yet.
void save_buyers(Ledger& ledger, Batch& batch, std::span<const OrderBuyer> buyers);

/// What refunds that name this order have given back so far.
Money refunded_by_name(Ledger& ledger, OrderId order);

/// A line of an order, as stored.
struct StoredLine {
  std::string line_id;
  std::string sku;
  std::string category;
  Money amount = {};
  bool on_sale = false;
  std::int64_t quantity = 1;
};
/// Finds the lines of orders, for a run that looks for many.
class StoredLines {
 public:
  explicit StoredLines(Ledger& ledger);
  /// Those of an order, as the latest statement that gives lines has them; none if there is none.
  std::vector<StoredLine> find(OrderName name);

 private:
  Ledger& ledger_;
  Cursor rows_;
};

/// What a statement about an order belongs to.
struct StatementPlace {
  std::optional<MemberId> member = {};   ///< absent: a guest
  std::optional<OrderId> refund_of = {}; ///< the first statement of the order that a refund row names
  std::int64_t revision = 1;             ///< 1: the first statement
  std::optional<OrderId> first = {};     ///< of a later statement: the first one
  Day stated_on = {};                    ///< of a later statement
};

/// Appends statements about orders to the books.
class OrderWriter {
 public:
  OrderWriter(Ledger& ledger, Batch& batch);

  /// What `row` states. `details` is nullptr where a file has none.
  OrderId write(const OrderRow& row, const OrderDetails* details, const StatementPlace& place);
  /// Writes the details and lines of the orders so far; they are kept apart so that each book is written in one go.
  void flush();

 private:
  struct KeptDetails {
    OrderId order;
    bool unassigned;
    OrderDetails details;
  };
  Batch& batch_;
  OrderId next_;
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
/// Finds orders by their numbers, for whoever looks for several.
class OrderTexts {
 public:
  explicit OrderTexts(Ledger& ledger);
  std::optional<OrderText> find(OrderId id);

 private:
  Cursor row_;
};
/// One look for an order.
std::optional<OrderText> order_text(Ledger& ledger, OrderId id);

} // namespace loyalty::store

template <>
struct std::hash<loyalty::store::OrderName> {
  std::size_t operator()(const loyalty::store::OrderName& name) const noexcept {
    return std::hash<std::string_view>{}(name.order_id) ^ (std::hash<std::string_view>{}(name.shop) * 31);
  }
};
