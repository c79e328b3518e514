// SPDX-License-Identifier: MIT
#include "app/coupons/redeem_coupon.hpp"

#include "cli/cart_lines.hpp"
#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/name_list.hpp"

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
    throw Error(Failure::usage, "the amount of the order is given twice"_en, "by --amount and by its lines"_en,
                "leave --amount out"_en);
  request.amount = amount.value_or(total(request.lines));
  if (request.amount <= Money{})
    throw Error(Failure::usage, "the amount of the order is missing or not above zero"_en, {},
                "type: loyalty redeem-coupon {code} --amount {amount}"_en(
                    request.code, session.written(Money::whole(128, session.currency()))));
  return request;
}

std::string category_of(const Goods& goods) { return goods.categories.empty() ? "CATEGORY" : goods.categories.front(); }

/// As it stands behind the price of a line.
std::string sku_of(const Goods& goods) {
  return goods.categories.empty() && !goods.skus.empty() ? "#" + goods.skus.front() : std::string();
}

/// What the till can do about it; empty where there is nothing.
Message hint_for(Session& session, Refusal why, const app::RedeemRequest& request, const Voucher& voucher) {
  const auto names = messages::names_of(voucher.lines.of);
  const auto typed = session.written(request.amount);
  switch (why) {
    case Refusal::code_mistyped: return "type the code again; it has no 0, 1, I, L or O"_en;
    case Refusal::member_missing:
      return "type: loyalty redeem-coupon {code} --amount {amount} --member KEY"_en(request.code, typed);
    case Refusal::not_yet_valid: return "it can be used from {day} on"_en(voucher.first_day);
    case Refusal::expired: return "its last day was {day}"_en(voucher.last_day);
    case Refusal::lines_missing:
      return "write the lines instead of --amount: --line {category}:1:{amount}"_en(category_of(voucher.lines.of),
                                                                                    typed + sku_of(voucher.lines.of));
    case Refusal::wrong_categories:
      return names.empty() ? Message() : "it is good for {categories}"_en(messages::name_list(names));
    case Refusal::below_minimum_spend:
      if (names.empty()) return "it needs an order of {amount}"_en(session.offered(least_spend(voucher)));
      return "it needs {amount} of {categories}"_en(session.offered(least_spend(voucher)), messages::name_list(names));
    case Refusal::too_few_pieces: {
      const auto pieces = least_pieces(voucher);
      return counted(pieces, "it needs {pieces} piece"_en, "it needs {pieces} pieces"_en, pieces);
    }
    default: return {};
  }
}

void show_redemption(Session& session, const app::Redemption& redemption) {
  constexpr auto money = output::Column::Kind::money;
  auto table = session.table(
      {{"code"}, {"coupon"}, {"member_id"}, {"amount", {}, money}, {"discount", {}, money}, {"to_pay", {}, money}});
  table->text(redemption.voucher.code);
  table->text(session.names().coupon(redemption.voucher.coupon));
  table->text(redemption.member);
  table->money(redemption.amount);
  table->money(redemption.discount);
  table->money(redemption.to_pay);
  table->end_row();
  table->finish();
}

Message outcome(const app::Redemption& redemption) {
  const auto& code = redemption.voucher.code;
  if (redemption.already) return "{code}: already recorded for this order"_en(code);
  if (redemption.claimed) return "{code}: claimed and redeemed"_en(code);
  return "{code}: redeemed"_en(code);
}

int run_redeem_coupon(Session& session) {
  const auto request = redemption_asked(session);
  const auto redemption = app::redeem_coupon(
      session.context(), [&] { return session.program_text(); }, request);
  if (redemption.refused)
    throw Error(Failure::refused, "{code}: {why}"_en(request.code, sentence(*redemption.refused)), {},
                hint_for(session, *redemption.refused, request, redemption.voucher))
        .named(to_string(*redemption.refused));
  show_redemption(session, redemption);
  session.close(outcome(redemption), redemption.receipt);
  return 0;
}

} // namespace

Command redeem_coupon() {
  return {.examples =
              "  loyalty redeem-coupon 7KXPM-2QW9HW --amount 128.00\n"
              "  loyalty redeem-coupon 7KXPM-2QW9HW --amount 128.00 --order 20260501-17\n"
              "  loyalty redeem-coupon 7KXPM-2QW9HW --line food:1:80.00 --line toys:2:24.00\n"
              "  loyalty redeem-coupon WELCOME --member M0001 --amount 88.00",
          .options =
              {{"CODE", Option::Kind::required, "name the code of the voucher, or a public code with --member"_en},
               {"--amount", Option::Kind::value, "give what the order costs before its vouchers"_en, "MONEY"},
               {"--line", Option::Kind::values, "or one of its lines: category:quantity:price[:name][#sku]"_en, "LINE"},
               {"--file", Option::Kind::value, "or read them from a cart (CSV: category, quantity, price)"_en, "FILE"},
               {"--order", Option::Kind::value, "name the order: the same again is recorded once"_en, "ID"},
               {"--member", Option::Kind::value, "name who uses it: refused if it is another member's"_en, "MEMBER"}},
          .run = run_redeem_coupon,
          .changes = true,
          .again = "loyalty report vouchers --batch {batch}"};
}

} // namespace loyalty::cli
