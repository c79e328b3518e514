// SPDX-License-Identifier: MIT
#include "app/points_by_hand.hpp"

#include <fmt/format.h>

#include "app/settle.hpp"
#include "loyalty/error.hpp"
#include "loyalty/redeeming.hpp"
#include "store/accounts.hpp"
#include "store/acts.hpp"
#include "store/orders.hpp"

namespace loyalty::app {
namespace {

std::string command_of(ActKind kind) {
  switch (kind) {
    case ActKind::award: return "award-points";
    case ActKind::adjust: return "adjust-points";
    case ActKind::redeem: return "redeem-points";
  }
  return {};
}

[[noreturn]] void refuse(std::string what, std::string why = {}, std::string hint = {}) {
  throw Error(Failure::refused, what, std::move(why), std::move(hint));
}

Balance balance_of(store::Ledger& ledger, MemberId member, Day as_of) {
  Tally tally(as_of);
  for (const auto& line : store::read_account(ledger, member).entries) tally.add(line.number, line.entry);
  return tally.balance();
}

/// Without a key of the caller's own, the request itself is the key.
std::string free_key(store::Ledger& ledger, const PointsRequest& request, MemberId member, Day day) {
  if (!request.key.empty()) return request.key;
  const auto made = fmt::format("{} {} {} {} {} {}", command_of(request.kind), member, request.points, to_string(day),
                                request.order, request.reason);
  if (!request.again) return made;
  auto key = made;
  for (int count = 2; store::find_act(ledger, key); ++count) key = fmt::format("{} #{}", made, count);
  return key;
}

bool same_act(const store::StoredAct& known, const store::StoredAct& asked) {
  return known.member == asked.member && known.act.kind == asked.act.kind && known.act.points == asked.act.points &&
         known.act.order == asked.act.order && known.reason == asked.reason;
}

void refuse_redemption(RedeemRefusal refusal, const Program& program, const PointsRequest& request,
                       const Balance& balance) {
  const std::string name(to_string(refusal));
  const auto rule = program.points.redeem.value_or(RedeemRule{});
  switch (refusal) {
    case RedeemRefusal::no_rule:
      refuse("the program gives points no worth", name, "add to [points]: redeem = { points = 10, worth = \"1.00\" }");
    case RedeemRefusal::below_minimum:
      refuse(fmt::format("{} points are too few", request.points), name,
             fmt::format("one redemption takes at least {} points", std::max<Points>(1, rule.minimum)));
    case RedeemRefusal::not_a_multiple:
      refuse(fmt::format("{} points cannot be redeemed", request.points), name,
             fmt::format("type a multiple of {}", rule.step));
    case RedeemRefusal::not_enough_points:
      refuse(fmt::format("{} has {} points to spend, not {}", request.member, balance.balance, request.points), name,
             balance.held > 0 ? fmt::format("{} more points are held and count later", balance.held) : "");
    case RedeemRefusal::order_amount_missing:
      refuse(fmt::format("points may pay for at most {} of an order", to_percent(rule.max_share)), name,
             "name the order with --order ID, or its amount with --amount 128.00");
    case RedeemRefusal::above_share_of_order:
      refuse(fmt::format("{} points are worth {}", request.points, to_string(worth_of(rule, request.points))), name,
             fmt::format("points may pay for at most {} of the order", to_percent(rule.max_share)));
  }
}

void check_request(const PointsRequest& request) {
  if (request.kind != ActKind::adjust && request.points <= 0)
    refuse(fmt::format("{} points make no sense here", request.points), {}, "type a number above zero");
  if (request.points == 0) refuse("0 points change nothing");
  if (request.kind != ActKind::redeem && request.reason.empty())
    refuse("a reason is missing", "points moved by hand must be explainable later", "add --reason \"why\"");
}

}  // namespace

PointsDone change_points(const Context& context, const ProgramText& text, const PointsRequest& request) {
  check_request(request);
  Work work(context, command_of(request.kind));
  auto& ledger = context.ledger;
  PointsDone done{.member = store::require_member(ledger, request.member), .before = {}, .after = {}, .receipt = {}};
  done.receipt.dry_run = context.dry_run;
  const auto member = done.member.id;

  store::StoredAct asked;
  asked.member = member;
  asked.act = {.day = context.as_of, .kind = request.kind, .points = request.points};
  asked.reason = request.reason;
  auto order_amount = request.amount;
  if (!request.order.empty()) {
    const auto order = store::find_order(ledger, {request.shop, request.order});
    if (!order) refuse(fmt::format("there is no order {}", request.order), {}, "import the order first, or use --amount");
    if (order->member != member) refuse(fmt::format("order {} is not {}'s", request.order, request.member));
    asked.act.order = order->first;
    order_amount = order->amount - order->refunded;
  }
  asked.key = free_key(ledger, request, member, context.as_of);
  if (const auto known = store::find_act(ledger, asked.key)) {
    if (!same_act(*known, asked))
      refuse(fmt::format("the key {} was used for something else", asked.key), fmt::format("in batch {}", known->batch),
             "use another --key");
    done.repeated = true;
    done.earlier_batch = known->batch;
    done.before = done.after = balance_of(ledger, member, context.as_of);
    return done;
  }
  const auto through = store::settlement(ledger, member).points_through;
  if (through > context.as_of)
    refuse(fmt::format("{}'s points are settled through {} already", request.member, to_string(through)), {},
           fmt::format("type --as-of {} or a later day", to_string(through)));

  const auto program = take_program(work, text);
  const Halves points_only{.points = true, .tiers = false};
  settle_members(work, program.timeline, {&member, 1}, context.as_of, points_only);
  done.before = balance_of(ledger, member, context.as_of);
  if (request.kind == ActKind::redeem) {
    const auto refusal = check_redemption(program.program->points.redeem, request.points, done.before.balance, order_amount);
    if (refusal) refuse_redemption(*refusal, *program.program, request, done.before);
    done.worth = worth_of(*program.program->points.redeem, request.points);
    asked.worth = done.worth;
  }
  if (done.before.balance + request.points < 0)
    refuse(fmt::format("{} has only {} points", request.member, done.before.balance), "an account never falls below zero",
           fmt::format("take at most {} points", done.before.balance));

  store::add_act(ledger, work.batch(), asked);
  // The tier half is not walked here; the next night must see the act.
  const store::NewFact fact{member, context.as_of};
  store::mark_due(ledger, {&fact, 1});
  settle_members(work, program.timeline, {&member, 1}, context.as_of, points_only);
  done.after = balance_of(ledger, member, context.as_of);
  done.receipt = work.finish({.program = program.id,
                              .settled_through = context.as_of,
                              .counts = fmt::format("{} points, balance {}", request.points, done.after.balance)});
  return done;
}

}  // namespace loyalty::app
