// SPDX-License-Identifier: MIT
#include "app/points/top_up.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/points/asked_act.hpp"
#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "messages/numbers.hpp"
#include "shop/closed.hpp"
#include "shop/member_wallet.hpp"

namespace loyalty::app {
namespace {

void check_open(const WalletRules& rules) {
  if (!rules.open)
    throw Error(Failure::refused, "loyalty.toml has no wallets"_en, {}, "add to the program file: [wallet]"_en)
        .named("no_wallet");
}

/// The limit holds on the day and on every later one that is known already.
void check_limit(const WalletRules& rules, const TopUpRequest& request, Money held, Currency currency) {
  const auto told = [&](Money money) { return Amount{money, currency}; };
  if (fits(rules, held, request.amount)) return;
  const Money bonus = bonus_of(rules, request.amount);
  const Money most = most_top_up(rules, held);
  throw Error(
      Failure::refused,
      bonus > Money{}
          ? "{member}'s wallet holds {balance}; {amount} and a bonus of {bonus} would pass the limit of {limit}"_en(
                request.member, told(held), told(request.amount), told(bonus), told(rules.limit))
          : "{member}'s wallet holds {balance}; {amount} would pass the limit of {limit}"_en(
                request.member, told(held), told(request.amount), told(rules.limit)),
      {}, most > Money{} ? "top up at most {amount}"_en(told(most)) : "something must be spent first"_en())
      .named("above_limit");
}

store::StoredAct bonus_act(const store::StoredAct& paid, Money bonus) {
  auto act = paid;
  act.act.kind = ActKind::top_up_bonus;
  act.act.money = bonus;
  act.key = fmt::format("bonus of {}", paid.key);
  return act;
}

} // namespace

WalletDone top_up(const shop::Context& context, const shop::ProgramText& text, const TopUpRequest& request) {
  if (request.amount <= Money{})
    throw Error(Failure::refused, "{amount} is nothing to top up"_en(Amount{request.amount, context.currency}), {},
                "type an amount above zero"_en)
        .named("amount_not_positive");
  shop::Work work(context, store::BatchKind::wallet_topped_up);
  auto& ledger = context.ledger;
  WalletDone done{.member = store::require_member(ledger, request.member), .before = {}, .after = {}, .receipt = {}};
  const auto member = done.member.id;
  AskedAct asked{
      .act = {.member = member, .act = {.day = context.as_of, .kind = ActKind::top_up, .money = request.amount}},
      .made_key =
          fmt::format("top-up {} {} {}", member, to_string(request.amount, context.currency), to_string(context.as_of)),
      .again = request.again};
  asked.act.key = request.key;
  asked.act.reason = request.reason;
  done.before = shop::wallet_of(ledger, member, context.as_of);
  if (const auto known = recorded_before(ledger, asked)) {
    done.repeated = true;
    done.earlier_batch = known->batch;
    done.amount = known->act.money;
    done.after = done.before;
    return done;
  }
  shop::refuse_closed(ledger, done.member, context.as_of);
  const auto program = shop::take_program(work, text);
  const auto& rules = program.program->wallet;
  check_open(rules);
  check_limit(rules, request, std::max(done.before.balance(), shop::wallet_of(ledger, member, never).balance()),
              context.currency);
  done.amount = request.amount;
  const Money bonus = bonus_of(rules, request.amount);
  done.bonus = bonus;
  store::add_act(ledger, work.batch(), asked.act);
  if (bonus > Money{}) store::add_act(ledger, work.batch(), bonus_act(asked.act, bonus));
  done.after = shop::wallet_of(ledger, member, context.as_of);
  done.receipt =
      work.finish({.program = program.id,
                   .counts = messages::counts_text({{"topped_up", to_string(request.amount, context.currency)},
                                                    {"bonus", to_string(bonus, context.currency)},
                                                    {"balance", to_string(done.after.balance(), context.currency)}})});
  return done;
}

} // namespace loyalty::app
