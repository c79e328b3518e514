// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "loyalty/price.hpp"

namespace loyalty {

inline constexpr std::size_t no_index = std::numeric_limits<std::size_t>::max();

/// A voucher that fits the cart by itself.
struct Candidate {
  const Offered* offered = nullptr;
  std::vector<std::size_t> lines = {}; ///< what it is good for
  bool combines = false;               ///< with others of other groups, for this buyer

  const Voucher& voucher() const { return offered->voucher; }
};

/// What the lines of these indices come to.
Money sum_of(std::span<const Money> amounts, std::span<const std::size_t> lines);
/// Takes `off`, or as much as there is, off these lines; gives what came off every line.
std::vector<Money> take_off(std::vector<Money>& amounts, std::span<const std::size_t> lines, Money off);

/// Finds the best allowed combination of vouchers, exactly. Every allowed combination is looked at but for those that a
/// bound proves worse: from any point of the search, no group can still take off more than its best voucher would at
/// once, because what a voucher takes off only shrinks with its base; and shipping, which only gets dearer as goods get
/// cheaper, costs at least what it would now.
class VoucherSearch {
 public:
  /// What shipping costs with goods of an amount; `free`: a voucher pays.
  using ShippingFee = std::function<Money(Money goods, bool free)>;

  /// The candidates come in the order in which they are used. No two of one group are alike but for code and last day.
  VoucherSearch(std::span<const Candidate> candidates, std::vector<Money> amounts, ShippingFee fee);

  struct Choice {
    std::vector<std::size_t> used; ///< indices, ascending
    Money to_pay = {};             ///< goods and shipping
  };
  Choice best();
  /// The least to pay of all that use one of the candidates; nullopt if none is allowed.
  std::optional<Money> least_with(std::size_t candidate);

 private:
  /// Smaller is better; the parts are compared in this order.
  struct Rank {
    Money to_pay = {};
    std::int64_t fewer_presents = 0; ///< gifts and vouchers for points, negative
    Points fewer_points = 0;         ///< that they bring, negative
    std::int64_t vouchers = 0;

    auto operator<=>(const Rank&) const = default;
  };
  /// What a voucher would give now.
  struct Gain {
    Money off = {};
    std::int64_t presents = 0;
    Points points = 0;
  };

  void search(std::size_t with);
  void visit(std::size_t index);
  bool hopeless(std::size_t index) const;
  void use(std::size_t index);
  void consider();
  bool may_use(std::size_t index) const;
  bool affordable(std::size_t index, Money off) const;
  Gain gain(std::size_t index) const;
  Rank rank() const;
  Rank at_least(std::size_t index) const;
  bool ends_sooner() const;

  std::span<const Candidate> candidates_;
  std::vector<Money> amounts_; ///< of the lines, as they stand
  ShippingFee fee_;
  std::size_t with_ = no_index;
  std::vector<std::size_t> used_ = {};
  std::vector<Money> given_ = {}; ///< by the candidates used
  Money goods_ = {};
  std::optional<Rank> best_rank_ = {};
  Choice best_ = {};
};

}  // namespace loyalty
