// SPDX-License-Identifier: MIT
#pragma once

#include "loyalty/card.hpp"
#include "loyalty/coupon.hpp"
#include "loyalty/earning.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/history.hpp"
#include "loyalty/order.hpp"
#include "loyalty/program.hpp"
#include "loyalty/tiering.hpp"
#include "store/ledger/commitment_kind.hpp"

namespace loyalty::store {

/// The first and last number of a kind that is stored as a number.
template <class Kind>
struct Kinds;
template <>
struct Kinds<OrderStatus> {
  static constexpr auto first = OrderStatus::unpaid, last = OrderStatus::adjustment;
};
template <>
struct Kinds<ActKind> {
  static constexpr auto first = ActKind::award, last = ActKind::reopen;
};
template <>
struct Kinds<EntryKind> {
  static constexpr auto first = EntryKind::earn, last = EntryKind::growth;
};
template <>
struct Kinds<TierReason> {
  static constexpr auto first = TierReason::promoted, last = TierReason::ended;
};
template <>
struct Kinds<EarnRounding> {
  static constexpr auto first = EarnRounding::full, last = EarnRounding::pieces;
};
template <>
struct Kinds<VoucherEventKind> {
  static constexpr auto first = VoucherEventKind::redeemed, last = VoucherEventKind::demanded;
};
template <>
struct Kinds<OnReturn> {
  static constexpr auto first = OnReturn::keep, last = OnReturn::demand;
};
template <>
struct Kinds<CardMoveKind> {
  static constexpr auto first = CardMoveKind::paid, last = CardMoveKind::stopped;
};

template <>
struct Kinds<CommitmentKind> {
  static constexpr auto first = CommitmentKind::member, last = CommitmentKind::text;
};

} // namespace loyalty::store
