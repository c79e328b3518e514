// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "files/order_file.hpp"
#include "loyalty/message.hpp"

namespace loyalty::files {

/// An order as it was understood, for people to look at.
struct DescribedOrder {
  std::string order_id;
  std::string buyer; ///< "phone:13800000001", the shop's own key, or empty
  std::string name = {};
  std::string phone = {};
  Moment placed_at = {};
  Money amount = {};
  Money refunded = {};
  OrderStatus status = OrderStatus::paid;
  std::size_t lines = 0;
};

/// What the tool sees in an order file.
struct OrderDescription {
  std::vector<std::pair<std::string, std::string>> facts; ///< of its bytes: "encoding", "GB18030"
  std::size_t header_line = 0;
  std::string profile;
  std::string title;
  std::vector<std::pair<OrderColumn, std::string>> used; ///< what is said, and the names of the cells that say it
  std::vector<std::string> passed_over;
  std::vector<SeenWord> words;
  std::vector<DescribedOrder> first; ///< three orders
  std::size_t orders = 0;
  std::size_t without_buyer = 0;
  std::vector<RejectedRow> rejected;
  std::vector<Message> notes;
};

/// Reads a whole order file and says how it was understood. Throws `Error` (refused) as `OrderFile` does.
OrderDescription describe_orders(const std::string& path, const OrderFileOptions& options);

/// A profile for a file that is of none, to be completed by hand: TOML with the columns that could be guessed by their
/// names, and the others named in a comment.
Message profile_to_complete(const std::string& path);

} // namespace loyalty::files
