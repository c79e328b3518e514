// SPDX-License-Identifier: MIT
#include "loyalty/order_return.hpp"

#include <algorithm>
#include <limits>

#include "loyalty/spread.hpp"

namespace loyalty {
namespace {

/// No stored row has it.
constexpr OrderId refund_to_come{std::numeric_limits<std::int64_t>::max()};

std::vector<Money> paid_by_line(const PaidOrder& order) {
  std::vector<Money> paid;
  Money together;
  for (const auto& line : order.lines) {
    paid.push_back(line.paid);
    together += line.paid;
  }
  return together > order.paid ? spread(order.paid, paid) : paid;
}

/// What was kept back of the order before.
Money deducted_before(const VoucherInUse& used, const std::string& order) {
  const auto* use = redemption(used.events);
  return use != nullptr && use->order == order ? demanded_of(used.events, *use) : Money{};
}

} // namespace

Money paid_for_pieces(Money paid, std::int64_t quantity, std::int64_t pieces) {
  if (pieces >= quantity) return paid;
  const auto each = paid.minor / quantity;
  const auto dearer = paid.minor % quantity;
  return {each * pieces + std::min(dearer, pieces)};
}

ComingBack coming_back(const PaidOrder& order, std::span<const PiecesBack> pieces) {
  ComingBack back;
  const auto paid = paid_by_line(order);
  std::vector<std::int64_t> stay;
  for (const auto& line : order.lines) stay.push_back(line.quantity);
  for (const auto& [line, count] : pieces) {
    back.lines.push_back(paid_for_pieces(paid[line], order.lines[line].quantity, count));
    back.paid += back.lines.back();
    stay[line] -= count;
  }
  back.everything = !stay.empty() && std::all_of(stay.begin(), stay.end(), [](auto count) { return count <= 0; });
  return back;
}

Money ReturnQuote::to_give_back() const { return std::max(Money{}, refund + repaid - deducted); }
Money ReturnQuote::to_collect() const { return std::max(Money{}, deducted - refund - repaid); }

ReturnQuote quote_return(const PaidOrder& order, const ComingBack& back, std::span<const VoucherInUse> vouchers,
                         Day day) {
  ReturnQuote quote;
  quote.nothing_remains = back.everything || back.paid >= order.remains;
  quote.refund = quote.nothing_remains ? order.remains : std::max(Money{}, back.paid);
  quote.remains = order.remains - quote.refund;
  const OrderLeft after{.on = day, .amount = quote.remains, .nothing = quote.nothing_remains};
  for (std::size_t place = 0; place < vouchers.size(); ++place) {
    const auto& [voucher, events] = vouchers[place];
    if (quote.nothing_remains) quote.repaid += deducted_before(vouchers[place], order.number);
    for (const auto& judged : after_return(voucher, events, order.paid, {&after, 1})) {
      quote.vouchers.push_back({place, judged.kind, judged.demanded, judged.spend});
      if (quote.nothing_remains) continue;
      quote.deducted += std::max(Money{}, judged.demanded);
      quote.repaid += std::max(Money{}, -judged.demanded);
    }
  }
  return quote;
}

void add_refund(History& history, std::size_t order, Money amount, bool nothing_remains, Day day) {
  history.refunds.push_back({.id = refund_to_come,
                             .at = std::max(Moment::at(day), history.orders[order].placed_at),
                             .by_day = true,
                             .order = order,
                             .amount = amount,
                             .whole = nothing_remains});
  std::sort(history.refunds.begin(), history.refunds.end(), counts_before);
}

} // namespace loyalty
