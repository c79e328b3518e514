// SPDX-License-Identifier: MIT
#include "store/order_sequence.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

using tables::orders;
constexpr Selection of_name{orders.shop, orders.order_no};

struct Named {
  std::string shop;
  std::string number;
  OrderRecord record;
};

} // namespace

void OrderSequence::sort(std::vector<OrderRecord>& records) {
  const auto earlier = [](const OrderRecord& left, const OrderRecord& right) {
    return std::tuple(left.placed_at, left.order(), left.id) < std::tuple(right.placed_at, right.order(), right.id);
  };
  if (!std::is_sorted(records.begin(), records.end(), earlier)) std::sort(records.begin(), records.end(), earlier);
  for (auto begin = records.begin(); begin != records.end();) {
    auto end = begin;
    bool several = false;
    for (; end != records.end() && end->placed_at == begin->placed_at; ++end)
      several = several || end->order() != begin->order();
    if (several) sort_moment({begin, end});
    begin = end;
  }
}

void OrderSequence::sort_moment(std::span<OrderRecord> records) {
  std::vector<Named> named;
  if (!names_) names_.emplace(ledger_.database(), of_name.from("orders WHERE id = ?"));
  for (const auto& record : records) {
    names_->bind(record.order());
    if (names_->next())
      named.push_back({names_->string(of_name[orders.shop]), names_->string(of_name[orders.order_no]), record});
  }
  if (named.size() != records.size()) return;
  std::stable_sort(named.begin(), named.end(), [](const Named& left, const Named& right) {
    return order_counts_before(left.shop, left.number, right.shop, right.number);
  });
  for (std::size_t index = 0; index < named.size(); ++index) records[index] = named[index].record;
}

} // namespace loyalty::store
