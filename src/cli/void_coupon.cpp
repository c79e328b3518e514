// SPDX-License-Identifier: MIT
#include "app/coupons/void_coupon.hpp"

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

int run_void_coupon(Session& session) {
  const auto code = session.text("CODE");
  const auto reason = session.text("--reason");
  if (reason.empty())
    throw Error(Failure::usage, "a reason is missing"_en, "it is kept with the voucher"_en,
                "type: loyalty void-coupon {code} --reason \"why\""_en(code));
  const auto result = app::void_coupon(session.context(), code, reason);
  if (result.refused)
    throw Error(Failure::refused, "{code}: {why}"_en(code, sentence(*result.refused)))
        .named(to_string(*result.refused));
  session.close(
      result.already ? "{code}: voided before"_en(result.voucher.code) : "{code}: voided"_en(result.voucher.code),
      result.receipt);
  return 0;
}

} // namespace

Command void_coupon() {
  return {.examples = "  loyalty void-coupon 7KXPM-2QW9HW --reason \"wrong member\"",
          .options = {{"CODE", Option::Kind::required, "name the code of the voucher"_en},
                      {"--reason", Option::Kind::value, "say why (required)"_en}},
          .run = run_void_coupon,
          .changes = true,
          .again = "loyalty report vouchers --batch {batch}"};
}

} // namespace loyalty::cli
