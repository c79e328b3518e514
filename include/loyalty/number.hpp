// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace loyalty {

/// The ledger's own number of something; they are given from 1 on, and none is given twice. Numbers of different things
/// cannot be taken for each other, and none can be taken for an amount. Where there may be nothing, it is a
/// `std::optional`.
template <class Of>
struct Number {
  std::int64_t value = 0; ///< 0: not given yet

  constexpr Number() = default;
  constexpr explicit Number(std::int64_t number) : value(number) {}
  constexpr Number next() const { return Number(value + 1); }
  constexpr auto operator<=>(const Number&) const = default;
};

namespace ids {
struct Member;
struct Order;
struct Act;
struct Voucher;
struct Batch;
struct Program;
struct Card;
} // namespace ids

using MemberId = Number<ids::Member>;
using OrderId = Number<ids::Order>; ///< of an order row: the first statement about an order, or a later one
using ActId = Number<ids::Act>;
using VoucherId = Number<ids::Voucher>;
using BatchId = Number<ids::Batch>;
using ProgramId = Number<ids::Program>; ///< of a kept version of the program
using CardId = Number<ids::Card>;       ///< of a gift card

} // namespace loyalty

template <class Of>
struct std::hash<loyalty::Number<Of>> {
  std::size_t operator()(loyalty::Number<Of> number) const noexcept { return std::hash<std::int64_t>()(number.value); }
};
