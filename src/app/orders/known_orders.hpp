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

/// Why a refund that names an order cannot be the known one, which names none or another.
Objection refund_of_another(const OrderRow& row, const store::KnownOrder& known);

/// Whether a file says of a known order what nobody has said of it yet, though its state is the same: what was taken
/// off, shipping, what the wallet paid, codes, a plan that it is the fee of, who sold it and where. Of points that it
/// redeems only more than are known: the most that a file says counts. What a file is silent of is no news. Older is
/// what only repeats something that a later file has said otherwise.
Follows follows(const OrderDetails& details, const store::KnownOrder& known);

/// Whether the lines of an order are others than those that are known. What one side does not say of all its lines is
/// not held against the other.
bool differ(std::span<const store::StoredLine> known, std::span<const OrderLine> lines);

} // namespace loyalty::app
