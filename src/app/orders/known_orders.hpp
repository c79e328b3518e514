// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "app/members/member_words.hpp"
#include "loyalty/currency.hpp"
#include "loyalty/order_statement.hpp"
#include "store/orders.hpp"

namespace loyalty::app {

/// What the ledger says of an order, and what a row of a file says of it, to be compared.
OrderStatement statement_of(const store::KnownOrder& known);
OrderStatement statement_of(const OrderRow& row, std::optional<MemberId> member);

/// Why a row cannot be about the known order.
Objection contradiction(const OrderRow& row, const store::KnownOrder& known, Contradiction what, Currency currency);

/// Whether the lines of an order are others than those that are known. What one side does not say of all its lines is
/// not held against the other.
bool differ(std::span<const store::StoredLine> known, std::span<const OrderLine> lines);

} // namespace loyalty::app
