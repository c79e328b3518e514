// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/order.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {

/// What a column of an order file can say, whatever the file calls it.
enum class OrderColumn : std::uint8_t {
  order_id,
  member_id,
  placed_at,
  amount,
  status,
  category,
  refunded_amount,
  refund_of,
  shop,
  phone,
  name,
  shipping,
  discount,
  coupon_code,
  points_redeemed,
  line_id,
  sku,
  quantity,
  paid_at,
  referrer_id,
  fee_for,
  wallet_paid,
  ignored, ///< any other column
};

inline constexpr std::size_t known_columns = static_cast<std::size_t>(OrderColumn::ignored);

/// What an amount is said of where an order has several rows.
enum class Scope : std::uint8_t {
  row,          ///< of the row: the order has the sum
  row_or_order, ///< the same, but what every row says alike is said of the order, unless a line_id tells the rows apart
};

/// A column of a profile's files.
struct ProfileColumn {
  OrderColumn column = OrderColumn::ignored;
  std::vector<std::string_view> names = {}; ///< `folded_name`s of headers; messages say the first where none is there
  bool required = false;
  Scope scope = Scope::row;
};

/// A word for the status of an order. The first one of a status is the one that hints recommend.
struct StatusWord {
  std::string_view word;
  OrderStatus status = OrderStatus::paid;
};

/// How moments are written: what is read, and why anything else is none.
struct MomentForm {
  std::optional<WrittenMoment> (*parse)(std::string_view text) = nullptr;
  messages::Reason (*reason)(std::string_view text) = nullptr;
};

/// How the order files of one platform are to be read. Everything that tells one platform from another is said here.
struct Profile {
  std::string_view name;
  std::vector<ProfileColumn> columns;
  std::vector<StatusWord> statuses;
  MomentForm moments;

  /// nullptr where its files never say it.
  const ProfileColumn* find(OrderColumn column) const;
  /// The column that a header calls so; nullptr where none is.
  const ProfileColumn* find(std::string_view folded_name) const;
  std::optional<OrderStatus> status_of(std::string_view word) const;
  /// The names of the columns that its files must have.
  std::string required_names(std::string_view between) const;
  /// The word that hints recommend; empty where there is none.
  std::string_view word_of(OrderStatus status) const;
};

} // namespace loyalty::files
