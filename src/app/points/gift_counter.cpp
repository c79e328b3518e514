// SPDX-License-Identifier: MIT
#include "app/points/gift_counter.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <vector>

#include "loyalty/error.hpp"
#include "loyalty/gift.hpp"
#include "messages/suggest.hpp"
#include "shop/walked_members.hpp"
#include "store/acts.hpp"

namespace loyalty::app {
namespace {

constexpr std::int64_t most_times = 1'000'000;

std::int64_t given_of(store::Ledger& ledger, const std::string& gift) {
  std::int64_t given = 0;
  store::read_acts(
      ledger, ActKind::redeem,
      [&](const store::StoredAct& stored) { add(given, parse_whole(stored.act.text).value_or(1)); }, gift);
  return given;
}

bool in_audience(const shop::Context& context, const Timeline& timeline, const Gift& gift, MemberId member) {
  if (is_everybody(gift.who)) return true;
  bool meets = false;
  shop::walk_member(context.ledger, timeline, member, context.as_of,
                    [&](const History&, Engine& engine) { meets = engine.meets(gift.who, context.as_of); });
  return meets;
}

std::string known_gifts(const Program& program, const std::string& id) {
  std::vector<std::string_view> known;
  for (const auto& gift : program.gifts) known.push_back(gift.id);
  const auto meant = messages::suggest(id, known);
  if (!meant.empty()) return fmt::format("did you mean {}?", meant);
  return fmt::format("it has: {}", known.empty() ? std::string("none yet") : fmt::format("{}", fmt::join(known, ", ")));
}

Error refused(GiftRefusal refusal, const Program& program, const Gift* gift, const GiftWish& wish, std::int64_t given) {
  const auto error = [&](const std::string& what, std::string hint = {}) {
    return Error(Failure::refused, what, std::string(to_string(refusal)), std::move(hint));
  };
  const auto& who = wish.member.key;
  switch (refusal) {
    case GiftRefusal::gift_not_found: break;
    case GiftRefusal::wrong_audience: return error(fmt::format("the gift {} is not for {}", wish.gift, who));
    case GiftRefusal::out_of_stock:
      return error(
          fmt::format("{} of the gift {} are left, not {}", left_of(*gift, given).value_or(0), wish.gift, wish.times),
          fmt::format("{} of {} were given", given, gift->stock.value_or(0)));
    case GiftRefusal::not_enough_points:
      return error(fmt::format("{} has {} points to spend, not {}", who, wish.balance, price_of(*gift, wish.times)),
                   fmt::format("the gift {} costs {} points", wish.gift, gift->points));
  }
  return error(fmt::format("the program has no gift {}", wish.gift), known_gifts(program, wish.gift));
}

} // namespace

GiftPrice price_gift(const shop::Context& context, const shop::ProgramInForce& program, const GiftWish& wish) {
  if (wish.times < 1 || wish.times > most_times)
    throw Error(Failure::usage, fmt::format("--times {} is not a number from 1 to {}", wish.times, most_times));
  const auto* gift = program.program->gift(wish.gift);
  GiftFacts facts{.times = wish.times, .balance = wish.balance};
  if (gift != nullptr) {
    facts.given = given_of(context.ledger, gift->id);
    facts.in_audience = in_audience(context, program.timeline, *gift, wish.member.id);
  }
  if (const auto refusal = check_gift(gift, facts)) throw refused(*refusal, *program.program, gift, wish, facts.given);
  return {price_of(*gift, wish.times), left_of(*gift, facts.given + wish.times)};
}

} // namespace loyalty::app
