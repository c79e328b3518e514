// SPDX-License-Identifier: MIT
#include "app/coupons/redeem_coupon.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/cart_lines.hpp"
#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

Money total(const std::vector<CartLine>& lines) {
  Money sum;
  for (const auto& line : lines) sum += line.amount();
  return sum;
}

app::RedeemRequest redemption_asked(Session& session) {
  app::RedeemRequest request{.code = session.text("CODE"),
                             .order = session.text("--order"),
                             .member = session.maybe("--member"),
                             .lines = lines_asked(session)};
  const auto amount = session.maybe_money("--amount");
  if (amount && !request.lines.empty())
    throw Error(Failure::usage, "the amount of the order is said twice", "by --amount and by its lines",
                "leave --amount out");
  request.amount = amount.value_or(total(request.lines));
  if (request.amount <= Money{})
    throw Error(Failure::usage, "the amount of the order is missing or not above zero", {},
                fmt::format("loyalty redeem-coupon {} --amount {}", request.code,
                            session.written(Money::whole(128, session.currency()))));
  return request;
}

/// What the till can do about it; empty where there is nothing.
std::string hint_for(Session& session, Refusal why, const app::RedeemRequest& request, const Voucher& voucher) {
  switch (why) {
    case Refusal::code_mistyped: return "type the code again; it has no 0, 1, I, L or O";
    case Refusal::member_missing:
      return fmt::format("loyalty redeem-coupon {} --amount {} --member KEY", request.code,
                         session.written(request.amount));
    case Refusal::not_yet_valid: return fmt::format("it can be used from {} on", to_string(voucher.first_day));
    case Refusal::expired: return fmt::format("it could be used through {}", to_string(voucher.last_day));
    case Refusal::lines_missing:
      return fmt::format("instead of --amount write the lines: --line {}:1:{}", voucher.categories.front(),
                         session.written(request.amount));
    case Refusal::wrong_categories: return fmt::format("it is good for {}", fmt::join(voucher.categories, ", "));
    case Refusal::below_minimum_spend:
      return voucher.categories.empty() ? fmt::format("it needs an order of {}", session.written(voucher.min_spend))
                                        : fmt::format("it needs {} of {}", session.written(voucher.min_spend),
                                                      fmt::join(voucher.categories, ", "));
    default: return {};
  }
}

void show_redemption(Session& session, const app::Redemption& redemption) {
  constexpr auto money = output::Column::Kind::money;
  auto table = session.table(
      {{"code"}, {"coupon"}, {"member_id"}, {"amount", {}, money}, {"discount", {}, money}, {"to_pay", {}, money}});
  table->text(redemption.voucher.code);
  table->text(redemption.voucher.coupon);
  table->text(redemption.member);
  table->money(redemption.amount);
  table->money(redemption.discount);
  table->money(redemption.to_pay);
  table->end_row();
  table->finish();
}

std::string_view outcome(const Session& session, const app::Redemption& redemption) {
  if (redemption.already) return session.either("already recorded for this order", "此订单已记录");
  if (redemption.claimed) return session.either("claimed and redeemed", "已领取并核销");
  return session.either("redeemed", "已核销");
}

int run_redeem_coupon(Session& session) {
  const auto request = redemption_asked(session);
  const auto redemption = app::redeem_coupon(
      session.context(), [&] { return session.program_text(); }, request);
  if (redemption.refused)
    throw Error(Failure::refused, fmt::format("{}: {}", request.code, sentence(*redemption.refused)),
                std::string(to_string(*redemption.refused)),
                hint_for(session, *redemption.refused, request, redemption.voucher));
  show_redemption(session, redemption);
  session.close(fmt::format("{}: {}", redemption.voucher.code, outcome(session, redemption)), redemption.receipt);
  return 0;
}

} // namespace

Command redeem_coupon() {
  return {.examples =
              "  loyalty redeem-coupon 7KXPM-2QW9HW --amount 128.00\n"
              "  loyalty redeem-coupon 7KXPM-2QW9HW --amount 128.00 --order 20260501-17\n"
              "  loyalty redeem-coupon 7KXPM-2QW9HW --line food:1:80.00 --line toys:2:24.00\n"
              "  loyalty redeem-coupon WELCOME --member M0001 --amount 88.00",
          .options = {{"CODE", Option::Kind::required, "code of the voucher, or a public code with --member"},
                      {"--amount", Option::Kind::value, "what the order costs before its vouchers", "MONEY"},
                      {"--line", Option::Kind::values, "or its lines: category:quantity:price[:name]", "LINE"},
                      {"--file", Option::Kind::value, "or a cart (CSV: category, quantity, price)", "FILE"},
                      {"--order", Option::Kind::value, "order id: the same again is recorded once", "ID"},
                      {"--member", Option::Kind::value, "who uses it: refused if it is somebody else's", "MEMBER"}},
          .run = run_redeem_coupon,
          .changes = true,
          .again = "loyalty report vouchers --batch {batch}"};
}

} // namespace loyalty::cli
