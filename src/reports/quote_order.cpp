// SPDX-License-Identifier: MIT
#include "reports/quote_order.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "loyalty/closed.hpp"
#include "loyalty/error.hpp"
#include "shop/buyers.hpp"
#include "shop/cards.hpp"
#include "shop/member_wallet.hpp"
#include "shop/voucher_finder.hpp"
#include "shop/walked_members.hpp"
#include "store/ledger/snapshot.hpp"
#include "store/members.hpp"

namespace loyalty::reports {
namespace {

/// Reading what orders were sold as costs more than all the rest, so only where somebody asks. The rest of the program
/// is looked through with the timeline.
bool combining_looks_at_sales(const Program& program) {
  return std::any_of(program.coupons.begin(), program.coupons.end(),
                     [](const Coupon& coupon) { return looks_at_sales(coupon.stacks_for); });
}

std::vector<Offered> offered(shop::VoucherFinder& finder, const std::optional<std::vector<std::string>>& codes) {
  std::vector<Offered> offered;
  if (!codes)
    for (auto& found : finder.all()) offered.push_back(std::move(found.offered));
  for (const auto& code : codes.value_or(std::vector<std::string>{})) {
    auto found = finder.find(code).offered;
    const bool twice = std::any_of(offered.begin(), offered.end(),
                                   [&](const Offered& each) { return each.voucher.code == found.voucher.code; });
    if (!twice) offered.push_back(std::move(found));
  }
  return offered;
}

/// What can be spent on the day, and on every later one that is known already.
Money spendable_of_wallet(store::Ledger& ledger, const Program& program, const History& history, Day day) {
  if (!program.wallet.open)
    throw Error(Failure::refused, "loyalty.toml has no wallets"_en, {}, "add to the program file: [wallet]"_en)
        .named("no_wallet");
  return std::min(shop::wallet_of(ledger, history, day).balance(), shop::wallet_of(ledger, history, never).balance());
}

/// A card that is named twice pays once.
std::vector<ShownCard> shown_cards(store::Ledger& ledger, const std::vector<std::string>& codes, Day day,
                                   Currency currency) {
  std::vector<ShownCard> cards;
  for (const auto& code : codes) {
    const auto stored = shop::require_paying_card(ledger, code, day, currency);
    if (std::ranges::find(cards, stored.code, &ShownCard::code) == cards.end())
      cards.push_back({stored.code, spendable(stored.card, stored.moves, day)});
  }
  return cards;
}

Quote price(store::Ledger& ledger, const Program& program, const QuoteRequest& request, const Buyer& buyer,
            std::optional<MemberId> member) {
  shop::VoucherView view(ledger);
  const shop::Holder holder{.day = buyer.day, .member = member, .meets = buyer.meets};
  shop::VoucherFinder finder(view, &program, holder);
  return quote(program, buyer, request.cart, offered(finder, request.vouchers));
}

/// The order, once it is paid as quoted.
NewOrder placed(const Quote& quote, const Cart& cart, Day day) {
  NewOrder order{.day = day, .amount = quote.to_pay + quote.wallet};
  order.sale = {.shipping = quote.shipping, .host = cart.host, .channel = cart.channel, .wallet = quote.wallet};
  for (const auto& each : quote.lines)
    order.sale.parts.push_back({.category = each.line.category,
                                .amount = each.to_pay,
                                .sku = each.line.sku,
                                .quantity = each.line.quantity,
                                .on_sale = each.line.on_sale});
  return order;
}

/// Offers on single pieces look at each of them.
void refuse_too_many_pieces(const Program& program, const Cart& cart) {
  const auto looks_at_pieces = [](const Campaign& campaign) {
    return std::holds_alternative<PiecesOff>(campaign.effect);
  };
  if (!has_too_many_pieces(cart) || std::none_of(program.campaigns.begin(), program.campaigns.end(), looks_at_pieces))
    return;
  throw Error(Failure::refused, "the cart has more than {pieces} pieces"_en(most_pieces),
              "the program file has offers that look at each piece"_en, "quote it in parts"_en);
}

} // namespace

Quoted quote_order(store::Ledger& ledger, const shop::ProgramText& text, const QuoteRequest& request, Day day) {
  const store::Snapshot snapshot(ledger);
  const auto program = std::make_shared<const Program>(shop::program_of(text));
  shop::check_currency(ledger, *program);
  refuse_too_many_pieces(*program, request.cart);
  Quoted quoted{.program = program, .quote = {}};
  quoted.cards = shown_cards(ledger, request.cards, day, program->currency);
  if (!request.member) {
    quoted.quote = price(ledger, *program, request, {.day = day, .cards = quoted.cards}, std::nullopt);
    return quoted;
  }
  const auto member = store::require_member(ledger, *request.member).id;
  const auto use = [&](const History& history, Engine& engine) {
    auto buyer = shop::buyer_of(*program, history, engine, day);
    buyer.cards = quoted.cards;
    if (request.cart.wallet > Money{})
      buyer.wallet = quoted.wallet = spendable_of_wallet(ledger, *program, history, day);
    quoted.closed = is_closed(history, day);
    if (!quoted.closed) {
      quoted.quote = price(ledger, *program, request, buyer, member);
      if (request.brings) quoted.brings = brought_by(engine, history, placed(quoted.quote, request.cart, day));
      return;
    }
    // As for everybody: no points, no vouchers, no campaigns of members; there is no tier.
    buyer.balance = 0;
    buyer.passed_over = true;
    quoted.quote = quote(*program, buyer, request.cart, {});
  };
  shop::walk_member(ledger, shop::timeline_with(ledger, text, program).timeline, member, day, use,
                    combining_looks_at_sales(*program));
  return quoted;
}

} // namespace loyalty::reports
