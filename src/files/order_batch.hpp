// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "files/profiles/profile.hpp"
#include "files/row.hpp"
#include "loyalty/order.hpp"

namespace loyalty::files {

/// A batch of a file: each order with the rows it was read from, so that it can still be set aside.
struct FileBatch : OrderBatch {
  std::vector<RowOrigin> origins;                   ///< by order
  std::vector<std::vector<RowOrigin>> line_origins; ///< the same where orders may have several lines
  std::deque<std::string> aside;                    ///< what of the rows the text of the batch does not hold
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
  /// How the file is to be read, which must outlive it; nullptr: by its header, as one of the list.
  const Profile* profile = nullptr;
};

} // namespace loyalty::files
