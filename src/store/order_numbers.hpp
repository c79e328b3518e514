// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string_view>

#include "loyalty/history.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// Reads the shop's own number of every order, by its first statement, whether that counts or not. The text lives until
/// the next one is read.
void read_order_numbers(Ledger& ledger, const std::function<void(OrderId, std::string_view number)>& use);

/// The same of every row about an order, later statements included.
void read_order_rows(Ledger& ledger, const std::function<void(OrderId, std::string_view number)>& use);

} // namespace loyalty::store
