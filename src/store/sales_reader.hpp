// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/history.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// Whether any order says who sold it.
bool any_hosts(Ledger& ledger);

/// What orders were sold as, read beside them where somebody looks at it.
class SalesReader {
 public:
  explicit SalesReader(Ledger& ledger);

  /// Fills in the sales of the orders that the history holds. Rows of undone batches are not seen.
  void read(History& history);
  /// The same where they are nobody's.
  void read_nobodys(History& history);

 private:
  struct Row {
    OrderId id = {};
    OrderId order = {};
    Money amount = {};
    std::string shop = {};
    std::string category = {};
    std::string fee_for = {};
    std::optional<Money> shipping = {};
    std::string host = {};
    std::string channel = {};
    std::optional<Money> wallet = {};
  };

  void collect(MemberId member);
  void collect(Cursor& rows);
  /// Tells the history's orders what their rows say.
  void fill(History& history);
  void take(const Row& row, Sale& sale);

  Ledger& ledger_;
  Cursor orders_;
  Cursor linked_; ///< that were nobody's
  Cursor lines_;
  bool any_lines_;
  std::vector<Row> rows_;
  std::vector<std::pair<OrderId, std::size_t>> places_; ///< in the history, by number
};

} // namespace loyalty::store
