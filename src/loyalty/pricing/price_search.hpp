// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "loyalty/pricing/candidate.hpp"

namespace loyalty {

/// Finds the best allowed combination of vouchers and the best order of using it, exactly. Every allowed set is looked
/// at, and of each every order that can matter, but for those that a bound proves worse: in whatever order vouchers are
/// used, none takes off more than it would alone, for what it takes only shrinks with its base and its room;
/// percentages together leave at least what they leave where nothing was taken off before them; and shipping, which
/// only gets dearer as goods get cheaper, costs at least what it would now.
class VoucherSearch {
 public:
  /// The candidates come in the order in which they are used where no other order leaves less. No two of one group are
  /// alike but for code and last day.
  VoucherSearch(std::span<const Candidate> candidates, std::vector<Money> amounts, const Floors& floors,
                ShippingFee fee);

  /// Without any candidate if those in use already cannot go together.
  VoucherChoice best();
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
  /// What a voucher does at most, in whatever order.
  struct Gain {
    Money off = {};        ///< alone
    bool by_share = false; ///< it takes shares, which no cap makes smaller
    std::int64_t presents = 0;
    Points points = 0;
    Money off_fee = {};

    /// Of what does not come off as a share.
    Money amount() const { return by_share ? Money{} : off; }
  };
  /// The sharpest of the vouchers of one group that may still be added.
  struct GroupGain {
    std::string_view group;
    Gain most = {};
    Money besides = {};                 ///< of those that do not take a share off
    std::vector<LineShare> shares = {}; ///< the largest of those that do, by line
  };

  Gain gain_of(std::size_t index) const;
  void search(std::size_t with);
  void visit(std::size_t index);
  bool hopeless(std::size_t index) const;
  void consider();
  bool has_what_it_must() const;
  bool may_use(std::size_t index) const;
  Rank rank_of_presents() const;
  Rank at_least(std::size_t index) const;
  std::vector<GroupGain> groups_from(std::size_t index) const;
  bool ends_sooner() const;

  std::span<const Candidate> candidates_;
  std::vector<Money> amounts_; ///< of the lines, before vouchers
  const Floors& floors_;
  ShippingFee fee_;
  std::vector<Gain> gains_ = {};
  Money goods_ = {};
  std::size_t with_ = no_index;
  std::vector<std::size_t> used_ = {};
  std::optional<Rank> best_rank_ = {};
  VoucherChoice best_ = {};
};

} // namespace loyalty
