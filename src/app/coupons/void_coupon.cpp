// SPDX-License-Identifier: MIT
#include "app/coupons/void_coupon.hpp"

#include "messages/counts.hpp"
#include "store/vouchers.hpp"

namespace loyalty::app {

VoidResult void_coupon(const shop::Context& context, const std::string& code, const std::string& reason) {
  const auto spelt = check_code(code);
  if (!spelt) return {.refused = Refusal::code_mistyped, .receipt = {}};
  shop::Work work(context, store::BatchKind::coupon_voided);
  const auto stored = store::find_voucher(work.ledger(), *spelt);
  if (!stored) return {.refused = Refusal::voucher_not_found, .receipt = {}};
  VoidResult result{.voucher = stored->voucher, .receipt = {}};
  result.refused = check_void(&stored->voucher, stored->events, context.as_of);
  if (result.refused) return result;
  result.already = standing(stored->events) == VoucherState::void_;
  if (result.already) return result;
  store::add_event(work.ledger(), work.batch(), stored->id,
                   {.kind = VoucherEventKind::voided, .day = context.as_of, .reason = reason}, true);
  result.receipt =
      work.finish({.counts = messages::counts_text(
                       {{"voucher", stored->voucher.code}, {"coupon", stored->voucher.coupon}, {"reason", reason}}),
                   .typed_counts = true});
  return result;
}

} // namespace loyalty::app
