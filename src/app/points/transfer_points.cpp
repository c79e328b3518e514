// SPDX-License-Identifier: MIT
#include "app/points/transfer_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/night/settle.hpp"
#include "app/points/asked_act.hpp"
#include "loyalty/coupon.hpp"
#include "loyalty/error.hpp"
#include "loyalty/transfer.hpp"
#include "messages/counts.hpp"
#include "messages/numbers.hpp"
#include "shop/closed.hpp"
#include "shop/walked_members.hpp"
#include "store/accounts.hpp"

namespace loyalty::app {
namespace {

constexpr Halves transfer_half{.points = true, .tiers = false};

void check_request(const TransferRequest& request) {
  if (request.points <= 0)
    throw Error(Failure::refused, "{points} points are not above zero"_en(request.points), {},
                "type a number above zero"_en);
  if (request.reason.empty())
    throw Error(Failure::refused, "a reason is missing"_en, "manual changes of points must be explainable later"_en,
                "add --reason \"why\""_en);
}

/// What the program says against it, in words.
struct WhyNot {
  Message what;
  Message why = {};
  Message hint = {};
};

WhyNot why_not_handed_on(TransferRefusal refusal, const TransferRequest& request, const TransferRules& rules,
                         const Balance& balance, Points handed_on) {
  const auto points = request.points;
  switch (refusal) {
    case TransferRefusal::no_rule:
      return {.what = "loyalty.toml does not let members transfer points"_en,
              .hint = "add to [points]: {example}"_en("transfer = { minimum = 100 }")};
    case TransferRefusal::same_member: return {.what = "{member} cannot transfer points to themselves"_en(request.to)};
    case TransferRefusal::wrong_audience:
      return {.what = "{member} may not transfer points"_en(request.from),
              .why = "points.transfer.who says who may"_en};
    case TransferRefusal::below_minimum:
      return {counted(points, "{points} point is too few: at least {minimum} must be transferred at a time"_en,
                      "{points} points are too few: at least {minimum} must be transferred at a time"_en, points,
                      rules.minimum)};
    case TransferRefusal::not_enough_points:
      return {.what = counted(balance.balance, "{member} has {balance} point to spend, not {points}"_en,
                              "{member} has {balance} points to spend, not {points}"_en, request.from, balance.balance,
                              points),
              .why = balance.held <= 0 ? Message()
                                       : counted(balance.held, "{points} more point is pending and counts later"_en,
                                                 "{points} more points are pending and count later"_en, balance.held)};
    case TransferRefusal::above_limit:
      return {.what = "{member} may transfer {left} more of {most} points, not {points}"_en(
                  request.from, left_to_hand_on(rules, handed_on).value_or(0), rules.most->times, points),
              .why = "{points} were transferred before"_en(handed_on)};
  }
  return {};
}

class Transfer {
 public:
  Transfer(const shop::Context& context, const TransferRequest& request)
      : context_(context), request_(request), work_(context, store::BatchKind::points_transferred) {
    done_.from.member = store::require_member(context.ledger, request.from);
    done_.to.member = store::require_member(context.ledger, request.to);
    done_.points = request.points;
    done_.receipt.dry_run = context.dry_run;
  }

  TransferDone run(const shop::ProgramText& text) {
    ask();
    if (const auto known = recorded_before(context_.ledger, asked_)) return repeat(*known);
    for (const auto& [side, name] : {std::pair(&done_.from, &request_.from), std::pair(&done_.to, &request_.to)}) {
      refuse_processed_day(context_, side->member.id, *name);
      shop::refuse_closed(context_.ledger, side->member, context_.as_of);
    }
    const auto program = shop::take_program(work_, text);
    settle(program);
    for (auto* side : {&done_.from, &done_.to}) side->before = sums(*side);
    check(program);
    write();
    settle(program);
    for (auto* side : {&done_.from, &done_.to}) side->after = sums(*side);
    done_.receipt = work_.finish({.program = program.id,
                                  .settled_through = context_.as_of,
                                  .counts = messages::counts_text({{"points", request_.points}})});
    return done_;
  }

 private:
  MemberId from() const { return done_.from.member.id; }
  MemberId to() const { return done_.to.member.id; }
  store::Account account(const TransferSide& side) const {
    return store::read_account(context_.ledger, side.member.id);
  }
  Balance sums(const TransferSide& side) const { return balance_on(account(side).entries, context_.as_of); }

  void settle(const shop::ProgramInForce& program) {
    std::vector<MemberId> both{from(), to()};
    std::sort(both.begin(), both.end());
    both.erase(std::unique(both.begin(), both.end()), both.end());
    settle_members(work_, program.timeline, both, context_.as_of, transfer_half);
  }

  void ask() {
    asked_.act = {
        .member = from(),
        .act = {.day = context_.as_of, .kind = ActKind::transfer_out, .points = request_.points, .other = to()},
        .reason = request_.reason,
        .key = request_.key};
    asked_.made_key =
        fmt::format("transfer-points {} {} {} {}", from(), to(), request_.points, to_string(context_.as_of));
    asked_.reason_tells = true;
    asked_.again = request_.again;
  }

  TransferDone repeat(const store::StoredAct& known) {
    done_.repeated = true;
    done_.earlier_batch = known.batch;
    for (auto* side : {&done_.from, &done_.to}) side->before = side->after = sums(*side);
    return done_;
  }

  bool in_audience(const shop::ProgramInForce& program) const {
    const auto& rules = program.program->points.transfer;
    if (!rules || is_everybody(rules->who)) return true;
    bool meets = false;
    shop::walk_member(context_.ledger, program.timeline, from(), context_.as_of,
                      [&](const History&, Engine& engine) { meets = engine.meets(rules->who, context_.as_of); });
    return meets;
  }

  /// What counts towards the limit.
  Points handed_on_before(const TransferRules& rules) const {
    Points points = 0;
    if (!rules.most) return points;
    for (const auto& stored : store::acts_of(context_.ledger, from()))
      if (stored.act.kind == ActKind::transfer_out && counts_towards(*rules.most, stored.act.day, context_.as_of))
        add(points, stored.act.points);
    return points;
  }

  void check(const shop::ProgramInForce& program) const {
    const auto& rules = program.program->points.transfer;
    const auto before = rules ? handed_on_before(*rules) : 0;
    const auto refusal = check_transfer(rules, {.points = request_.points,
                                                .balance = done_.from.before.balance,
                                                .handed_on = before,
                                                .same_member = from() == to(),
                                                .in_audience = in_audience(program)});
    if (!refusal) return;
    auto told = why_not_handed_on(*refusal, request_, rules.value_or(TransferRules{}), done_.from.before, before);
    throw Error(Failure::refused, std::move(told.what), std::move(told.why), std::move(told.hint))
        .named(to_string(*refusal));
  }

  void write() {
    const auto parts =
        handed_on(open_lots(account(done_.from).entries, context_.as_of), request_.points, context_.as_of);
    store::ActWriter acts(context_.ledger, work_.batch());
    acts.write(asked_.act);
    auto given = asked_.act;
    given.member = to();
    given.act.kind = ActKind::transfer_in;
    given.act.other = from();
    int number = 0;
    for (const auto& part : parts) {
      given.act.points = part.points;
      given.act.until = part.last_day;
      given.key = fmt::format("{}, given {}", asked_.act.key, ++number);
      acts.write(given);
    }
    work_.batch().flush();
    // The tier half is not walked here; the next night must see the acts.
    const std::array<store::NewFact, 2> facts{{{from(), context_.as_of}, {to(), context_.as_of}}};
    store::mark_due(context_.ledger, facts);
  }

  const shop::Context& context_;
  const TransferRequest& request_;
  shop::Work work_;
  AskedAct asked_;
  TransferDone done_;
};

} // namespace

TransferDone transfer_points(const shop::Context& context, const shop::ProgramText& text,
                             const TransferRequest& request) {
  check_request(request);
  return Transfer(context, request).run(text);
}

} // namespace loyalty::app
