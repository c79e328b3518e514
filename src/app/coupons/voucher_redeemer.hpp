// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/coupons/issuer.hpp"
#include "loyalty/coupon.hpp"
#include "shop/voucher_finder.hpp"
#include "shop/work.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// In a dry run codes are not made known: they will be others.
inline constexpr std::string_view code_to_come = "XXXXX-XXXXXX";

/// A voucher or public code for an order, and who shows it.
struct VoucherUseRequest {
  std::string code;
  std::vector<CartLine> lines = {};    ///< what is bought, at prices before any voucher; together above zero
  bool lines_said = false;             ///< else there is one line of everything, of no known category
  std::string order = {};              ///< empty: not said
  std::optional<MemberId> member = {}; ///< absent: not said
  Day day = {};
};

/// What the till is told.
struct Redemption {
  std::optional<Refusal> refused = {};
  Voucher voucher = {};                  ///< empty if it was not found
  std::string member;                    ///< the shop's own key
  Money amount = {};                     ///< of the order before any voucher
  Money discount = {};                   ///< by this one
  Money to_pay = {};                     ///< after all that were used for the order
  bool already = false;                  ///< the same order used it before; nothing was written
  bool claimed = false;                  ///< a public code gave the member this voucher now
  std::optional<ProgramId> program = {}; ///< version that a claim was judged by
  shop::Receipt receipt;
};

/// Uses vouchers within one command's work, at the price that a quote of all vouchers of the order says.
class VoucherRedeemer {
 public:
  /// Asked for only where a code belongs to no voucher.
  using Rules = std::function<shop::ProgramInForce()>;

  VoucherRedeemer(shop::Work& work, VoucherUseRequest request) : work_(work), request_(std::move(request)) {}

  Redemption redeem(const Rules& rules);

 private:
  Redemption redeem(const shop::ProgramInForce& in_force);
  Redemption refused(const shop::FoundVoucher& found, Refusal why) const;
  bool repeated(const store::StoredVoucher& stored) const;
  void price(shop::FoundVoucher& found, const Program* program, Redemption& result);
  std::vector<Offered> others_used(const shop::FoundVoucher& found);
  bool meets(const Condition& condition);
  store::StoredVoucher claim(const shop::ProgramInForce& in_force, const Coupon& coupon);

  store::Ledger& ledger() { return work_.ledger(); }
  Day day() const { return request_.day; }

  shop::Work& work_;
  VoucherUseRequest request_;
  Timeline timeline_ = {};             ///< by which conditions are judged
  std::optional<MemberId> buyer_ = {}; ///< of whom
};

} // namespace loyalty::app
