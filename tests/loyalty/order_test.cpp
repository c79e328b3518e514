// SPDX-License-Identifier: MIT
#include "loyalty/order.hpp"

#include <string_view>

#include "catch.hpp"

namespace order_test {

using namespace loyalty;

TEST_CASE("order statuses keep their words and their numbers") {
  struct Row {
    std::string_view word;
    OrderStatus status;
    int number;
  };
  const auto row = GENERATE(values<Row>({{"unpaid", OrderStatus::unpaid, 0},
                                         {"paid", OrderStatus::paid, 1},
                                         {"refunded", OrderStatus::refunded, 2},
                                         {"cancelled", OrderStatus::cancelled, 3},
                                         {"refund", OrderStatus::refund, 4},
                                         {"adjustment", OrderStatus::adjustment, 5}}));
  CHECK(to_string(row.status) == row.word);
  CHECK(static_cast<int>(row.status) == row.number);
}

} // namespace order_test
