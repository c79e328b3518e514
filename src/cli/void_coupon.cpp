// SPDX-License-Identifier: MIT
#include "app/coupons/void_coupon.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

int run_void_coupon(Session& session) {
  const auto code = session.text("CODE");
  const auto reason = session.text("--reason");
  if (reason.empty())
    throw Error(Failure::usage, "a reason is missing", "it is kept with the voucher",
                fmt::format("loyalty void-coupon {} --reason TEXT", code));
  const auto result = app::void_coupon(session.context(), code, reason);
  if (result.refused)
    throw Error(Failure::refused, fmt::format("{}: {}", code, sentence(*result.refused)),
                std::string(to_string(*result.refused)));
  session.close(fmt::format("{}: {}", result.voucher.code,
                            result.already ? session.either("cancelled before", "此前已作废")
                                           : session.either("cancelled", "已作废")),
                result.receipt);
  return 0;
}

} // namespace

Command void_coupon() {
  return {.examples = "  loyalty void-coupon 7KXPM-2QW9HW --reason \"sent to the wrong member\"",
          .options = {{"CODE", Option::Kind::required, "code of the voucher"},
                      {"--reason", Option::Kind::value, "why; kept with the voucher", "TEXT"}},
          .run = run_void_coupon,
          .changes = true,
          .again = "loyalty report vouchers --batch {batch}"};
}

} // namespace loyalty::cli
