// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/entry.hpp"
#include "loyalty/order_return.hpp"
#include "loyalty/program.hpp"
#include "shop/timelines.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What somebody brings back to the till. Neither lines nor an amount: all that remains of the order.
struct ReturnRequest {
  std::string order = {};               ///< its number
  std::optional<std::string> shop = {}; ///< where several shops have that number
  std::vector<std::string> lines = {};  ///< "cream:1": the id, the sku or the number of a line, and how many pieces
  std::optional<Money> amount = {};     ///< of what was paid, where nobody said what the order was made of
};

struct ReturnedLine {
  SoldLine line;
  std::size_t number = 0; ///< of the line in its order, from 1
  std::int64_t pieces = 0;
  Money amount = {}; ///< what was paid for them
};

/// What becomes of a voucher.
struct VoucherChange {
  Voucher voucher;
  VoucherState before = VoucherState::redeemed;
  VoucherState after = VoucherState::redeemed;
  Money deducted = {}; ///< of the refund
  enum class Why : std::uint8_t {
    order_cancelled,     ///< nothing remains of the order for which it was used
    below_minimum_spend, ///< the order falls below its minimum
    reason_went,         ///< what it was given for is no longer so
  };
  Why why = Why::order_cancelled;
};

/// "order_cancelled": the name in every output.
std::string_view to_string(VoucherChange::Why why);

/// How a member stands.
struct MemberSums {
  Balance points;
  std::string tier; ///< id; empty: none
};

/// A return, and what the next night will make of it once the order file says so.
struct QuotedReturn {
  std::shared_ptr<const Program> program;
  Money remained = {}; ///< of the order before
  std::vector<ReturnedLine> lines = {};
  ReturnQuote quote = {};
  std::vector<VoucherChange> vouchers = {};
  Money to_wallet = {}; ///< of the refund, to where it came from
  std::optional<MemberSums> before = {};
  std::optional<MemberSums> after = {};
};

/// What to give back on the day. Nothing is written. Refused by `Error`: no such order, nothing of it remains, no such
/// line, more than there is.
QuotedReturn quote_return(store::Ledger& ledger, const shop::ProgramText& text, const ReturnRequest& request, Day day);

} // namespace loyalty::reports
