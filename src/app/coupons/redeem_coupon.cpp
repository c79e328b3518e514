// SPDX-License-Identifier: MIT
#include "app/coupons/redeem_coupon.hpp"

#include "messages/counts.hpp"
#include "store/members.hpp"

namespace loyalty::app {

Redemption redeem_coupon(const shop::Context& context, const std::function<shop::ProgramText()>& program,
                         const RedeemRequest& request) {
  shop::Work work(context, store::BatchKind::coupon_redeemed);
  VoucherUseRequest at_till{.code = request.code, .lines = request.lines, .order = request.order, .day = context.as_of};
  at_till.lines_said = !request.lines.empty();
  if (!at_till.lines_said) at_till.lines = {{.price = request.amount}};
  if (request.member) at_till.member = store::require_member(context.ledger, *request.member).id;
  VoucherRedeemer redeemer(work, at_till);
  auto result = redeemer.redeem([&] { return shop::take_program(work, program()); });
  if (result.refused || result.already) return result;
  result.receipt = work.finish({.program = result.program,
                                .counts = messages::counts_text({{"voucher", result.voucher.code},
                                                                 {"coupon", result.voucher.coupon},
                                                                 {"off", to_string(result.discount, context.currency)},
                                                                 {"of", to_string(result.amount, context.currency)}})});
  return result;
}

} // namespace loyalty::app
