// SPDX-License-Identifier: MIT
#include "app/points/refund_wallet.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/points/asked_act.hpp"
#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "messages/numbers.hpp"
#include "shop/member_wallet.hpp"

namespace loyalty::app {
namespace {

void check_payout(const WalletRefundRequest& request, Currency currency) {
  if (request.reason.empty())
    throw Error(Failure::refused, "a reason is missing"_en, "manual payouts must be explainable later"_en,
                "add --reason \"why\""_en);
  if (request.amount && *request.amount <= Money{})
    throw Error(Failure::refused, "{amount} is nothing to pay out"_en(Amount{*request.amount, currency}), {},
                "type an amount above zero"_en)
        .named("amount_not_positive");
}

void check_principal(const WalletRefundRequest& request, Money amount, Money principal, Currency currency) {
  if (principal <= Money{})
    throw Error(Failure::refused, "{member} has no principal in the wallet"_en(request.member),
                "only principal is paid out, never bonus"_en)
        .named("above_principal");
  if (amount > principal)
    throw Error(Failure::refused,
                "{member} can get back {principal}, not {amount}"_en(request.member, Amount{principal, currency},
                                                                     Amount{amount, currency}),
                "only principal is paid out, never bonus"_en)
        .named("above_principal");
}

} // namespace

WalletDone refund_wallet(const shop::Context& context, const WalletRefundRequest& request) {
  check_payout(request, context.currency);
  shop::Work work(context, store::BatchKind::wallet_refunded);
  auto& ledger = context.ledger;
  WalletDone done{.member = store::require_member(ledger, request.member), .before = {}, .after = {}, .receipt = {}};
  const auto member = done.member.id;
  done.before = shop::wallet_of(ledger, member, context.as_of);
  const Money principal = std::min(done.before.principal, shop::wallet_of(ledger, member, never).principal);
  const auto told = [&](Money money) { return to_string(money, context.currency); };
  const auto amount_word = request.amount ? told(*request.amount) : std::string("all");
  AskedAct asked{.act = {.member = member, .act = {.day = context.as_of, .kind = ActKind::wallet_refund}},
                 .made_key = fmt::format("refund-wallet {} {} {}", member, amount_word, to_string(context.as_of)),
                 .reason_tells = true,
                 .again = request.again};
  asked.act.act.text = request.amount ? std::string() : amount_word;
  asked.act.act.money = request.amount.value_or(principal);
  asked.act.key = request.key;
  asked.act.reason = request.reason;
  if (const auto known = recorded_before(ledger, asked)) {
    done.repeated = true;
    done.earlier_batch = known->batch;
    done.amount = known->act.money;
    done.after = done.before;
    return done;
  }
  check_principal(request, asked.act.act.money, principal, context.currency);
  done.amount = asked.act.act.money;
  const Money lapsed = lapse_of(done.before, asked.act.act.money);
  done.bonus = lapsed;
  store::add_act(ledger, work.batch(), asked.act);
  done.after = shop::wallet_of(ledger, member, context.as_of);
  done.receipt = work.finish({.counts = messages::counts_text({{"paid_out", told(asked.act.act.money)},
                                                               {"bonus_lapsed", told(lapsed)},
                                                               {"balance", told(done.after.balance())}})});
  return done;
}

} // namespace loyalty::app
