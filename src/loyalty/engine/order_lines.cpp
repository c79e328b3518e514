// SPDX-License-Identifier: MIT
#include "order_lines.hpp"

#include <algorithm>

#include "loyalty/campaign.hpp"

namespace loyalty {

bool OrderLines::is_in(std::size_t index, const Scope& scope, const std::optional<Day>& birthday) const {
  static const Sale unknown;
  const Meets as_judged = [](const Condition&) { return true; };
  const auto& sales = today_.history.sales;
  const Sale& sale = index < sales.size() ? sales[index] : unknown;
  return in_scope(scope, {.day = today_.history.orders[index].day(),
                          .order = orders_[index].number,
                          .birthday = birthday,
                          .meets = &as_judged,
                          .host = sale.host,
                          .channel = sale.channel});
}

bool OrderLines::has(std::size_t index, const LineScope& lines, bool some) const {
  if (lines.every_line()) return true;
  const auto found = covered(index, lines, true);
  return (found.pieces > 0 || !some) && is_reached(lines, found);
}

RuleBase OrderLines::base_of(std::size_t index, const EarnRule& earn, const LineScope& lines, bool shipping) const {
  RuleBase base{.amount = orders_[index].base, .least = lines.min_spend};
  if (!lines.every_line() || !shipping) {
    const auto found = covered(index, lines, shipping);
    base.amount = is_reached(lines, found) ? found.amount : Money{};
  }
  if (earn.rounding == EarnRounding::pieces) base.pieces = paid_pieces(index, lines);
  return base;
}

Money OrderLines::amount_in(std::size_t index, const LineScope& lines, bool shipping) const {
  const Money base = shipping ? orders_[index].base : without_shipping(index);
  if (!lines.looks_at_lines()) return base;
  if (today_.history.sales.empty()) return {};
  Money all;
  Money covered;
  for (const auto& part : today_.history.sales[index].parts) {
    all += part.amount;
    if (covers(lines, {part.category, part.sku, part.on_sale})) covered += part.amount;
  }
  if (all <= Money{} || covered <= Money{}) return {};
  // What the lines cost can differ from what was paid for the order.
  return all == base ? covered : Money{scale(base.minor, covered.minor, all.minor, Rounding::floor)};
}

/// Of what was given back before the ledger knew the order, shipping is a part in proportion, as it is later.
Money OrderLines::without_shipping(std::size_t index) const {
  const Money base = orders_[index].base;
  const Money paid = today_.history.orders[index].amount;
  if (today_.history.sales.empty() || paid <= Money{}) return base;
  const Money fee = std::clamp(today_.history.sales[index].shipping.value_or(Money{}), Money{}, paid);
  return Money{scale(base.minor, (paid - fee).minor, paid.minor, Rounding::floor)};
}

CoveredLines OrderLines::covered(std::size_t index, const LineScope& lines, bool shipping) const {
  CoveredLines found;
  if (!lines.looks_at_lines()) {
    found.add(amount_in(index, lines, shipping), 1, false);
  } else if (!today_.history.sales.empty()) {
    for (const auto& part : today_.history.sales[index].parts)
      if (loyalty::covers(lines, {part.category, part.sku, part.on_sale}))
        found.add(part.amount, part.quantity, part.on_sale);
    found.amount = amount_in(index, lines, shipping);
  }
  return found;
}

std::int64_t OrderLines::paid_pieces(std::size_t index, const LineScope& lines) const {
  const Money paid = today_.history.orders[index].amount;
  if (today_.history.sales.empty() || paid <= Money{}) return 0;
  CoveredLines found;
  for (const auto& part : today_.history.sales[index].parts)
    if (part.amount > Money{} && covers(lines, {part.category, part.sku, part.on_sale}))
      found.add(part.amount, part.quantity, part.on_sale);
  return scale(found.pieces, orders_[index].base.minor, paid.minor, Rounding::nearest);
}

} // namespace loyalty
