// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/orders/order_codes.hpp"
#include "app/orders/orders_linked.hpp"
#include "files/rejects_file.hpp"
#include "files/row.hpp"
#include "loyalty/message.hpp"
#include "shop/work.hpp"

namespace loyalty::app {

/// An order that was kept without a member and whose file names the buyer by now.
struct LateBuyer {
  std::string order;
  std::string shop;
  std::string member; ///< their key
};

/// What became of the rows of an order file.
struct Imported {
  std::int64_t rows = 0;
  std::int64_t orders = 0;    ///< read whole
  std::int64_t added = 0;     ///< orders and refunds never seen before
  std::int64_t revised = 0;   ///< known orders in a later state, or of which more was said
  std::int64_t unchanged = 0; ///< known orders in the same state
  std::int64_t older = 0;     ///< known orders in a state that came before the known one: left as they are
  std::int64_t new_members = 0;
  std::optional<Day> last_day = {}; ///< of what is new of members
  std::int64_t unassigned = 0;      ///< of the added ones: orders whose member is masked
  std::vector<files::RejectedRow> rejected;
  std::vector<Message> notes;
  CodesJudged codes = {};
  bool has_program = false;        ///< one lies there or was kept before
  bool new_program = false;        ///< another one than was kept before
  std::int64_t unknown_orders = 0; ///< rows set aside that give back money of an order that is not in the ledger
  std::string file_name;
  std::string profile; ///< how it was read
  files::Cells header;
  std::string sha256;
  std::optional<BatchId> earlier_batch = {}; ///< that read a file with the same bytes
  shop::Receipt receipt;
  std::vector<LateBuyer> late_buyers = {};
  std::optional<OrdersLinked> linked = {}; ///< what became of these, in a batch of their own
};

} // namespace loyalty::app
