// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/entry.hpp"
#include "loyalty/order_return.hpp"
#include "loyalty/program.hpp"
#include "reports/returned_lines.hpp"
#include "shop/timelines.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What becomes of a voucher.
struct VoucherChange {
  Voucher voucher;
  VoucherState before = VoucherState::redeemed;
  VoucherState after = VoucherState::redeemed;
  Money deducted = {}; ///< of the refund
  Money spend = {};    ///< that is no longer reached
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

/// How a member stands, and how they will.
struct MemberChange {
  MemberSums before;
  MemberSums after;
};

/// A return, and what the next night will make of it once the order file says so.
struct QuotedReturn {
  std::shared_ptr<const Program> program;
  Money remained = {}; ///< of the order before
  std::vector<ReturnedLine> lines = {};
  ReturnQuote quote = {};
  std::vector<VoucherChange> vouchers = {};
  Money to_wallet = {}; ///< of the refund, to where it came from
  std::optional<MemberChange> buyer = {};
  std::string inviter_key = {};             ///< of the member who referred the buyer
  std::optional<MemberChange> inviter = {}; ///< nothing where nobody did
};

/// What to give back on the day. Nothing is written. Refused by `Error`: no such order, nothing of it remains, no such
/// line, more than there is.
QuotedReturn quote_return(store::Ledger& ledger, const shop::ProgramText& text, const ReturnRequest& request, Day day);

} // namespace loyalty::reports
