// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "files/row.hpp"
#include "loyalty/order.hpp"
#include "loyalty/order_profile.hpp"

namespace loyalty::files {

/// What only the putting together of lines has to know of a row, of a file whose rows are lines.
struct RowMarks {
  bool says_amount = false; ///< of its order; files say it on every row of the order or on the first one
  Money goods = {};         ///< price of its goods, by which the amount of the order is spread
};

/// A batch of a file: each order with the rows it was read from, so that it can still be set aside.
struct FileBatch : OrderBatch {
  std::vector<RowOrigin> origins;                   ///< by order
  std::vector<std::vector<RowOrigin>> line_origins; ///< the same where orders may have several lines
  std::deque<std::string> aside;                    ///< what of the rows the text of the batch does not hold
  std::vector<RowMarks> marks;                      ///< by order, where rows are lines
};

/// Shop and order id, as a row names its order.
struct OrderNumber {
  std::string shop;
  std::string order_id;
};

struct OrderFileOptions {
  /// In which all amounts are written.
  Currency currency;
  /// Turns a moment written at a UTC offset (seconds) into the shop's wall clock. Without it, rows whose times name an
  /// offset are set aside.
  std::function<Moment(Moment written, std::int32_t offset)> to_shop_time = {};
  /// The shop of rows that name none.
  std::string default_shop = {};
  /// Orders may have several rows although the file has no line_id. Then the whole file is held.
  bool several_rows = false;
  /// The first bytes of standard input, where they were read before. They must outlive the file.
  std::string_view read_before = {};
  /// Turns a moment of the wall clock in a time zone such as "Europe/Berlin" into the shop's. Without it, rows whose
  /// times are of a zone are set aside.
  std::function<std::optional<Moment>(Moment written, std::string_view timezone)> from_zone = {};
  /// Profiles that the shop has declared. They must outlive the file.
  std::span<const OrderProfile> own_profiles = {};
  /// How the file is to be read, which must outlive it; nullptr: by its header, as one of the list.
  const OrderProfile* profile = nullptr;
};

} // namespace loyalty::files
