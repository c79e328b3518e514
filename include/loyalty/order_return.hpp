// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "loyalty/coupon.hpp"
#include "loyalty/day.hpp"
#include "loyalty/history.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// A line of an order as it was sold.
struct SoldLine {
  std::string line_id = {};
  std::string sku = {};
  std::string category = {};
  std::int64_t quantity = 1; ///< pieces
  Money paid = {};           ///< for all of them, after every discount
};

/// An order, and what of its money was not given back yet.
struct PaidOrder {
  std::string number = {};
  Money paid = {};
  Money remains = {};
  std::vector<SoldLine> lines = {}; ///< none: nobody said what it was made of
};

/// So many pieces of the line at that place.
struct PiecesBack {
  std::size_t line = 0;
  std::int64_t pieces = 1;
};

/// What was paid for some of the pieces of a line. Each cost the same share to the minor unit; what does not divide
/// made the first pieces one unit dearer, and those come back first. All pieces together cost what the line did.
Money paid_for_pieces(Money paid, std::int64_t quantity, std::int64_t pieces);

/// What comes back of an order, before anybody looks at how much of its money is left.
struct ComingBack {
  std::vector<Money> lines = {}; ///< what was paid for the pieces, in the order in which they were asked for
  Money paid = {};               ///< the same together
  bool everything = false;       ///< no piece stays
};

/// The pieces of the order's lines. Where the lines come to more than was paid for the order, they share what was; what
/// was paid beyond the lines comes back only with all of them. No line is asked for twice, nor for more pieces than it
/// has.
ComingBack coming_back(const PaidOrder& order, std::span<const PiecesBack> pieces);

/// A voucher that is in use for the order.
struct VoucherInUse {
  Voucher voucher;
  std::vector<VoucherEvent> events = {};
};

/// What the return does to one of them.
struct VoucherOnReturn {
  std::size_t place = 0; ///< among those in use
  VoucherEventKind kind = VoucherEventKind::released;
  Money demanded = {}; ///< as `VoucherReturn` has it
  Money spend = {};
};

/// What whoever stands at the till gives back.
struct ReturnQuote {
  Money refund = {}; ///< of the order's money: what the order file will say was given back
  Money remains = {};
  bool nothing_remains = false;
  Money deducted = {}; ///< discounts that the rest of the order no longer deserves, kept back from the refund
  Money repaid = {};   ///< discounts kept back at earlier returns for what comes back now
  std::vector<VoucherOnReturn> vouchers = {};

  /// In money, to the customer; what the deduction exceeds it by stays to be collected.
  Money to_give_back() const;
  Money to_collect() const;
};

/// The return of what was paid for some of an order on a day.
///
/// Never more comes back than remains of the order, and with the last piece everything that remains. So returns one
/// after the other, each entered before the next, come to exactly what was paid for the lines, in whatever order and
/// parts.
///
/// A return that leaves less than the minimum spend of a voucher whose coupon demands it back, or only a lower step of
/// its ladder, has deducted what the rest no longer deserves of the discount; what of that belongs to pieces that come
/// back later goes back with them. A voucher that is released with its order can be used again.
ReturnQuote quote_return(const PaidOrder& order, const ComingBack& back, std::span<const VoucherInUse> vouchers,
                         Day day);

/// Adds money given back for the order at that place to a history: on the day, after everything else of it.
void add_refund(History& history, std::size_t order, Money amount, bool nothing_remains, Day day);

} // namespace loyalty
