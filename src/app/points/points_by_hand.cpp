// SPDX-License-Identifier: MIT
#include "app/points/points_by_hand.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/coupons/voucher_redeemer.hpp"
#include "app/night/settle.hpp"
#include "app/points/asked_act.hpp"
#include "app/points/gift_counter.hpp"
#include "loyalty/error.hpp"
#include "loyalty/plain_key.hpp"
#include "loyalty/redeeming.hpp"
#include "messages/counts.hpp"
#include "messages/numbers.hpp"
#include "shop/closed.hpp"
#include "store/accounts.hpp"
#include "store/histories.hpp"
#include "store/orders.hpp"
#include "store/vouchers.hpp"

namespace loyalty::app {
namespace {

constexpr Halves points_only{.points = true, .tiers = false};

store::BatchKind kind_of(ActKind kind) {
  if (kind == ActKind::award) return store::BatchKind::points_awarded;
  return kind == ActKind::redeem ? store::BatchKind::points_redeemed : store::BatchKind::points_adjusted;
}

Balance balance_of(store::Ledger& ledger, MemberId member, Day as_of) {
  Tally tally(as_of);
  for (const auto& line : store::read_account(ledger, member).entries) tally.add(line.number, line.entry);
  return tally.balance();
}

struct Told {
  Message what;
  Message why = {};
  Message hint = {};
};

Told not_enough(const PointsRequest& request, const Balance& balance) {
  const auto more = balance.held;
  return {counted(balance.balance, "{member} has {balance} point to spend, not {points}"_en,
                  "{member} has {balance} points to spend, not {points}"_en, request.member, balance.balance,
                  request.points),
          more <= 0 ? Message()
                    : counted(more, "{points} more point is pending and counts later"_en,
                              "{points} more points are pending and count later"_en, more)};
}

Told why_not(RedeemRefusal refusal, const Program& program, const PointsRequest& request, const Balance& balance) {
  const auto rule = program.points.redeem.value_or(RedeemRule{});
  const auto points = request.points;
  const auto share = to_percent(rule.max_share);
  const auto typed = [&](std::int64_t units) {
    return to_string(Money::whole(units, program.currency), program.currency);
  };
  switch (refusal) {
    case RedeemRefusal::no_rule:
      return {
          .what = "loyalty.toml does not say what points are worth"_en,
          .hint = "add to [points]: {example}"_en(fmt::format("redeem = {{ points = 10, worth = \"{}\" }}", typed(1)))};
    case RedeemRefusal::below_minimum:
      return {counted(points, "{points} point is too few: at least {minimum} must be redeemed at a time"_en,
                      "{points} points are too few: at least {minimum} must be redeemed at a time"_en, points,
                      std::max<Points>(1, rule.minimum))};
    case RedeemRefusal::not_a_multiple:
      return {counted(points, "{points} point: only multiples of {step} can be redeemed"_en,
                      "{points} points: only multiples of {step} can be redeemed"_en, points, rule.step)};
    case RedeemRefusal::above_maximum:
      return {counted(points, "{points} point is too many: at most {maximum} can be redeemed at a time"_en,
                      "{points} points are too many: at most {maximum} can be redeemed at a time"_en, points,
                      rule.max_points.value_or(0))};
    case RedeemRefusal::not_enough_points: return not_enough(request, balance);
    case RedeemRefusal::below_minimum_spend:
      return {.what = "points pay for orders from {min_spend} on only"_en(Amount{rule.min_spend, program.currency})};
    case RedeemRefusal::order_amount_missing:
      return {.what = rule.max_share < Ratio{Ratio::one}
                          ? "the amount of the order is missing: points may pay at most {share} of it"_en(share)
                          : "the amount of the order is missing: points pay for orders from {min_spend} on only"_en(
                                Amount{rule.min_spend, program.currency}),
              .hint = "name the order with --order ID, or its amount with --amount {example}"_en(typed(128))};
    case RedeemRefusal::above_share_of_order:
      return {counted(points, "{points} point is worth {worth}, but points may pay at most {share} of the order"_en,
                      "{points} points are worth {worth}, but points may pay at most {share} of the order"_en, points,
                      Amount{worth_of(rule, points), program.currency}, share)};
  }
  return {};
}

[[noreturn]] void refuse_redemption(RedeemRefusal refusal, const Program& program, const PointsRequest& request,
                                    const Balance& balance) {
  const auto told = why_not(refusal, program, request, balance);
  throw Error(Failure::refused, told.what, told.why, told.hint).named(to_string(refusal));
}

void check_points(const PointsRequest& request) {
  if (!request.gift.empty()) return;
  if (request.kind != ActKind::adjust && request.points <= 0)
    throw Error(Failure::refused, "{points} points are not above zero"_en(request.points), {},
                "type a number above zero"_en);
  if (request.points == 0) throw Error(Failure::refused, "0 points change nothing"_en);
  if (request.kind != ActKind::redeem && request.reason.empty())
    throw Error(Failure::refused, "a reason is missing"_en, "manual changes of points must be explainable later"_en,
                "add --reason \"why\""_en);
}

/// One member's points being moved, from the request to the books.
class PointsMove {
 public:
  PointsMove(const shop::Context& context, const PointsRequest& request)
      : context_(context), request_(request), work_(context, kind_of(request.kind)), amount_(request.amount) {
    done_.member = store::require_member(context.ledger, request.member);
    done_.receipt.dry_run = context.dry_run;
  }

  PointsDone run(const shop::ProgramText& text) {
    ask();
    if (const auto known = recorded_before(context_.ledger, asked_)) return repeat(*known);
    refuse_processed_day(context_, member(), request_.member);
    // A correction is no gift.
    if (request_.kind != ActKind::adjust) shop::refuse_closed(context_.ledger, done_.member, context_.as_of);
    const auto program = shop::take_program(work_, text);
    settle(program);
    done_.before = balance();
    check(program);
    look_for_same();
    write();
    settle(program);
    done_.after = balance();
    done_.points = points();
    done_.receipt =
        work_.finish({.program = program.id,
                      .settled_through = context_.as_of,
                      .counts = messages::counts_text({{"points", points()}, {"balance", done_.after.balance}})});
    return done_;
  }

 private:
  MemberId member() const { return done_.member.id; }
  Points points() const { return asked_.act.act.points; }
  Balance balance() const { return balance_of(context_.ledger, member(), context_.as_of); }
  void settle(const shop::ProgramInForce& program) {
    const auto id = member();
    settle_members(work_, program.timeline, {&id, 1}, context_.as_of, points_only);
  }

  /// The act, as far as it is known before the rules are.
  void ask() {
    auto& act = asked_.act.act;
    asked_.act.member = member();
    act.day = context_.as_of;
    act.kind = request_.kind;
    act.points = request_.points;
    act.subject = request_.gift;
    if (!request_.gift.empty()) act.text = std::to_string(request_.times);
    asked_.act.reason = request_.reason;
    asked_.act.key = request_.key;
    const auto what =
        request_.gift.empty() ? std::to_string(request_.points) : fmt::format("{} × {}", request_.gift, request_.times);
    asked_.made_key = fmt::format("{} {} {} {} {}", to_string(kind_of(request_.kind)), member(), what,
                                  to_string(context_.as_of), request_.order);
    asked_.reason_tells = true;
    asked_.again = request_.again;
    if (!request_.order.empty()) name_order();
  }

  void name_order() {
    const store::OrderName name{.shop = plain_key(request_.shop), .order_id = plain_key(request_.order)};
    const auto order = store::find_order(context_.ledger, name);
    if (!order && !request_.amount)
      throw Error(Failure::refused, "there is no order {order}"_en(request_.order), {},
                  "import the order first, name its --shop, or add its --amount if it is still to come"_en);
    if (!order || asked_before(store::text_of(name))) {
      asked_.act.act.text = store::text_of(name);
      return;
    }
    if (request_.amount)
      throw Error(Failure::refused, "order {order} is known, and so is its amount"_en(request_.order), {},
                  "leave out --amount"_en);
    if (order->member != member())
      throw Error(Failure::refused, "order {order} is not {member}'s"_en(request_.order, request_.member));
    if (order->status != OrderStatus::paid)
      throw Error(
          Failure::refused,
          "order {order} is {status}: points pay for nothing there"_en(request_.order, to_string(order->status)), {},
          "name an order that was paid"_en);
    if (order->points_redeemed > 0)
      throw Error(
          Failure::refused,
          counted(order->points_redeemed, "order {order} has redeemed {points} point itself, as its file says"_en,
                  "order {order} has redeemed {points} points itself, as its file says"_en, request_.order,
                  order->points_redeemed),
          {}, "points that pay for one order are told once"_en);
    asked_.act.act.order = order->first;
    amount_ = order->amount - std::max(order->refunded, store::refunded_by_name(context_.ledger, *order->first));
  }

  /// Whether the same was asked for when the order was still to come.
  bool asked_before(const std::string& order_to_come) const {
    auto first = asked_;
    first.again = false;
    const auto known = store::find_act(context_.ledger, key_for(context_.ledger, first));
    return known && known->act.text == order_to_come;
  }

  /// An order of the day that has redeemed as many points may be the one meant.
  void look_for_same() {
    const auto& act = asked_.act.act;
    if (act.kind != ActKind::redeem || act.order || !act.text.empty() || !act.subject.empty()) return;
    for (const auto& order : store::read_history(context_.ledger, member()).orders)
      if (order.points_redeemed == act.points && order.day() == act.day)
        if (const auto text = store::order_text(context_.ledger, order.id))
          done_.note = counted(
              act.points,
              "order {order} of the same day has redeemed {points} point itself, as its file says: both count"_en,
              "order {order} of the same day has redeemed {points} points itself, as its file says: both count"_en,
              text->order_id, act.points);
  }

  PointsDone repeat(const store::StoredAct& known) {
    done_.repeated = true;
    done_.earlier_batch = known.batch;
    done_.points = known.act.points;
    done_.before = done_.after = balance();
    if (known.act.subject.empty()) return done_;
    for (const auto& stored : store::vouchers_of(context_.ledger, member()))
      if (stored.issue == issue_key_of_gift(known.key))
        done_.vouchers.push_back({stored.voucher.code, stored.voucher.last_day});
    return done_;
  }

  void check(const shop::ProgramInForce& program) {
    if (!request_.gift.empty())
      check_gift(program);
    else if (request_.kind == ActKind::redeem)
      check_redeemed(*program.program);
    else if (done_.before.balance + points() < 0)
      refuse_below_zero();
  }

  void refuse_below_zero() const {
    const auto balance = done_.before.balance;
    throw Error(Failure::refused,
                counted(balance, "{member} has {balance} point, not {points}"_en,
                        "{member} has {balance} points, not {points}"_en, request_.member, balance, -points()),
                "an account never falls below zero"_en,
                counted(balance, "take at most {points} point"_en, "take at most {points} points"_en, balance));
  }

  void check_redeemed(const Program& program) {
    const auto& rule = program.points.redeem;
    const auto refusal = check_redemption(rule, points(), done_.before.balance, amount_);
    if (refusal) refuse_redemption(*refusal, program, request_, done_.before);
    asked_.act.worth = done_.worth = worth_of(*rule, points());
  }

  void check_gift(const shop::ProgramInForce& program) {
    const GiftWish wish{request_.gift, request_.times, done_.member, done_.before.balance};
    const auto price = price_gift(context_, program, wish);
    asked_.act.act.points = price.points;
    done_.gifts_left = price.left;
    if (const auto& rule = program.program->points.redeem)
      asked_.act.worth = done_.worth = worth_of(*rule, price.points);
    for (const auto& voucher : issue_gift(work_, program, wish, asked_.act.key))
      done_.vouchers.push_back({context_.dry_run ? std::string(code_to_come) : voucher.code, voucher.last_day});
  }

  void write() {
    store::add_act(context_.ledger, work_.batch(), asked_.act);
    // The tier half is not walked here; the next night must see the act.
    const store::NewFact fact{member(), context_.as_of};
    store::mark_due(context_.ledger, {&fact, 1});
  }

  const shop::Context& context_;
  const PointsRequest& request_;
  shop::Work work_;
  std::optional<Money> amount_; ///< of the order that points pay for
  AskedAct asked_;
  PointsDone done_;
};

} // namespace

PointsDone change_points(const shop::Context& context, const shop::ProgramText& text, const PointsRequest& request) {
  check_points(request);
  return PointsMove(context, request).run(text);
}

} // namespace loyalty::app
