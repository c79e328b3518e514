// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/issuer.hpp"
#include "app/work.hpp"
#include "loyalty/coupon.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// In a dry run codes are not made known: they will be others.
inline constexpr std::string_view code_to_come = "XXXXX-XXXXXX";

/// A voucher or public code for an order, and who shows it.
struct TillRequest {
  std::string code;
  Money amount = {};                     ///< of the order before the voucher, above zero
  std::string order = {};                ///< empty: not said
  std::optional<MemberId> member = {};   ///< absent: not said
  Day day = {};
};

/// What the till is told.
struct Redemption {
  std::optional<Refusal> refused = {};
  Voucher voucher = {};   ///< empty if it was not found
  std::string member;     ///< the shop's own key
  Money amount = {};
  Money discount = {};
  Money to_pay = {};
  bool already = false;   ///< the same order used it before; nothing was written
  bool claimed = false;   ///< a public code gave the member this voucher now
  std::optional<ProgramId> program = {}; ///< version that a claim was judged by
  Receipt receipt;
};

/// The coupon that a public code stands for, spelt exactly or in another case; nullptr if there is none.
const Coupon* public_coupon(const Program& program, std::string_view code);

/// Why a code is not known: mistyped where it is spelt like a voucher's, else there is none; public words have no check
/// letter.
Refusal why_unknown(std::string_view code);

/// Uses vouchers within one command's work.
class Till {
 public:
  /// Asked for only where a code belongs to no voucher.
  using Rules = std::function<ProgramInForce()>;

  Till(Work& work, TillRequest request) : work_(work), request_(std::move(request)) {}

  Redemption redeem(const Rules& rules);

 private:
  Redemption by_voucher(const store::StoredVoucher& stored);
  Redemption by_public_code(const ProgramInForce& in_force);
  Redemption claim(const ProgramInForce& in_force, const Coupon& coupon, MemberId member);
  Redemption redeem(const store::StoredVoucher& stored, const Coupon* coupon);
  bool repeated(const store::StoredVoucher& stored) const;
  RedeemFacts facts(const store::StoredVoucher& stored, const Coupon* coupon);
  bool meets(const Timeline& timeline, MemberId member, const Condition& condition);
  bool clashes(const store::StoredVoucher& stored);
  void give_bonus(const store::StoredVoucher& stored);

  store::Ledger& ledger() { return work_.ledger(); }
  Day day() const { return request_.day; }

  Work& work_;
  TillRequest request_;
};

}  // namespace loyalty::app
