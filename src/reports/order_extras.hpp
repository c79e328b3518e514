// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/scheme_cost.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// A voucher that was used, whatever it gave.
struct UsedVoucher {
  std::optional<MemberId> member = {}; ///< absent: of whoever showed it
  std::string coupon = {};             ///< id of the template
  Day day = {};
  Money discount = {};    ///< of one that was used for no order the ledger holds; else the order has it
  bool hands_out = false; ///< a thing
};

/// What is known of one order besides what was paid for it.
struct OrderExtra {
  Money stated = {};   ///< discount that its file states
  Money vouchers = {}; ///< taken off by the vouchers that were used for it
  bool by_voucher = false;
  LargestOff off_shipping = {};       ///< by the vouchers
  std::optional<Money> shipping = {}; ///< that was paid for its parcel, if its file says so
  std::string_view codes = {};        ///< as its file has them, where a public one may be among them

  /// What was taken off it, counted once: the larger of what its file states and what its vouchers took.
  Money taken_off() const { return std::max(stated, vouchers); }
};

/// What files state of orders besides what was paid and given back, and what vouchers did, as known at the end of a
/// day. May be asked from several threads.
class OrderExtras {
 public:
  /// Which texts of codes are kept.
  using Wanted = std::function<bool(std::string_view codes)>;

  /// Nothing may be written on the ledger meanwhile.
  OrderExtras(store::Ledger& ledger, Day as_of, const Wanted& wanted_codes);

  /// By the first statement of the order.
  OrderExtra of(OrderId order) const;
  /// Taken off the orders of one history, counted once for each. An order of which nothing remains, or that was never
  /// paid, had no discount; neither had the fee of a membership.
  Money taken_off(const History& history) const;
  /// Taken off by vouchers that were used for orders the ledger does not hold.
  Money elsewhere() const { return elsewhere_; }
  /// Vouchers of a member, or nobody's, that handed out a thing or were used for no order the ledger holds.
  std::span<const UsedVoucher> used_by(std::optional<MemberId> member) const;
  /// Whether any order says what was taken off.
  bool states_discounts() const { return states_discounts_; }

 private:
  /// What was said of one order, as far as it was said.
  struct Stated {
    OrderId order = {};
    std::optional<Money> discount = {};
    std::optional<Money> shipping = {};
    std::optional<std::int32_t> codes = {}; ///< place among `codes_`

    void say(const Stated& later);
  };
  struct ByVouchers {
    Money discount = {};
    LargestOff off_shipping = {};
  };
  void read_stated(store::Ledger& ledger, const Wanted& wanted_codes);
  void read_used(store::Ledger& ledger);

  Day as_of_;
  std::vector<Stated> stated_; ///< by order
  std::vector<std::string> codes_;
  std::unordered_map<OrderId, ByVouchers> by_vouchers_;
  std::vector<UsedVoucher> used_; ///< nobody's first, then by member
  Money elsewhere_ = {};
  bool states_discounts_ = false;
};

} // namespace loyalty::reports
