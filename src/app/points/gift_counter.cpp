// SPDX-License-Identifier: MIT
#include "app/points/gift_counter.hpp"

#include <string_view>
#include <vector>

#include "app/coupons/issuer.hpp"
#include "loyalty/coupon.hpp"
#include "loyalty/error.hpp"
#include "loyalty/gift.hpp"
#include "messages/suggest.hpp"
#include "shop/walked_members.hpp"
#include "store/acts.hpp"

namespace loyalty::app {
namespace {

constexpr std::int64_t most_times = 1'000'000;

/// Puts what was given of the gift so far into the facts.
void count_given(const shop::Context& context, const Gift& gift, MemberId member, GiftFacts& facts) {
  store::read_acts(
      context.ledger, ActKind::redeem,
      [&](const store::StoredAct& stored) {
        const auto times = parse_whole(stored.act.text).value_or(1);
        add(facts.given, times);
        if (stored.member == member && gift.per_member &&
            counts_towards(*gift.per_member, stored.act.day, context.as_of))
          add(facts.had, times);
      },
      gift.id);
}

bool in_audience(const shop::Context& context, const Timeline& timeline, const Condition& who, MemberId member) {
  if (is_everybody(who)) return true;
  bool meets = false;
  shop::walk_member(context.ledger, timeline, member, context.as_of,
                    [&](const History&, Engine& engine) { meets = engine.meets(who, context.as_of); });
  return meets;
}

Message known_gifts(const Program& program, const std::string& id) {
  std::vector<std::string_view> known;
  for (const auto& gift : program.gifts) known.push_back(gift.id);
  return messages::which_there_are(id, known);
}

/// When a member who had as many as the gift allows may have more.
Message again_from(const Gift& gift, Day day) {
  const auto& part = gift.per_member->per;
  return part ? "it counts anew from {day}"_en(end_of(*part, day) + 1) : Message();
}

Error refused(GiftRefusal refusal, const Program& program, const GiftWish& wish, const GiftFacts& facts, Day day) {
  const auto error = [&](Message what, Message hint = {}) {
    return Error(Failure::refused, std::move(what), {}, std::move(hint)).named(to_string(refusal));
  };
  const auto& who = wish.member.key;
  const auto* gift = program.gift(wish.gift);
  const auto left = gift == nullptr ? 0 : left_of(*gift, facts.given).value_or(0);
  switch (refusal) {
    case GiftRefusal::gift_not_found: break;
    case GiftRefusal::wrong_audience: return error("the gift {gift} is not for {member}"_en(wish.gift, who));
    case GiftRefusal::member_limit_reached:
      return error("one member gets {most} of the gift {gift}, and {member} has had {had}"_en(
                       gift->per_member->times, wish.gift, who, facts.had),
                   again_from(*gift, day));
    case GiftRefusal::out_of_stock:
      return error(counted(left, "{left} of the gift {gift} is left, not {times}"_en,
                           "{left} of the gift {gift} are left, not {times}"_en, left, wish.gift, wish.times),
                   counted(facts.given, "{given} of {stock} was given"_en, "{given} of {stock} were given"_en,
                           facts.given, gift->stock.value_or(0)));
    case GiftRefusal::not_enough_points:
      return error(counted(wish.balance, "{member} has {balance} point to spend, not {points}"_en,
                           "{member} has {balance} points to spend, not {points}"_en, who, wish.balance,
                           price_of(*gift, wish.times)),
                   counted(gift->points, "the gift {gift} costs {points} point"_en,
                           "the gift {gift} costs {points} points"_en, wish.gift, gift->points));
  }
  return error("loyalty.toml has no gift {gift}"_en(wish.gift), known_gifts(program, wish.gift));
}

} // namespace

GiftPrice price_gift(const shop::Context& context, const shop::ProgramInForce& program, const GiftWish& wish) {
  if (wish.times < 1 || wish.times > most_times)
    throw Error(Failure::usage, "--times {times} is not a number from 1 to {most}"_en(wish.times, most_times));
  const auto* gift = program.program->gift(wish.gift);
  GiftFacts facts{.times = wish.times, .balance = wish.balance};
  if (gift != nullptr) {
    count_given(context, *gift, wish.member.id, facts);
    facts.in_audience = in_audience(context, program.timeline, gift->who, wish.member.id);
  }
  if (const auto refusal = check_gift(gift, facts))
    throw refused(*refusal, *program.program, wish, facts, context.as_of);
  return {price_of(*gift, wish.times), left_of(*gift, facts.given + wish.times)};
}

store::IssueKey issue_key_of_gift(const std::string& act_key) { return store::for_request("gift " + act_key); }

std::vector<Voucher> issue_gift(shop::Work& work, const shop::ProgramInForce& program, const GiftWish& wish,
                                const std::string& act_key) {
  std::vector<Voucher> vouchers;
  const auto* gift = program.program->gift(wish.gift);
  const auto* coupon = gift == nullptr ? nullptr : program.program->coupon(gift->coupon);
  if (coupon == nullptr) return vouchers;
  const auto& context = work.context();
  const auto member = wish.member.id;
  const bool meant = in_audience(context, program.timeline, coupon->audience, member);
  store::VoucherWriter writer(context.ledger, work.batch());
  Issuer issuer(work, writer, *coupon, member);
  for (std::int64_t count = 0; count < wish.times; ++count) {
    if (const auto why = issuer.refusal(*coupon, member, context.as_of, meant))
      throw Error(Failure::refused,
                  "no voucher of \"{coupon}\" for {member}: {why}"_en(coupon->id, wish.member.key, sentence(*why)))
          .named(to_string(*why));
    vouchers.push_back(issuer.issue(*coupon, program.id, member, issue_key_of_gift(act_key), context.as_of));
  }
  return vouchers;
}

} // namespace loyalty::app
