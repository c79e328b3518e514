// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/engine.hpp"

namespace loyalty {

/// Something that an order brings whoever places it.
struct Brought {
  enum class Kind : std::uint8_t { points, growth, voucher, cash };
  Kind kind = Kind::points;
  Day on = {};             ///< on which it comes; points: from which they can be spent
  Points points = 0;       ///< or growth
  Terms terms = {};        ///< by which these are given
  std::string coupon = {}; ///< id of the voucher's template
  std::string reward = {}; ///< id of that which pays cash back
  Money money = {};        ///< that comes into the wallet, if that may hold it
};

/// "points": the name in every output.
std::string_view to_string(Brought::Kind kind);

/// An order that somebody is about to place.
struct NewOrder {
  Day day = {};
  Money amount = {}; ///< to be paid for it, from the wallet too
  Sale sale = {};
};

/// What the programs conclude of the member with this order, the last of its day, and would not without it, as long as
/// nothing of it comes back and nothing else happens: points and growth by rule, in the order of their lines, what it
/// is the n-th order for, the pack of a tier that it reaches, and what comes after the hold of rewards. Then the
/// vouchers that fall due, and cash back; limits and budgets of coupons, and that of the wallet, are not asked.
std::vector<Brought> brought_by(Engine& engine, const History& history, const NewOrder& order);

} // namespace loyalty
