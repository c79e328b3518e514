// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "loyalty/pricing/candidate.hpp"

namespace loyalty {

/// What goods of these amounts cost at least after all these shares, in whatever order and whatever else comes off
/// between them, before `off` that comes off besides. What was taken off before a share only makes it take less, so it
/// takes most where it is taken first.
Money least_left(std::span<const Money> amounts, std::span<const LineShare> shares, Money off);

/// Finds the order of a set of vouchers that leaves least to pay; of several, the one that comes first if orders are
/// compared place by place in the order of the candidates. Vouchers that take nothing off the goods come last.
class OrderSearch {
 public:
  OrderSearch(std::span<const Candidate> candidates, std::span<const std::size_t> set, std::span<const Money> amounts,
              const Floors& floors, const ShippingFee& fee);

  /// Of so many vouchers that take money off different goods every order is tried; more go in the order of the
  /// candidates.
  static constexpr std::size_t most_permuted = 7;

  /// The best order that leaves less than `below`; nullopt if there is none, or a budget forbids all of them.
  std::optional<VoucherChoice> best(Money below);

 private:
  /// A voucher that takes money off.
  struct Mover {
    std::size_t index = 0;
    bool taken = false;
  };

  /// What it takes off at most: where floors lose what finds no room, it can be less.
  Money discount_now(std::size_t index) const;
  bool overlap(std::size_t left, std::size_t right) const;
  bool all_on_the_same_lines() const;
  bool never_short() const;
  bool no_budget() const;
  bool any_on_pieces() const;
  bool constant_fee() const;
  void choose_what_to_permute();
  bool in_turn(std::size_t place) const;
  void visit();
  void use(std::size_t place);
  bool hopeless() const;
  bool affordable(std::size_t index, Money off) const;
  void finish();

  std::span<const Candidate> candidates_;
  const Floors& floors_;
  const ShippingFee& fee_;
  std::vector<Money> amounts_; ///< of the lines, as they stand
  Money goods_ = {};
  Money off_fee_ = {};
  std::vector<Mover> movers_ = {};       ///< in the order of the candidates
  std::vector<std::size_t> others_ = {}; ///< gifts, points, shipping: in the order of the candidates
  std::size_t permuted_ = 0; ///< so many movers, from the first, go in any order; the others follow in theirs
  std::vector<std::size_t> sequence_ = {}; ///< places of movers used so far
  std::vector<Money> given_ = {};          ///< by them
  Money below_ = {};
  std::optional<VoucherChoice> best_ = {};
};

} // namespace loyalty
