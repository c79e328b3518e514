// SPDX-License-Identifier: MIT
#include "app/points/top_up.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/points/asked_act.hpp"
#include "loyalty/error.hpp"
#include "messages/numbers.hpp"
#include "shop/member_wallet.hpp"

namespace loyalty::app {
namespace {

void check_open(const WalletRules& rules) {
  if (!rules.open)
    throw Error(Failure::refused, "the program has no wallets", "no_wallet", "add to the program file: [wallet]");
}

/// The limit holds on the day and on every later one that is known already.
void check_limit(const WalletRules& rules, const TopUpRequest& request, Money held, Currency currency) {
  const auto told = [&](Money money) { return to_string(money, currency); };
  if (fits(rules, held, request.amount)) return;
  const Money bonus = bonus_of(rules, request.amount);
  const auto with_bonus = bonus > Money{} ? fmt::format(" and {} on top", told(bonus)) : std::string();
  const Money most = most_top_up(rules, held);
  throw Error(Failure::refused,
              fmt::format("{}'s wallet holds {}; {}{} would pass the limit of {}", request.member, told(held),
                          told(request.amount), with_bonus, told(rules.limit)),
              "above_limit",
              most > Money{} ? fmt::format("top up at most {}", told(most)) : "something must be spent first");
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
    throw Error(Failure::refused, fmt::format("{} is nothing to top up", to_string(request.amount, context.currency)),
                "amount_not_positive", "type an amount above zero");
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
  done.receipt = work.finish(
      {.program = program.id,
       .counts = fmt::format("topped up {}, bonus {}, balance {}", to_string(request.amount, context.currency),
                             to_string(bonus, context.currency), to_string(done.after.balance(), context.currency))});
  return done;
}

} // namespace loyalty::app
