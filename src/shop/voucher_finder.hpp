// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/coupon.hpp"
#include "loyalty/price.hpp"
#include "store/ledger/ledger.hpp"
#include "store/vouchers.hpp"

namespace loyalty::shop {

/// How the vouchers of the ledger look to one order. To a command of today they look as they are.
class VoucherView {
 public:
  explicit VoucherView(store::Ledger& ledger) : ledger_(ledger) {}
  virtual ~VoucherView() = default;
  VoucherView(const VoucherView&) = delete;
  VoucherView& operator=(const VoucherView&) = delete;

  /// Brings the events of a voucher to what the order sees of them; false if it does not see the voucher at all.
  virtual bool see(store::StoredVoucher&) { return true; }
  /// What the coupon's vouchers have taken off.
  virtual Money given(const Coupon& coupon);
  /// How many of the coupon were issued.
  virtual std::int64_t issued(const Coupon& coupon);

  store::Ledger& ledger() { return ledger_; }

 private:
  store::Ledger& ledger_;
};

/// What a code stands for.
struct FoundVoucher {
  Offered offered;
  std::optional<store::StoredVoucher> stored = {}; ///< absent: unknown, or still to be claimed
  const Coupon* claim = nullptr;                   ///< that a public code would claim
};

/// Who shows vouchers on a day, and for which order.
struct Holder {
  Day day = {};
  std::optional<MemberId> member = {}; ///< absent: not said
  Meets meets = {};                    ///< the conditions of coupons
  std::string_view order = {};         ///< number of an order whose vouchers are found again; empty: of none
};

/// Finds the vouchers that somebody can use, or names.
class VoucherFinder {
 public:
  /// `program` may be nullptr where none is known yet: then no code is public and no budget bounds.
  VoucherFinder(VoucherView& view, const Program* program, const Holder& holder)
      : view_(view), program_(program), holder_(holder) {}

  /// All that are open.
  std::vector<FoundVoucher> all();
  /// What a voucher's code or a public word stands for: of the member's own vouchers of a public word's coupon the one
  /// that was used for the order, else the one that ends first, else one that could be claimed.
  FoundVoucher find(std::string_view code);
  /// One voucher, by whatever code it came.
  FoundVoucher offer(store::StoredVoucher stored);

 private:
  bool open(const store::StoredVoucher& stored) const;
  bool used_for_the_order(const store::StoredVoucher& stored) const;
  std::optional<Money> budget_left(const Coupon* coupon);
  FoundVoucher by_public_word(const Coupon& coupon);
  FoundVoucher claim(const Coupon& coupon, std::optional<Refusal> refused);
  IssueFacts facts_of(const Coupon& coupon);

  VoucherView& view_;
  const Program* program_;
  const Holder& holder_;
};

/// The coupon that a public word stands for, spelt exactly or as `plain_code` sees it; nullptr if there is none.
const Coupon* public_coupon(const Program& program, std::string_view code);

/// Why a code is not known: mistyped where it is spelt like a voucher's, else there is none; public words have no check
/// letter.
Refusal why_unknown(std::string_view code);

} // namespace loyalty::shop
